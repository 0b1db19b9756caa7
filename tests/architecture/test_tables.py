"""A feature's tables are written by its own fold alone, and read by queries.

A module that cannot name a table cannot write it, so who imports `tables` is what is
held; queries may import any, and write none.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, Module, modules, plant

WRITES = {
    "bulk_create",
    "bulk_update",
    "create",
    "create_table",
    "delete",
    "delete_by_id",
    "delete_instance",
    "drop_table",
    "get_or_create",
    "insert",
    "insert_from",
    "insert_many",
    "replace",
    "replace_many",
    "save",
    "set_by_id",
    "truncate_table",
    "update",
}
WRITING_SQL = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|DROP|ALTER|CREATE)\b")
# Not features: what happened, and what is not history, keep tables of their own.
OWN_ROOMS = ("journal", "desk")
# Tables in a foreign file are no tables of ours.
NO_ROOMS = ("files",)


def tables_named(module: Module) -> Iterator[tuple[str, str, int]]:
    """Yield each import of a feature's tables: the feature, the thing, the line."""
    for name, line in module.imports():
        parts = name.split(".")
        if parts[0] == "app" and "tables" in parts[2:3] and parts[1] not in NO_ROOMS:
            yield parts[1], parts[-1], line


def may_name(module: Module, feature: str) -> bool:
    parts = module.name.split(".")
    owner, room = (*parts[1:], "", "")[:2]
    if parts[0] != "app":
        return False
    return room == "queries" or (
        owner == feature and (room in ("fold", "tables") or owner in OWN_ROOMS)
    )


def wrong_hands(root: Path) -> list[str]:
    return [
        f"{module.place(line)} names a table of {feature}"
        for module in modules(root, "app", "ui")
        for feature, _, line in tables_named(module)
        if not may_name(module, feature)
    ]


def writing_queries(root: Path) -> list[str]:
    return [
        f"{module.place(line)} {what}"
        for module in modules(root, "app")
        if "queries" in module.name.split(".")
        for line, what in sorted(writes(module))
    ]


def writes(module: Module) -> Iterator[tuple[int, str]]:
    tables = {thing for _, thing, _ in tables_named(module)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in WRITES:
            owner = ast.unparse(node.value)
            if owner.split(".")[-1] in tables or owner.split(".")[0] in tables:
                yield node.lineno, f"{owner}.{node.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            sql = WRITING_SQL.match(node.value)
            yield from [(node.lineno, sql[1])] if sql else []


def test_tables_are_named_by_their_fold_and_by_queries_alone():
    assert wrong_hands(ROOT) == []


def test_queries_write_nothing():
    assert writing_queries(ROOT) == []


def test_a_table_in_wrong_hands_is_found(tmp_path: Path):
    line = "from app.cases.tables import CaseRecord\n"
    plant(
        tmp_path,
        {
            "app/cases/fold.py": line,
            "app/members/queries.py": line,
            "app/cases/queries/pages.py": line,
            "app/cases/commands.py": "import app.cases.tables\n",
            "app/members/fold.py": "from app.cases import tables\n",
            "app/journal/rows.py": "from app.journal.tables import Commit\n",
            "ui/runner.py": line,
        },
    )
    assert wrong_hands(tmp_path) == [
        "app.cases.commands:1 names a table of cases",
        "app.members.fold:1 names a table of cases",
        "ui.runner:1 names a table of cases",
    ]


def test_a_writing_query_is_found(tmp_path: Path):
    source = (
        "from app.cases.tables import CaseRecord\n"
        "from app.members import tables\n"
        "CaseRecord.select().where(CaseRecord.id == 'update')\n"
        "CaseRecord.update(open=False).execute()\n"
        "tables.MemberRecord.insert_many([])\n"
        "sql('DELETE FROM cases')\n"
    )
    plant(tmp_path, {"app/cases/queries.py": source})
    assert writing_queries(tmp_path) == [
        "app.cases.queries:4 CaseRecord.update",
        "app.cases.queries:5 tables.MemberRecord.insert_many",
        "app.cases.queries:6 DELETE",
    ]
