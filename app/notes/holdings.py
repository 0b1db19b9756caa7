"""What is held about members in notes: they go with the member or case they are on."""

from app.holdings import Holding
from app.notes.events import NoteAdded

HOLDING = Holding(feature="notes", events=(NoteAdded,))
