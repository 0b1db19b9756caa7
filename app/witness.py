"""What an open vault shows of its journal: proof, anchors, copies, the past."""

from dataclasses import dataclass, field
from pathlib import Path

from app.errors import Conflict
from app.files.atomic import write_in_parts
from app.journal.anchor import AnchorReport, SignedAnchor
from app.journal.fold import Folder, Progress
from app.journal.journal import Author
from app.journal.transcript import transcript
from app.journal.verdict import keep_verdict
from app.journal.verify import Report, verify
from app.journal.witness import compare_anchor, take_anchor
from app.past import Moment, Past, past_of
from app.staff.roles import Capability
from app.times import to_ms
from app.vault.store import Store
from app.work import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Speaks for a vault's journal, signed by the person at the keyboard.

    Attributes:
        store: the journal.
        folder: all features' folds.
        vault: the vault's random id.
        author: who signs.
        reader: of the present moment.
    """

    store: Store = field(repr=False)
    folder: Folder = field(repr=False)
    vault: str
    author: Author
    reader: Reader = field(repr=False)

    def verify(self, progress: Progress | None = None) -> Report:
        """Prove every commit, compare tables with a fresh fold; note the verdict."""
        report = verify(
            self.store,
            self.folder,
            vault=self.vault,
            opener=self.reader.opener,
            progress=progress,
        )
        keep_verdict(self.store, report, to_ms(self.reader.now))
        return report

    def at(
        self, moment: Moment, *, about: str = "", progress: Progress | None = None
    ) -> Past:
        """Return the vault as it stood; see `past_of`."""
        with self.store.snapshot():
            return past_of(
                self.reader, self.folder, moment, about=about, progress=progress
            )

    def anchor(self, progress: Progress | None = None) -> SignedAnchor:
        """Sign where the journal stands.

        Raises:
            NotPermitted: the role does not read the history.
        """
        self.reader.require(Capability.READ_AUDIT)
        with self.store.snapshot():
            return self._anchor(progress)

    def compare(
        self, anchor: SignedAnchor, progress: Progress | None = None
    ) -> AnchorReport:
        """Tell whether the journal holds all that an anchor knows."""
        with self.store.snapshot():
            return compare_anchor(
                self.store,
                self.folder.vocabulary,
                anchor,
                vault=self.vault,
                progress=progress,
            )

    def write_copy(self, path: Path, progress: Progress | None = None) -> SignedAnchor:
        """Write the journal's copy for strangers; return the anchor it ends with.

        Raises:
            NotPermitted: the role does not read the history.
            Conflict: there is a file of this name.
            AppError: it could not be written; nothing is left behind.
        """
        self.reader.require(Capability.READ_AUDIT)
        if path.exists():
            raise Conflict("export_file_exists")
        with self.store.snapshot():
            anchor = self._anchor(None)
            write_in_parts(path, transcript(self.store, self.vault, anchor, progress))
        return anchor

    def _anchor(self, progress: Progress | None) -> SignedAnchor:
        return take_anchor(
            self.store,
            vault=self.vault,
            author=self.author,
            at=to_ms(self.reader.now),
            progress=progress,
        )
