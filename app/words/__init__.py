"""Codes and message ids become sentences, from one gettext catalogue."""

from app.words.errors import ERRORS, known_codes, sentence
from app.words.speech import (
    CATALOGUES,
    Language,
    catalogue_files,
    language,
    mark,
    system_language,
    tr,
    trn,
    use_language,
)

__all__ = [
    "CATALOGUES",
    "ERRORS",
    "Language",
    "catalogue_files",
    "known_codes",
    "language",
    "mark",
    "sentence",
    "system_language",
    "tr",
    "trn",
    "use_language",
]
