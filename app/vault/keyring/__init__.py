"""The keyring: who can open the vault, without saying who.

Name and passphrase together open a slot; the slot holds a person's seed, and
the vault key sealed to that person. A printed recovery key opens a slot of its
own, which looks like any other. Dummies pad the slots to eights; which slot is
whose is written in the roster, under the vault key. The file holds two
checksummed copies and is replaced as a whole: replacing it is the one moment at
which another database file becomes the vault's.
"""

from app.vault.keyring.cost import calibrated_cost
from app.vault.keyring.credentials import Credentials
from app.vault.keyring.format import FILE_NAME
from app.vault.keyring.ring import Keyring, Renewal
from app.vault.keyring.slots import Opened
from app.vault.passphrases import LEAST_PASSPHRASE

__all__ = [
    "FILE_NAME",
    "LEAST_PASSPHRASE",
    "Credentials",
    "Keyring",
    "Opened",
    "Renewal",
    "calibrated_cost",
]
