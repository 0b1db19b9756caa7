"""What reading packed bytes can end in, when they are not what was written."""

import msgspec

UNREADABLE: tuple[type[Exception], ...] = (
    msgspec.MsgspecError,
    # Text that is no UTF-8, and nesting without end, are not among msgspec's errors.
    UnicodeDecodeError,
    RecursionError,
)
