"""Codes and message ids become sentences, from one gettext catalogue.

Message ids are the English sentences themselves; `resources/catalogues`
holds the Chinese. Placeholders are `{named}`. Anything shown to a person in
the window, on the command line or in a notice goes through `tr` or `trn`.
"""

import gettext
import io
import locale
import os
from enum import StrEnum
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parents[2] / "resources" / "catalogues"


class Language(StrEnum):
    """The languages of the interface."""

    ZH_CN = "zh_CN"
    EN = "en"


class _Current:
    """Which catalogue is in use; one process speaks one language at a time."""

    translations: gettext.NullTranslations = gettext.NullTranslations()
    language: Language = Language.EN


def mark(message: str) -> str:
    """Mark a message id for the catalogue; translate it later with `tr`."""
    return message


def tr(message: str, **values: str | int) -> str:
    """Return the sentence in the current language, placeholders filled."""
    text = _Current.translations.gettext(message)
    return text.format(**values) if values else text


def trn(singular: str, plural: str, count: int, **values: str | int) -> str:
    """Return the sentence for a count; `{count}` is filled in."""
    text = _Current.translations.ngettext(singular, plural, count)
    return text.format(count=count, **values)


def in_language(chosen: Language, message: str, **values: str | int) -> str:
    """Return a marked sentence in a language, whichever is in use.

    For what people of both languages are to read, such as a printed sheet.
    """
    text = _translations(chosen).gettext(message)
    return text.format(**values) if values else text


def language() -> Language:
    """Return the language in use."""
    return _Current.language


def use_language(chosen: Language) -> None:
    """Speak this language from now on."""
    _Current.language = chosen
    _Current.translations = _translations(chosen)


def system_language() -> Language:
    """Return the language the system is set to; Chinese if it is any Chinese."""
    named = next(
        (os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)),
        None,
    ) or (locale.getlocale()[0] or "")
    return (
        Language.ZH_CN if named.lower().startswith(("zh", "chinese")) else Language.EN
    )


def catalogue_files(chosen: Language) -> list[Path]:
    """Return the catalogue's parts, one per area, in a fixed order."""
    return sorted((CATALOGUES / chosen.value).glob("*.po"))


def _translations(chosen: Language) -> gettext.NullTranslations:
    return gettext.NullTranslations() if chosen is Language.EN else _load(chosen)


@cache
def _load(chosen: Language) -> gettext.GNUTranslations:
    # Babel reads the plain-text catalogue; gettext wants the compiled form.
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    whole = Catalog(locale=chosen.value)
    for part in catalogue_files(chosen):
        with part.open("rb") as file:
            for message in read_po(file, locale=chosen.value):
                if message.id:
                    whole.add(message.id, message.string, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
