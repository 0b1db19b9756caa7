"""How a draft begins and ends; drafts that are left from when they were one's own."""

from collections.abc import Callable, Sequence

from app.ids import DraftId
from app.revision.model.motions import Stage
from app.revision.queries.motions import MotionLine, MotionList
from app.words import tr, trn
from ui.running import Failed
from ui.screens.rulebook.presenter.books import Undo
from ui.screens.rulebook.presenter.desk import OWN_DRAFT, OwnDraft, read_own_draft
from ui.screens.rulebook.presenter.drafting import Room


class Beginning:
    """Takes up old drafts, and lets drafts go."""

    def __init__(self, room: Room) -> None:
        """Remember what to work with."""
        self._room = room

    def take_up(self, dated: Callable[[DraftId, str], None]) -> None:
        """Make the person's own draft the shared one, if nobody writes in one.

        Args:
            dated: told the draft's id, and the first day as it was typed.
        """

        def on_text(text: str) -> None:
            own = read_own_draft(text)
            if own is not None and self._room.books.draft is None:
                self._begin(own, dated)

        self._room.runner.recall(OWN_DRAFT, on_text)

    def discard(self, failed: Failed) -> None:
        """Let the draft go; the toast takes it back, and says what waits again."""
        draft = self._room.books.draft

        def listed(motions: Sequence[MotionLine]) -> None:
            had = sum(draft is not None and m.draft == draft.id for m in motions)

            def done(undo: Undo | None) -> None:
                self._room.host.toast(_let_go(had), undo)

            self._room.books.discard(done, failed)

        self._room.runner.query(MotionList(stage=Stage.PASSED), listed, failed)

    def _begin(self, own: OwnDraft, dated: Callable[[DraftId, str], None]) -> None:
        def begun(draft: DraftId) -> None:
            self._room.runner.keep(OWN_DRAFT, "")
            dated(draft, own.effective_on)

        books = self._room.books
        newest = books.lines[0].id if books.lines else ""
        # What cannot be taken up stays where it is.
        books.begin(own.book, newest, begun, lambda _error: None)


def _let_go(motions: int) -> str:
    """Return that a draft was let go, and how many motions wait for another."""
    if not motions:
        return tr("Draft let go")
    return trn(
        "Draft let go; {count} passed motion waits again",
        "Draft let go; {count} passed motions wait again",
        motions,
    )
