"""Shared parts of every screen; they know no feature and decide nothing."""

from ui.widgets.buttons import Button, ButtonKind, IconButton, MainAction, PressButton
from ui.widgets.choice import Choice, proposed
from ui.widgets.choice_cards import ChoiceCards
from ui.widgets.choices import CheckRow, ChoiceCard, ChoiceList, RadioRow
from ui.widgets.comparison import Changed, Compared, Comparison
from ui.widgets.dialogs import ConfirmDialog, Dialog
from ui.widgets.fields import FieldFrame, TextField
from ui.widgets.figures import Figure, FigureRow
from ui.widgets.file_dialogs import unremembered
from ui.widgets.focus import FocusKeeper, FocusRing
from ui.widgets.forms import KEEP_MS, FormDialog
from ui.widgets.frames import Box, Card, Pane, Quiet, ScrollColumn, TintBox, Well
from ui.widgets.history import TimelineItem
from ui.widgets.importing import ImportDialog
from ui.widgets.keys import KeyPane
from ui.widgets.labels import ElidedLabel, Hairline, IconLabel, Label, Paragraph
from ui.widgets.language_switch import LanguageSwitch, language_name
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.marks import Avatar, Chip, KeyCap, Seal, seal_icon
from ui.widgets.menus import Menu
from ui.widgets.meter import StepMeter
from ui.widgets.notices import Banner, EmptyState, PageHeader, ProgressPanel
from ui.widgets.paint import ChipSpec, TextStyle
from ui.widgets.pane_tabs import PaneTabs
from ui.widgets.panes import Panes
from ui.widgets.passphrase import PassphraseField
from ui.widgets.reading import Facts, PersonLine, SideBySide, Titled, card_head
from ui.widgets.records import RecordList, RecordModel
from ui.widgets.row_painting import RecordDelegate, RowState
from ui.widgets.sealed import SealedBlock
from ui.widgets.search_box import SearchBox
from ui.widgets.select import LabelledSelect, Select
from ui.widgets.shares import Shares
from ui.widgets.steps import PointsMeter, StepLadder, WizardSteps
from ui.widgets.tables import DataTable
from ui.widgets.tabs import Tabs, TabSpec
from ui.widgets.text_area import MultilineField
from ui.widgets.toast import Toast, ToastHost

__all__ = [
    "KEEP_MS",
    "STRETCH",
    "Avatar",
    "Banner",
    "Box",
    "Button",
    "ButtonKind",
    "Card",
    "Changed",
    "CheckRow",
    "Chip",
    "ChipSpec",
    "Choice",
    "ChoiceCard",
    "ChoiceCards",
    "ChoiceList",
    "Compared",
    "Comparison",
    "ConfirmDialog",
    "DataTable",
    "Dialog",
    "ElidedLabel",
    "EmptyState",
    "Facts",
    "FieldFrame",
    "Figure",
    "FigureRow",
    "FocusKeeper",
    "FocusRing",
    "FormDialog",
    "Hairline",
    "IconButton",
    "IconLabel",
    "ImportDialog",
    "KeyCap",
    "KeyPane",
    "Label",
    "LabelledSelect",
    "LanguageSwitch",
    "MainAction",
    "Menu",
    "MultilineField",
    "PageHeader",
    "Pane",
    "PaneTabs",
    "Panes",
    "Paragraph",
    "PassphraseField",
    "PersonLine",
    "PointsMeter",
    "PressButton",
    "ProgressPanel",
    "Quiet",
    "RadioRow",
    "RecordDelegate",
    "RecordList",
    "RecordModel",
    "RowState",
    "ScrollColumn",
    "Seal",
    "SealedBlock",
    "SearchBox",
    "Select",
    "Shares",
    "SideBySide",
    "StepLadder",
    "StepMeter",
    "TabSpec",
    "Tabs",
    "TextField",
    "TextStyle",
    "TimelineItem",
    "TintBox",
    "Titled",
    "Toast",
    "ToastHost",
    "Well",
    "WizardSteps",
    "card_head",
    "clear",
    "column",
    "language_name",
    "proposed",
    "row",
    "seal_icon",
    "unremembered",
]
