"""The keywords of the Digital Services Act's schema in words, by subject.

The schema does not group them; the groups are for finding them in a menu.
"""

from collections.abc import Mapping
from typing import Final

from app.rulebook.model import DsaCategory
from app.words import mark, tr

_C = DsaCategory
_WORDS: Final = {
    _C.ANIMAL_WELFARE: {
        "ANIMAL_HARM": mark("Harm to animals"),
        "UNLAWFUL_SALE_ANIMALS": mark("Unlawful sale of animals"),
    },
    _C.CONSUMER_INFORMATION: {
        "HIDDEN_ADVERTISEMENT": mark("Hidden advertisement"),
        "INSUFFICIENT_INFORMATION_ON_TRADERS": mark("Too little about the trader"),
        "MISLEADING_INFO_GOODS_SERVICES": mark("Misleading about goods or services"),
        "MISLEADING_INFO_CONSUMER_RIGHTS": mark("Misleading about consumer rights"),
        "NONCOMPLIANCE_PRICING": mark("Pricing against the rules"),
    },
    _C.CYBER_VIOLENCE: {
        "CYBER_BULLYING_INTIMIDATION": mark("Bullying and intimidation online"),
        "CYBER_HARASSMENT": mark("Harassment online"),
        "CYBER_STALKING": mark("Stalking online"),
        "CYBER_INCITEMENT": mark("Incitement online"),
        "NON_CONSENSUAL_IMAGE_SHARING": mark("Pictures shared without consent"),
        "NON_CONSENSUAL_MATERIAL_DEEPFAKE": mark("Deepfake without consent"),
    },
    _C.CYBER_VIOLENCE_AGAINST_WOMEN: {
        "BULLYING_AGAINST_GIRLS": mark("Bullying of girls"),
        "CYBER_HARASSMENT_AGAINST_WOMEN": mark("Harassment of women online"),
        "CYBER_STALKING_AGAINST_WOMEN": mark("Stalking of women online"),
        "INCITEMENT_AGAINST_WOMEN": mark("Incitement against women"),
        "NON_CONSENSUAL_IMAGE_SHARING_AGAINST_WOMEN": mark(
            "Women's pictures shared without consent"
        ),
        "NON_CONSENSUAL_MATERIAL_DEEPFAKE_AGAINST_WOMEN": mark(
            "Deepfake of women without consent"
        ),
        "FEMALE_GENDERED_DISINFORMATION": mark("Disinformation about women"),
        "TRAFFICKING_WOMEN_GIRLS": mark("Trafficking in women and girls"),
    },
    _C.DATA_PROTECTION_AND_PRIVACY_VIOLATIONS: {
        "BIOMETRIC_DATA_BREACH": mark("Breach of biometric data"),
        "MISSING_PROCESSING_GROUND": mark("Data processed without a ground"),
        "RIGHT_TO_BE_FORGOTTEN": mark("Right to be forgotten"),
        "DATA_FALSIFICATION": mark("Falsified data"),
    },
    _C.ILLEGAL_OR_HARMFUL_SPEECH: {
        "DEFAMATION": mark("Defamation"),
        "DISCRIMINATION": mark("Discrimination"),
        "HATE_SPEECH": mark("Hate speech"),
    },
    _C.INTELLECTUAL_PROPERTY_INFRINGEMENTS: {
        "COPYRIGHT_INFRINGEMENT": mark("Copyright"),
        "DESIGN_INFRINGEMENT": mark("Registered design"),
        "GEOGRAPHIC_INDICATIONS_INFRINGEMENT": mark("Geographical indication"),
        "PATENT_INFRINGEMENT": mark("Patent"),
        "TRADE_SECRET_INFRINGEMENT": mark("Trade secret"),
        "TRADEMARK_INFRINGEMENT": mark("Trademark"),
    },
    _C.NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS: {
        "MISINFORMATION_DISINFORMATION": mark("Misinformation and disinformation"),
        "VIOLATION_EU_LAW": mark("Breach of EU law"),
        "VIOLATION_NATIONAL_LAW": mark("Breach of national law"),
    },
    _C.PROTECTION_OF_MINORS: {
        "AGE_SPECIFIC_RESTRICTIONS_MINORS": mark("Age limits for minors"),
        "CHILD_SEXUAL_ABUSE_MATERIAL": mark("Child sexual abuse material"),
        "CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE": mark("Child sexual abuse deepfake"),
        "GROOMING_SEXUAL_ENTICEMENT_MINORS": mark("Grooming of minors"),
        "UNSAFE_CHALLENGES": mark("Unsafe challenges"),
    },
    _C.RISK_FOR_PUBLIC_SECURITY: {
        "ILLEGAL_ORGANIZATIONS": mark("Illegal organisations"),
        "RISK_ENVIRONMENTAL_DAMAGE": mark("Risk of environmental damage"),
        "RISK_PUBLIC_HEALTH": mark("Risk to public health"),
        "TERRORIST_CONTENT": mark("Terrorist content"),
    },
    _C.SCAMS_AND_FRAUD: {
        "IMPERSONATION_ACCOUNT_HIJACKING": mark("Impersonation and stolen accounts"),
        "INAUTHENTIC_ACCOUNTS": mark("Fake accounts"),
        "INAUTHENTIC_LISTINGS": mark("Fake listings"),
        "INAUTHENTIC_USER_REVIEWS": mark("Fake reviews"),
        "PHISHING": mark("Phishing"),
        "PYRAMID_SCHEMES": mark("Pyramid schemes"),
    },
    _C.SELF_HARM: {
        "CONTENT_PROMOTING_EATING_DISORDERS": mark("Promoting eating disorders"),
        "SELF_MUTILATION": mark("Self-mutilation"),
        "SUICIDE": mark("Suicide"),
    },
    _C.UNSAFE_AND_PROHIBITED_PRODUCTS: {
        "PROHIBITED_PRODUCTS": mark("Prohibited products"),
        "UNSAFE_PRODUCTS": mark("Unsafe products"),
    },
    _C.VIOLENCE: {
        "COORDINATED_HARM": mark("Coordinated harm"),
        "HUMAN_EXPLOITATION": mark("Exploitation of people"),
        "HUMAN_TRAFFICKING": mark("Human trafficking"),
        "INCITEMENT_VIOLENCE_HATRED": mark("Incitement to violence or hatred"),
        "STALKING": mark("Stalking"),
    },
    _C.OTHER_VIOLATION_TC: {
        "ADULT_SEXUAL_MATERIAL": mark("Adult sexual material"),
        "NUDITY": mark("Nudity"),
        "AGE_SPECIFIC_RESTRICTIONS": mark("Age limits"),
        "GEOGRAPHICAL_REQUIREMENTS": mark("Requirements of a place"),
        "GOODS_SERVICES_NOT_PERMITTED": mark("Goods or services not permitted"),
        "LANGUAGE_REQUIREMENTS": mark("Requirements of language"),
        "OTHER": mark("Something else"),
    },
}

KEYWORDS_BY_SUBJECT: Final[Mapping[DsaCategory, tuple[str, ...]]] = {
    subject: tuple(named) for subject, named in _WORDS.items()
}
"""Every keyword of the schema, under the category it is nearest to."""

_NAMES: Final = {
    code: name for named in _WORDS.values() for code, name in named.items()
}


def keyword_text(code: str) -> str:
    """Return the words for a keyword; one that is not known stays as it is."""
    return tr(_NAMES[code]) if code in _NAMES else code
