"""Reading the product's own source, for the tests that hold its form."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One file of source."""

    name: str
    path: Path
    tree: ast.Module

    def imports(self) -> Iterator[tuple[str, int]]:
        """Yield each imported module or thing by its full name, with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    yield f"{node.module}.{alias.name}", node.lineno

    def place(self, line: int) -> str:
        """Return where a finding is, as an editor takes it."""
        return f"{self.name}:{line}"


def modules(root: Path, *packages: str) -> Iterator[Module]:
    """Yield the modules of these packages, in a fixed order."""
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(part for part in parts if part != "__init__")
            source = path.read_text(encoding="utf-8")
            yield Module(name=name, path=path, tree=ast.parse(source))


def plant(root: Path, files: dict[str, str]) -> Path:
    """Lay a small tree of source for a test; return its root."""
    for name, source in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return root
