"""Codes and message ids become sentences, from one gettext catalogue."""

from app.words.errors import ERRORS, known_codes, sentence
from app.words.speech import (
    CATALOGUES,
    Language,
    catalogue_files,
    in_language,
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
    "in_language",
    "known_codes",
    "language",
    "mark",
    "sentence",
    "system_language",
    "tr",
    "trn",
    "use_language",
]
