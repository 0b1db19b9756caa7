"""What can go wrong, as a person would sort it.

A user's errors can be mended by the person at the keyboard; an environment's
errors are the machine's. Anything else that is raised is a bug. Errors carry a
code and a small context, never case text, names or secrets: `app.words` turns
the code into a sentence.
"""


class AppError(Exception):
    """An expected failure.

    Attributes:
        code: key of the sentence in `app.words`.
        context: values for the sentence's placeholders (counts, field names,
            file names; never personal data).
    """

    def __init__(self, code: str, **context: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.context = context


class UserError(AppError):
    """The person can put it right."""


class InputError(UserError):
    """What was given cannot be used as it is."""


class NotFound(UserError):
    """What was asked for is not here."""


class Conflict(UserError):
    """Somebody or something else came first."""


class NotPermitted(UserError):
    """The person lacks the capability, or has a part in the matter."""


class EnvironmentFault(AppError):
    """The machine, the disk or the file is at fault."""


class VaultLocked(EnvironmentFault):
    """The vault is open elsewhere, or has been closed."""


class StorageBusy(EnvironmentFault):
    """The storage did not answer in time."""


class DiskFull(EnvironmentFault):
    """Nothing more can be written."""


class Corrupt(EnvironmentFault):
    """Stored bytes are not what was written."""
