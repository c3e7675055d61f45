"""Numbers as sentences and tables write them: one way for each language, wherever a number is told."""

from math import floor, log10
from numbers import Integral

# French sets thousands and the percent sign off by a narrow no-break space (Lexique des règles typographiques).
NARROW = "\u202f"


def number(value, lang: str = "fr", digits: int = 0) -> str:
    """A number with the language's decimal sign and thousands; an empty string for a missing one.

    >>> number(9450, "fr"), number(9450, "en"), number(-0.5, "fr", 1)
    ('9\\u202f450', '9,450', '−0,5')
    """
    if value is None or value != value:
        return ""
    text = f"{float(value):,.{digits}f}"
    if float(text.replace(",", "")) == 0:
        text = text.removeprefix("-")
    if lang == "fr":
        text = text.replace(",", NARROW).replace(".", ",")
    return text.replace("-", "\u2212")


def whole(value, lang: str = "fr"):
    """A count as :func:`number` writes it; whatever is no count stays as it is.

    >>> whole(1200, "en"), whole("a1", "en"), whole(True, "en")
    ('1,200', 'a1', True)
    """
    return number(value, lang) if isinstance(value, Integral) and not isinstance(value, bool) else value


def percent(share, lang: str = "fr", digits: int = 0) -> str:
    """A share as a percentage; an empty string for a missing one.

    >>> percent(0.857, "fr"), percent(0.857, "en")
    ('86\\u202f%', '86%')
    """
    if share is None or share != share:
        return ""
    return number(100 * float(share), lang, digits) + (f"{NARROW}%" if lang == "fr" else "%")


def p_value(p, lang: str = "fr") -> str:
    """A p, or the smallest possible one: three decimals, of a smaller one its first digit; empty for a missing one.

    Two decimals would write 0.049 and 0.051 alike; of a few hundred assignments a fourth one tells nothing.

    >>> p_value(0.125, "fr"), p_value(0.125, "en"), p_value(1 / 12870, "en"), p_value(float("nan"), "fr")
    ('0,125', '0.125', '0.00008', '')
    """
    if p is None or p != p:
        return ""
    small = 0 < p < 0.001
    return number(p, lang, -floor(log10(p)) if small else 3)
