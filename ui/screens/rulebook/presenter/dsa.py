"""What the Digital Services Act's schema calls things, in words."""

from typing import Final

from app.rulebook.model import DsaCategory, DsaGround
from app.words import mark, tr

_GROUNDS: Final = {
    DsaGround.INCOMPATIBLE: mark("Against the community's own rules"),
    DsaGround.ILLEGAL: mark("Against the law"),
}

_C = DsaCategory
_CATEGORIES: Final = {
    _C.ANIMAL_WELFARE: mark("Animal welfare"),
    _C.CONSUMER_INFORMATION: mark("Consumer information"),
    _C.CYBER_VIOLENCE: mark("Cyber violence"),
    _C.CYBER_VIOLENCE_AGAINST_WOMEN: mark("Cyber violence against women"),
    _C.DATA_PROTECTION_AND_PRIVACY_VIOLATIONS: mark("Data protection and privacy"),
    _C.ILLEGAL_OR_HARMFUL_SPEECH: mark("Illegal or harmful speech"),
    _C.INTELLECTUAL_PROPERTY_INFRINGEMENTS: mark("Intellectual property"),
    _C.NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS: mark(
        "Civic discourse and elections"
    ),
    _C.NOT_SPECIFIED_NOTICE: mark("Notice without a category"),
    _C.OTHER_VIOLATION_TC: mark("Other breach of the rules"),
    _C.PROTECTION_OF_MINORS: mark("Protection of minors"),
    _C.RISK_FOR_PUBLIC_SECURITY: mark("Public security"),
    _C.SCAMS_AND_FRAUD: mark("Scams and fraud"),
    _C.SELF_HARM: mark("Self-harm"),
    _C.UNSAFE_AND_PROHIBITED_PRODUCTS: mark("Unsafe and prohibited products"),
    _C.VIOLENCE: mark("Violence"),
}


def ground_text(ground: DsaGround) -> str:
    """Return the words for a ground."""
    return tr(_GROUNDS[ground])


def category_text(category: DsaCategory | None) -> str:
    """Return the words for a main category; that none is chosen."""
    return tr(_CATEGORIES[category]) if category else tr("Not chosen")
