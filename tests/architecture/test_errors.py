"""Every failure that is raised has a sentence, and the sentence has its words."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from app import errors
from app.words import ERRORS
from tests.architecture.tree import ROOT, Module, modules, plant

RAISED = {
    name
    for name, thing in inspect.getmembers(errors, inspect.isclass)
    if issubclass(thing, errors.AppError)
}


def raised(module: Module) -> Iterator[tuple[ast.Call, list[str]]]:
    """Yield each call that makes an error, with the codes its first argument holds."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else None
        name = called.id if isinstance(called, ast.Name) else name
        if name in RAISED:
            yield node, list(_codes(node.args[0]))


def _codes(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _codes(argument.body)
        yield from _codes(argument.orelse)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def without_words(root: Path) -> list[str]:
    return [
        f"{module.place(call.lineno)} {code}"
        for module in modules(root, "app", "ui")
        for call, codes in raised(module)
        for code in codes
        if code not in ERRORS
    ]


def with_gaps(root: Path) -> list[str]:
    found: list[str] = []
    for module in modules(root, "app", "ui"):
        for call, codes in raised(module):
            given = {keyword.arg for keyword in call.keywords}
            if None in given:  # a **mapping is known only when it runs
                continue
            found += [
                f"{module.place(call.lineno)} {code} {sorted(gaps)}"
                for code in codes
                if (gaps := placeholders(ERRORS.get(code, "")) - given)
            ]
    return found


def test_every_code_has_a_sentence():
    assert without_words(ROOT) == []


def test_every_sentence_gets_its_values():
    assert with_gaps(ROOT) == []


def test_a_code_without_a_sentence_is_found(tmp_path: Path):
    source = "raise NotFound('nowhere')\nraise errors.Conflict('a' if x else 'b')\n"
    plant(tmp_path, {"app/cases/rules.py": source})
    assert without_words(tmp_path) == [
        "app.cases.rules:1 nowhere",
        "app.cases.rules:2 a",
        "app.cases.rules:2 b",
    ]


def test_a_sentence_without_its_value_is_found(tmp_path: Path):
    source = "raise InputError('passphrase_too_short', most=3)\n"
    plant(tmp_path, {"ui/unlock.py": source})
    assert with_gaps(tmp_path) == ["ui.unlock:1 passphrase_too_short ['least']"]
