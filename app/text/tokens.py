"""Search tokens: any Chinese substring or word is found through FTS5.

Every Han character is a token of its own, so that any stretch of Chinese is a phrase;
runs of other letters and digits are words. Kana and Hangul count like Han. What
`index_text` stores and `match_query` asks for comes from the same tokens, so the FTS5
tokenizer only has to split at spaces: `ascii` does (and `unicode61`, except for the
letters of a few rare scripts).
"""

import re
import unicodedata

_PHRASES = 32
_TOKENS = 256

# Characters that stand alone: Han with its marks for repeating and zero, kana, Hangul.
LONE = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_ALONE = re.compile(f"[{LONE}]")
_TOKEN = re.compile(f"[{LONE}]|[^\\W_{LONE}]+")
# Han that SQLite's own tables may not know as letters travels under a plain name.
_LATE_HAN = re.compile("[\u4db6-\u4dbf\u9fcd-\u9fff\U00020000-\U0003ffff]")


def tokens(text: str) -> list[str]:
    """Return the search tokens of a text, in order."""
    found = _found(text)
    # Hardly any text has a late one, and every record comes by here.
    rare = _LATE_HAN.search("".join(found)) is not None
    return [_plain(token) for token in found] if rare else found


def index_text(text: str) -> str:
    """Return what to put into an FTS5 column: tokens with spaces between."""
    return " ".join(tokens(text))


def match_query(text: str) -> str:
    """Return an FTS5 query that finds every text holding what was typed.

    Stretches between spaces are phrases, and all must be there. A word at the end may
    be the beginning of a longer one. Nothing typed is ever syntax; where nothing is
    left to look for, the query finds nothing.
    """
    phrases: list[str] = []
    left = _TOKENS
    unfinished = False
    for stretch in text.split():
        found = _found(stretch)[:left]
        if found and len(phrases) < _PHRASES:
            phrases.append('"' + " ".join(map(_plain, found)) + '"')
            left -= len(found)
            unfinished = not _ALONE.fullmatch(found[-1])
    if not phrases:
        return '""'
    return " ".join(phrases) + ("*" if unfinished else "")


def _found(text: str) -> list[str]:
    # Folding case can undo a normal form, hence twice.
    once = unicodedata.normalize("NFKC", text).casefold()
    return _TOKEN.findall(unicodedata.normalize("NFKC", once))


def _plain(token: str) -> str:
    return f"u{ord(token):x}" if _LATE_HAN.fullmatch(token) else token
