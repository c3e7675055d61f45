"""The tokeniser: spaCy's engine with rules that split French the way the treebanks do.

Universal Dependencies keeps hyphenated words whole (*Royaume-Uni*, *celui-ci*), splits elisions
(*l'*, *qu'*) and inverted clitics with their hyphen (*dit* + *-il*, *a* + *-t-on*), and stands every
mark alone. All rules are patterns and exceptions, so they are written to disk with the pipeline and a
bare ``spacy.load`` restores them.
"""

import re

import spacy
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.lang.tokenizer_exceptions import URL_MATCH
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

APOSTROPHES = "'’ʼ‘"
MARKS = '«»“”„‟‹›"'
HYPHENS = r"\-‐‑"
DASHES = "–—"
CURRENCY = "€$£¥₽₴"
STOPS = r"(?:\.{2,}|…|[,;:!?()\[\]{}¿¡|])"

ELIDED = "[cdjlmnstçCDJLMNSTÇ]|[Qq]u|QU|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu"
# A clitic after its verb, with the hyphen and the euphonic t (hasty hands write t').
CLITICS = "je|tu|il|elle|on|nous|vous|ils|elles|ce|moi|toi|lui|leur|y|en|le|la|les|là|ci"

# Words that end like verb and clitic, or hold an apostrophe, and are one token all the same.
WHOLE_WORDS = (
    "aujourd'hui quelqu'un quelqu'une l'on prud'homme prud'hommes prud'homal prud'homale presqu'île "
    "rendez-vous main-d'œuvre chef-d'œuvre chefs-d'œuvre hors-d'œuvre trompe-l'œil c'est-à-dire "
    "celui-ci celle-ci ceux-ci celles-ci celui-là celle-là ceux-là celles-là jusque-là ici-là au-delà "
    "chez-soi sot-l'y-laisse entr'acte on-dit m'as-tu-vu qu'en-dira-t-on"
).split()

# Abbreviations keep their full stop, also the ones that may close a sentence (etc.): whether it ends
# there is for the parser to say.
ABBREVIATIONS = (
    "MM. Mr. Dr. Pr. Mgr. Mme. Mlle. St. Ste. av. apr. cf. etc. pp. Vol. No. chap. éd. "
    "janv. févr. avr. juill. c.-à-d. c-à-d."
).split()


def _prefixes() -> list[str]:
    return [
        rf"[{MARKS}]",
        STOPS,
        rf"(?:{ELIDED})[{APOSTROPHES}]",
        rf"[{APOSTROPHES}]",
        rf"[{CURRENCY}]",
        rf"[{DASHES}•·*=→]",
        r"--+",
        rf"-(?=[{ALPHA}])",
        r"[nN]°(?=\d)",
        r"/",
    ]


def _suffixes() -> list[str]:
    return [
        rf"[{MARKS}]",
        STOPS,
        rf"(?<=[{ALPHA_LOWER}0-9%°²+\-)\]{MARKS}])\.",
        rf"(?<=[{ALPHA_UPPER}°][{ALPHA_UPPER}])\.",
        rf"(?<=[.,!?;:{MARKS}])[{APOSTROPHES}]",
        rf"(?<=[0-9])[{CURRENCY}%hH]",
        rf"(?<=[{ALPHA}])[{HYPHENS}](?:[tT][{HYPHENS}{APOSTROPHES}])?(?i:{CLITICS})",
        rf"(?<=[{ALPHA}])-",
        rf"[{DASHES}*]",
        r"--+",
        r"/",
    ]


def _infixes() -> list[str]:
    return [
        rf"[{MARKS}]",
        r"(?:\.{2,}|…|[;!?()\[\]])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}]):(?=[{ALPHA}])",
        rf"(?<=[{ALPHA_LOWER}])\.(?=[{ALPHA_UPPER}])",
        rf"(?:[{DASHES}]|--+)",
        r"(?<=[0-9])[hH](?=[0-9]{2}\b)",
        rf"(?<=[{ALPHA_LOWER}])/(?=[{ALPHA_LOWER}])",
    ]


# Kept whole whatever the patterns say: initials (B.C.E., J.-C.), optional endings (traité(e), MISE(S)).
# Anchored at both ends because spaCy calls ``match``, not ``fullmatch``, on a pattern read from disk.
_WHOLE = re.compile(
    rf"(?:(?:[{ALPHA_UPPER}]\.-?){{2,}}[{ALPHA_UPPER}]?|[{ALPHA_UPPER}]\.|[{ALPHA}]+\([{ALPHA}]{{1,3}}\))$"
)


def _cased(word: str) -> list[str]:
    """The forms a word takes: as given, capitalised, upper case, each with both apostrophes."""
    cased = {word, word[0].upper() + word[1:], word.upper()}
    return sorted(cased | {form.replace("'", "’") for form in cased})


def build_tokenizer(nlp: Language) -> Tokenizer:
    """Make the tokeniser of the French pipeline.

    >>> import spacy
    >>> nlp = spacy.blank("xx")
    >>> nlp.tokenizer = build_tokenizer(nlp)
    >>> [t.text for t in nlp("Qu'a-t-on dit d'«agression» ?")]
    ["Qu'", 'a', '-t-on', 'dit', "d'", '«', 'agression', '»', '?']
    """
    words = {form for word in WHOLE_WORDS for form in _cased(word)} | set(ABBREVIATIONS)
    return Tokenizer(
        nlp.vocab,
        rules={form: [{ORTH: form}] for form in sorted(words)},
        prefix_search=compile_prefix_regex(_prefixes()).search,
        suffix_search=compile_suffix_regex(_suffixes()).search,
        infix_finditer=compile_infix_regex(_infixes()).finditer,
        token_match=_WHOLE.match,
        url_match=URL_MATCH,
    )


@spacy.registry.tokenizers("cadrage.French.v1")
def create_tokenizer():
    """The tokeniser under a name for the training configurations (never in the finished pipeline's)."""
    return build_tokenizer
