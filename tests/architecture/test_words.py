"""Every sentence a person sees is in the catalogue, complete in both languages.

The English sentences are the message ids, so English is complete by itself; the
Chinese is held against what the source really says.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.architecture.tree import ROOT, Module, modules, plant

KEYWORDS = {"tr": None, "trn": (1, 2), "mark": None}
SHOWN_BY = {
    "QAction",
    "QCheckBox",
    "QGroupBox",
    "QLabel",
    "QPushButton",
    "QRadioButton",
    "QToolButton",
    "setAccessibleDescription",
    "setAccessibleName",
    "setPlaceholderText",
    "setStatusTip",
    "setText",
    "setTitle",
    "setToolTip",
    "setWindowTitle",
}

# A sentence, or singular and plural.
Id = str | tuple[str, ...]


def spoken(root: Path) -> dict[Id, str]:
    """Return every message id in the source, with a place where it stands."""
    found: dict[Id, str] = {}
    for package in ("app", "ui"):
        if not (root / package).is_dir():
            continue
        for file, line, message, _, _ in extract_from_dir(
            root / package, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            key = tuple(message) if isinstance(message, (list, tuple)) else message
            found.setdefault(key, f"{package}/{file}:{line}")
    return found


def catalogues(root: Path) -> Iterator[tuple[str, Message]]:
    """Yield every entry of the Chinese catalogue, with its file's name."""
    for path in sorted((root / "resources" / "catalogues" / "zh_CN").glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="zh_CN", abort_invalid=True)
        yield from ((path.name, message) for message in catalogue if message.id)
        yield from ((path.name, gone) for gone in catalogue.obsolete.values())


def key_of(message: Message) -> Id:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> list[str]:
    text = message.string
    return [text] if isinstance(text, str) else list(text or ())


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def untranslated(root: Path) -> list[str]:
    known = {key_of(message) for _, message in catalogues(root)}
    return [f"{at} {key}" for key, at in spoken(root).items() if key not in known]


def unused(root: Path) -> list[str]:
    used = spoken(root)
    entries = ((file, key_of(message)) for file, message in catalogues(root))
    return [f"{file} {key}" for file, key in entries if key not in used]


def unfinished(root: Path) -> list[str]:
    return [
        f"{file} {message.id}"
        for file, message in catalogues(root)
        if message.fuzzy or not all(text.strip() for text in strings(message))
    ]


def other_placeholders(root: Path) -> list[str]:
    found: list[str] = []
    for file, message in catalogues(root):
        key = key_of(message)
        wanted = placeholders(key if isinstance(key, str) else key[-1])
        if any(placeholders(text) != wanted for text in strings(message)):
            found.append(f"{file} {key}")
    return found


def repeated(root: Path) -> list[str]:
    """Return the ids that stand more than once, in one file or in several."""
    lines = (
        line
        for path in sorted((root / "resources" / "catalogues" / "zh_CN").glob("*.po"))
        for line in _ids(path)
    )
    return [key for key, times in Counter(lines).items() if times > 1]


def _ids(path: Path) -> Iterator[str]:
    parts: list[str] | None = None
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("msgid "):
            parts = [ast.literal_eval(line.removeprefix("msgid "))]
        elif parts is not None and line.startswith('"'):
            parts.append(ast.literal_eval(line))
        elif parts is not None:
            if whole := "".join(parts):
                yield whole
            parts = None


def bare_sentences(root: Path) -> list[str]:
    """Return the literals with letters that a screen shows without the catalogue."""
    return [
        f"{module.place(line)} {text}"
        for module in modules(root, "ui")
        for line, text in _shown(module)
        if any(letter.isalpha() for letter in text)
    ]


def _shown(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else None
        name = called.id if isinstance(called, ast.Name) else name
        if name in SHOWN_BY:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(
                    argument.value, str
                ):
                    yield node.lineno, argument.value


def test_every_sentence_has_its_chinese():
    assert untranslated(ROOT) == []


def test_no_chinese_without_its_sentence():
    assert unused(ROOT) == []


def test_nothing_is_left_empty_or_fuzzy():
    assert unfinished(ROOT) == []


def test_placeholders_are_the_same():
    assert other_placeholders(ROOT) == []


def test_a_sentence_stands_once():
    assert repeated(ROOT) == []


def test_screens_show_no_bare_sentence():
    assert bare_sentences(ROOT) == []


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
SOURCE = """
from app.words import mark, tr, trn
NAME = mark("Cases")
tr("Take {count} "
   "of them", count=3)
trn("{count} case", "{count} cases", 2)
tr(NAME)
"""
CHINESE = """
msgid "Cases"
msgstr "案件"

msgid "Take {count} of them"
msgstr "领取 {count} 个"

msgid "{count} case"
msgid_plural "{count} cases"
msgstr[0] "{count} 个案件"
"""
FINDERS = (untranslated, unused, unfinished, other_placeholders, repeated)


def _planted(root: Path, chinese: str, **further: str) -> list[list[str]]:
    folder = "resources/catalogues/zh_CN"
    files = {f"{folder}/{name}.po": HEADER + text for name, text in further.items()}
    files[f"{folder}/cases.po"] = HEADER + chinese
    plant(root, {"app/cases/rules.py": SOURCE, **files})
    return [finder(root) for finder in FINDERS]


def test_a_complete_catalogue_passes(tmp_path: Path):
    assert _planted(tmp_path, CHINESE) == [[], [], [], [], []]


def test_a_missing_sentence_is_found(tmp_path: Path):
    lacking = CHINESE.replace('"Cases"\n', '"Case"\n')
    missing, extra, *rest = _planted(tmp_path, lacking)
    assert missing == ["app/cases/rules.py:3 Cases"]
    assert extra == ["cases.po Case"]
    assert rest == [[], [], []]


def test_an_obsolete_entry_is_found(tmp_path: Path):
    gone = CHINESE + '\n#~ msgid "Gone"\n#~ msgstr "没了"\n'
    assert _planted(tmp_path, gone)[1] == ["cases.po Gone"]


def test_an_empty_and_a_fuzzy_string_are_found(tmp_path: Path):
    worse = CHINESE.replace('"案件"', '""').replace(
        'msgid "Take', '#, fuzzy\nmsgid "Take'
    )
    found = _planted(tmp_path, worse)[2]
    assert found == ["cases.po Cases", "cases.po Take {count} of them"]


def test_another_placeholder_is_found(tmp_path: Path):
    worse = CHINESE.replace("领取 {count}", "领取 {number}")
    found = _planted(tmp_path, worse.replace("{count} 个案件", "案件"))[3]
    assert len(found) == 2


def test_a_repeated_sentence_is_found(tmp_path: Path):
    again = 'msgid ""\n"Cases"\nmsgstr "案件"\n'
    assert _planted(tmp_path, CHINESE, other=again)[4] == ["Cases"]


def test_a_bare_sentence_is_found(tmp_path: Path):
    source = 'QLabel("Hello")\nlabel.setText("…")\nbutton.setToolTip("锁定")\nf("x")\n'
    plant(tmp_path, {"ui/shell/window.py": source})
    assert bare_sentences(tmp_path) == [
        "ui.shell.window:1 Hello",
        "ui.shell.window:3 锁定",
    ]
