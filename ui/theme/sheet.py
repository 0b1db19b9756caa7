"""The one application stylesheet: shapes only, every colour from the palette.

Resetting a stylesheet costs tens of milliseconds, a palette change two; so the
sheet never changes. Qt resolves `palette()` once per widget, hence `refreshed`
names the few types that must be polished again when the theme changes.
"""

from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHeaderView,
    QLineEdit,
    QMenu,
    QScrollBar,
)

SHEET = """
QLineEdit, QPlainTextEdit, QTextEdit {
  border: 0; background: transparent; padding: 0;
}
QLineEdit { lineedit-password-character: 9679; }
QAbstractItemView { border: 0; background: transparent; outline: 0; }
QScrollArea { border: 0; background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle {
  background: palette(shadow); border-radius: 3px; margin: 3px;
}
QScrollBar::handle:hover { background: palette(dark); }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QMenu {
  background: palette(base); color: palette(text);
  border: 1px solid palette(mid); border-radius: 8px; padding: 4px;
}
QMenu::item {
  padding: 6px 20px 6px 10px; border-radius: 6px; background: transparent;
}
QMenu::item:selected { background: palette(midlight); color: palette(text); }
QMenu::item:disabled { color: palette(placeholder-text); }
QMenu::separator { height: 1px; background: palette(mid); margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QComboBox QAbstractItemView {
  background: palette(base); border: 1px solid palette(shadow);
}
QToolTip {
  background: palette(tool-tip-base); color: palette(tool-tip-text);
  border: 1px solid palette(dark); padding: 4px 8px;
}
QHeaderView { background: transparent; border: 0; }
QHeaderView::section {
  background: palette(alternate-base); color: palette(window-text);
  border: 0; border-bottom: 1px solid palette(mid); padding: 0 12px;
}
QTableCornerButton::section { background: palette(alternate-base); border: 0; }
"""

REFRESHED = (QMenu, QScrollBar, QHeaderView, QAbstractScrollArea, QLineEdit)
"""Widget types whose rules name palette colours, and lines of text: one that is
hidden while light becomes dark would keep its dark letters."""
