"""What a computer remembers of signing in, for tests."""

from pathlib import Path


class Remembering:
    """What a computer remembers."""

    def __init__(self, vault: Path | None, name: str = "") -> None:
        self._vault, self._name = vault, name

    def vault(self) -> Path | None:
        return self._vault

    def set_vault(self, path: Path) -> None:
        self._vault = path

    def name(self) -> str:
        return self._name

    def keep_name(self, name: str) -> None:
        self._name = name

    def forget_name(self) -> None:
        self._name = ""
