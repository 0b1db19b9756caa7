"""The right pane: the last check and the papers above, one commit or the past below."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.words import tr
from ui.screens.audit.presenter.past import PastShown
from ui.screens.audit.presenter.shown import (
    CommitShown,
    EntryShown,
    FactShown,
    LinkShown,
)
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Card,
    Chip,
    IconLabel,
    Label,
    Paragraph,
    ProgressPanel,
    ScrollColumn,
    TimelineItem,
    clear,
    column,
    row,
)

_LABEL_WIDTH = 132
_TONES = {
    Tone.OK: ("check-circle-fill", Token.OK),
    Tone.DANGER: ("x-circle-fill", Token.DANGER),
}


class HistoryRecordPane(QWidget):
    """Shows what a commit did, and offers to prove, print and look back.

    Signals:
        check_wanted, stop_wanted: prove everything; stop what takes long.
        anchor_wanted, copy_wanted: write an anchor; a copy for strangers.
        open_wanted: a screen's key and a record's id, as it is now.
        past_wanted: the same, as it stood then.
        back_wanted: from the past to the commit.
        more_wanted: further events.
    """

    check_wanted = Signal()
    stop_wanted = Signal()
    anchor_wanted = Signal()
    copy_wanted = Signal()
    open_wanted = Signal(str, str)
    past_wanted = Signal(str, str)
    back_wanted = Signal()
    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._commit: CommitShown | None = None
        self._check = Label("", wrap=True)
        self._check_icon = IconLabel("clock", Token.TEXT_3)
        self._run = Button(
            tr("Check everything"), icon="shield-check", name="audit_check"
        )
        self._anchor = Button(tr("Print an anchor"), icon="anchor", name="audit_anchor")
        self._copy = Button(tr("Copy for strangers"), icon="export", name="audit_copy")
        self._progress = ProgressPanel("shield-check", name="audit_progress")
        self._problem = Banner(tone=Tone.DANGER, name="audit_problem")
        self._problem.hide()
        self._scroll = ScrollColumn(
            margins=(24, 16, 24, 24), spacing=space.S4, name="audit_record"
        )
        self._body: QVBoxLayout = column(spacing=space.S4)
        self._scroll.column.addLayout(self._body)
        self._scroll.column.addStretch(1)
        self.setLayout(column(self._build_top(), (self._scroll, 1)))
        self._run.clicked.connect(self.check_wanted)
        self._anchor.clicked.connect(self.anchor_wanted)
        self._copy.clicked.connect(self.copy_wanted)
        self._progress.stopped.connect(self.stop_wanted)

    def _build_top(self) -> QWidget:
        top = QWidget()
        buttons = row(self._run, self._anchor, self._copy, STRETCH, spacing=space.S2)
        line = row(self._check_icon, space.S2, (self._check, 1))
        top.setLayout(
            column(
                line,
                buttons,
                self._progress,
                self._problem,
                spacing=space.S2,
                margins=(24, 12, 20, 4),
            )
        )
        return top

    def show_check(self, words: str, tone: Tone) -> None:
        """Say what the last check found."""
        self._check.setText(words)
        icon, token = _TONES.get(tone, ("clock", Token.TEXT_3))
        self._check_icon.set_icon(icon, token)

    def show_work(self, title: str) -> None:
        """Announce long work; nothing ends it."""
        for button in (self._run, self._anchor, self._copy):
            button.setEnabled(not title)
        if title:
            self._progress.start(title)
        else:
            self._progress.finish()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._progress.set_progress(done, total)

    def show_problem(self, text: str) -> None:
        """Say what went wrong; nothing takes it away."""
        self._problem.set_words(text)
        self._problem.setVisible(bool(text))

    def allow_papers(self, *, allowed: bool) -> None:
        """Offer anchors and copies, or not."""
        self._anchor.setVisible(allowed)
        self._copy.setVisible(allowed)

    def show_commit(self, shown: CommitShown | None) -> None:
        """Show one commit; None empties the pane."""
        self._commit = shown
        clear(self._body)
        if shown is None:
            return
        self._body.addWidget(self._head_card(shown))
        for entry in shown.entries:
            if entry.facts or entry.title != shown.title:
                self._body.addWidget(_entry_card(entry))
        if shown.more:
            more = Button(shown.more, ButtonKind.GHOST, name="audit_more")
            more.clicked.connect(self.more_wanted)
            self._body.addLayout(row(more, STRETCH))

    def show_past(self, shown: PastShown | None) -> None:
        """Show a record of the past in place of the commit; None goes back."""
        if shown is None:
            if self._commit is not None:
                self.show_commit(self._commit)
            return
        clear(self._body)
        back = Button(tr("Back to the entry"), icon="arrow-left", name="audit_back")
        back.clicked.connect(self.back_wanted)
        banner = Banner(
            shown.banner,
            tr("To be read only: nothing here is as it is now."),
            Tone.WARN,
            name="audit_past",
        )
        self._body.addWidget(banner)
        self._body.addLayout(row(back, STRETCH))
        facts = column(spacing=space.S2, margins=(20, 16, 20, 16))
        facts.addWidget(Label(shown.title, Role.RECORD))
        for label, value in shown.facts:
            facts.addLayout(_line(label, value))
        self._body.addWidget(Card(facts))
        if shown.lines:
            self._body.addWidget(_lines_card(shown))
        back.setFocus()

    def _head_card(self, shown: CommitShown) -> Card:
        chips = [Chip(c.text, c.tone, c.icon) for c in shown.chips]
        inside = column(spacing=space.S2, margins=(20, 16, 20, 16))
        inside.addWidget(Label(shown.title, Role.RECORD, wrap=True, selectable=True))
        inside.addLayout(row(*chips, STRETCH, spacing=6))
        if shown.warning:
            inside.addWidget(Banner(shown.warning, tone=Tone.WARN))
        for label, value in shown.facts:
            inside.addLayout(_line(label, value))
        if shown.links:
            inside.addSpacing(space.S2)
            for link in shown.links:
                inside.addLayout(self._link_line(link))
        return Card(inside, name="audit_commit")

    def _link_line(self, link: LinkShown):
        opener = Button(link.text, icon=link.icon, height=space.BUTTON_SMALL)
        opener.clicked.connect(partial(self._open, link))
        parts = [opener]
        if link.past:
            past = Button(
                link.past,
                ButtonKind.GHOST,
                icon="arrow-counter-clockwise",
                height=space.BUTTON_SMALL,
                name=f"audit_past_{link.screen}",
            )
            past.clicked.connect(partial(self._look_back, link))
            parts.append(past)
        return row(*parts, STRETCH, spacing=space.S2)

    def _open(self, link: LinkShown, *_: object) -> None:
        self.open_wanted.emit(link.screen, link.record)

    def _look_back(self, link: LinkShown, *_: object) -> None:
        self.past_wanted.emit(link.screen, link.record)


def _entry_card(entry: EntryShown) -> Card:
    inside = column(spacing=space.S2, margins=(20, 14, 20, 14))
    inside.addWidget(Label(entry.title, Role.SECTION, wrap=True))
    _fill(inside, entry.facts)
    return Card(inside)


def _fill(inside: QVBoxLayout, facts: Sequence[FactShown]) -> None:
    for fact in facts:
        token = Token.TEXT_3 if fact.quiet else Token.TEXT
        text = fact.text
        if fact.before:
            text = tr("{now} (before: {before})", now=fact.text, before=fact.before)
        inside.addLayout(_line(fact.label, text, token))


def _line(label: str, value: str, token: Token = Token.TEXT):
    name = Label(label, Role.BODY, Token.TEXT_2, wrap=True)
    name.setFixedWidth(_LABEL_WIDTH)
    text = Paragraph(value, Role.BODY, token, selectable=True)
    return row(column(name, STRETCH), (text, 1), spacing=space.S3)


def _lines_card(shown: PastShown) -> Card:
    inside = column(spacing=space.S1, margins=(20, 14, 20, 14))
    inside.addWidget(Label(shown.heading, Role.SECTION))
    inside.addSpacing(space.S2)
    for at, line in enumerate(shown.lines):
        last = at == len(shown.lines) - 1
        inside.addWidget(
            TimelineItem(line.icon, line.title, line.when, body=line.text, last=last)
        )
    return Card(inside)
