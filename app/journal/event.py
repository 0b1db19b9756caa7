"""Events: facts that happened, in two bodies that can be parted.

`facts` are codes, dates and random ids; `personal` are names, words and sealed
values. Erasure takes the personal body away and leaves the facts, so that no
balance or published figure changes.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import UnionType
from typing import Annotated, Any, ClassVar, TypeVar, Union, get_args, get_origin

import msgspec

from app.vault.packed import UNREADABLE

T = TypeVar("T")

Personal = Annotated[T | None, msgspec.Meta(extra={"personal": True})]
"""A field that erasure takes away; None once erased, or never given."""

Body = Mapping[str, Any]
Upcaster = Callable[[Body, Body], tuple[Body, Body]]
"""Takes one version's facts and personal fields, gives the next version's."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that happened to a subject.

    Attributes:
        kind: its name in the journal, for ever.
        layout: version of its fields; older ones pass through upcasters.
        requires: the capability its author must hold, or None for anybody.
        subject: random id of what it happened to.
    """

    kind: ClassVar[str]
    layout: ClassVar[int] = 1
    requires: ClassVar[str | None] = None

    subject: str


class EventCodec:
    """Turns one class of event into its two bodies and back."""

    def __init__(self, event: type[Event]) -> None:
        """Prepare for a class of event."""
        self.event = event
        fields = [f for f in msgspec.structs.fields(event) if f.name != "subject"]
        self._personal = tuple(f.name for f in fields if _is_personal(f.type))
        self._facts = tuple(f.name for f in fields if f.name not in self._personal)
        by_name = {f.name: f for f in fields}
        self._facts_decoder = _decoder(event, "Facts", self._facts, by_name)
        self._personal_decoder = _decoder(event, "Personal", self._personal, by_name)
        self._encoder = msgspec.msgpack.Encoder()

    def encode(self, event: Event) -> tuple[bytes, bytes | None]:
        """Return facts and personal body; None where no personal field is filled."""
        facts = self._encoder.encode({n: getattr(event, n) for n in self._facts})
        personal = {
            n: v for n in self._personal if (v := getattr(event, n)) is not None
        }
        return facts, self._encoder.encode(personal) if personal else None

    def decode(self, subject: str, facts: bytes, personal: bytes | None) -> Event:
        """Return the event; personal fields are None where that body is gone.

        Raises:
            msgspec.MsgspecError: the bodies are not of this class.
        """
        values = msgspec.structs.asdict(self._facts_decoder.decode(facts))
        if personal is not None:
            values |= msgspec.structs.asdict(self._personal_decoder.decode(personal))
        return self.event(subject=subject, **values)


def _is_personal(hint: Any) -> bool:
    return any(
        isinstance(extra, msgspec.Meta) and bool((extra.extra or {}).get("personal"))
        for extra in getattr(hint, "__metadata__", ())
    )


def _decoder(
    event: type[Event],
    suffix: str,
    names: tuple[str, ...],
    fields: Mapping[str, msgspec.structs.FieldInfo],
) -> "msgspec.msgpack.Decoder[Any]":
    shape: list[tuple[str, Any] | tuple[str, Any, Any]] = []
    for name in names:
        field = fields[name]
        hint = _storable(field.type)
        if suffix == "Personal":
            shape.append((name, hint, None))
        elif field.default is not msgspec.NODEFAULT:
            shape.append((name, hint, field.default))
        elif field.default_factory is not msgspec.NODEFAULT:
            made = msgspec.field(default_factory=field.default_factory)
            shape.append((name, hint, made))
        else:
            shape.append((name, hint))
    built = msgspec.defstruct(event.__name__ + suffix, shape, kw_only=True)
    return msgspec.msgpack.Decoder(built)


_AWARE = Annotated[datetime, msgspec.Meta(tz=True)]
_WHOLE = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]


def _storable(hint: Any) -> Any:
    """Return a field's type without values no fold could store.

    Commands never write a moment without a zone or a number beyond a column; what
    another program wrote must not stop a fold either, so it is not read at all.
    """
    if hint is datetime:
        return _AWARE
    if hint is int:
        return _WHOLE
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return Annotated[(_storable(inside[0]), *inside[1:])]
    if origin in {Union, UnionType}:
        return Union[tuple(map(_storable, inside))]  # noqa: UP007 - made while running
    if origin is tuple:
        return tuple[tuple(map(_storable, inside))]
    return hint


class Vocabulary:
    """Every kind of event this version knows, and how to read older ones."""

    def __init__(
        self,
        events: tuple[type[Event], ...],
        upcasters: Mapping[tuple[str, int], Upcaster] | None = None,
    ) -> None:
        """Take the classes and, per (kind, version), the step to the next version."""
        self._codecs = {event.kind: EventCodec(event) for event in events}
        self._upcasters = dict(upcasters or {})
        if len(self._codecs) != len(events):
            raise ValueError("two events share a kind")

    def knows(self, kind: str, version: int) -> bool:
        """Tell whether events of this kind and version can be read."""
        codec = self._codecs.get(kind)
        return codec is not None and version <= codec.event.layout

    def requirement(self, kind: str) -> str | None:
        """Return the capability an author of this kind must hold."""
        return self._codecs[kind].event.requires

    def encode(self, event: Event) -> tuple[bytes, bytes | None]:
        """Return the event's two bodies."""
        return self._codecs[event.kind].encode(event)

    def decode(
        self,
        kind: str,
        version: int,
        subject: str,
        facts: bytes,
        personal: bytes | None,
    ) -> Event | None:
        """Return the event, or None where this version cannot read it."""
        codec = self._codecs.get(kind)
        if codec is None or version > codec.event.layout:
            return None
        try:
            if version < codec.event.layout:
                facts, personal = self._raised(
                    kind, version, codec.event.layout, facts, personal
                )
            return codec.decode(subject, facts, personal)
        except (KeyError, *UNREADABLE):
            return None

    def _raised(
        self, kind: str, old: int, new: int, facts: bytes, personal: bytes | None
    ) -> tuple[bytes, bytes | None]:
        plain: Body = msgspec.msgpack.decode(facts)
        words: Body = msgspec.msgpack.decode(personal) if personal else {}
        for step in range(old, new):
            plain, words = self._upcasters[kind, step](plain, words)
        return (
            msgspec.msgpack.encode(plain),
            msgspec.msgpack.encode(words) if personal is not None else None,
        )
