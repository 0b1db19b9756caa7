"""A sign-in name and its passphrase, as typed."""

from dataclasses import dataclass, field

from app.errors import InputError
from app.vault.passphrases import check, folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """A sign-in name and its passphrase, as typed."""

    name: str
    passphrase: str = field(repr=False)

    def checked(self, *names: str) -> "Credentials":
        """Return these for a new slot; those of an old one open it as they are.

        Args:
            names: what else is easily guessed here, such as the community's name.

        Raises:
            InputError: the name is empty, or the passphrase will not do (see
                `passphrases.check`).
        """
        if not self.name.strip():
            raise InputError("name_missing")
        check(self.passphrase, (self.name, *names))
        return self

    def secret(self) -> bytes:
        """Return both as one byte string in which neither can pose as the other."""
        name = _bytes(folded(self.name.strip()).casefold())
        return len(name).to_bytes(4, "big") + name + _bytes(folded(self.passphrase))


def _bytes(text: str) -> bytes:
    # Half of a surrogate pair is no text, but what was typed must not be a crash.
    return text.encode("utf-8", "surrogatepass")
