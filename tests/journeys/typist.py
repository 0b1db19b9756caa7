"""Somebody at a terminal, for tests of the command line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from app.cli.inputs import Person
from app.cli.program import build
from app.cli.session import Host
from app.publication.sheet import Paper
from app.staff.roles import Role
from tests.builders import OWNER, Site, enrol, passphrase
from tests.generator import write_members, write_reports

MODERATOR = "周叙"


@dataclass(slots=True)
class Keyboard:
    """What somebody types where nothing is shown, in order."""

    typed: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __call__(self, question: str) -> str:
        """Answer a question."""
        self.asked.append(question)
        return self.typed.pop(0)


@dataclass(slots=True, kw_only=True)
class Typist:
    """Types commands about the vault of a site, and reads what comes of them."""

    site: Site
    there: bool = False
    keyboard: Keyboard = field(default_factory=Keyboard)
    language: str = "en"
    paper: Paper | None = None

    def secret(self, name: str) -> str:
        """Return the path of the file that holds a made-up person's passphrase."""
        path = self.site.root / f"{name}.secret"
        path.write_text(passphrase(name) + "\n", encoding="utf-8")
        path.chmod(0o600)
        return str(path)

    def types(
        self,
        *words: str,
        typing: str | bytes = "",
        width: int = 80,
    ) -> Result:
        """Type a command as it is."""
        host = Host(
            surroundings=self.site.surroundings,
            person=Person(there=lambda: self.there, ask_secret=self.keyboard),
            paper=self.paper,
        )
        return CliRunner().invoke(
            build(),
            ["--language", self.language, *words],
            input=typing,
            env={"COLUMNS": str(width), "GONGDAO_VAULT": str(self.site.place)},
            host=host,
        )

    def says(
        self, *words: str, by: str = OWNER, typing: str | bytes = "", width: int = 80
    ) -> Result:
        """Type a command as one of the people."""
        signed_in = ["--as", by, "--passphrase-file", self.secret(by)]
        return self.types(*words, *signed_in, typing=typing, width=width)

    def does(self, *words: str, by: str = OWNER, typing: str = "") -> dict[str, Any]:
        """Have a command done; return its document."""
        result = self.says(*words, "--json", by=by, typing=typing)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def fails(
        self, *words: str, by: str = OWNER, typing: str = ""
    ) -> tuple[int, str, str]:
        """Have a command refused; return exit code, code and sentence."""
        result = self.says(*words, "--json", by=by, typing=typing)
        told = json.loads(result.stdout)["error"]
        assert told["message"] in result.stderr
        return result.exit_code, told["code"], told["message"]


def leaves(value: object) -> Iterator[object]:
    """Yield everything in a document that is neither mapping nor list."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


def written(path: Path, words: str) -> str:
    """Write a text to a file; return its path."""
    path.write_text(words, encoding="utf-8")
    return str(path)


def at_work(root: Path) -> Typist:
    """Return somebody with a vault of a few members, rules and cases."""
    typist = Typist(site=Site(root=root))
    members = write_members(root / "members.csv", people=40, repeats=12)
    reports = write_reports(root / "reports.csv", members, count=30)
    with typist.site.created() as workspace:
        enrol(workspace, MODERATOR, Role.MODERATOR)
    typist.does("members", "import", str(members.path), "--yes")
    typist.does(
        *("rules", "publish", "--template", "reading_club"),
        *("--effective-on", "2026-01-01"),
    )
    typist.does("cases", "import", str(reports.path), "--yes")
    return typist


def numbers(typist: Typist) -> list[str]:
    """Return the numbers of all cases, in their order."""
    listed = typist.does("cases", "list", "--queue", "all", "--limit", "500")
    return sorted(case["number"] for case in listed["cases"])
