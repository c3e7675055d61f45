"""Whether an article is in French: shares of the commonest words of seven languages, and the script."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

import yaml

# Shorter texts hold too few common words to tell.
_FEWEST_WORDS = 25
# See benchmarks/language.py: at these limits none of 1,191 French news texts is set aside, nor a window of 30 words of
# them; their least share of French words is 0.18, the median 0.39.
_LEAST_SHARE = 0.20
_TIMES = 1.5
# Languages without a list here have at most 0.11 (Finnish) to 0.14 (Catalan) of words that French has as well.
_ENOUGH_WORDS = 40
_LEAST_FRENCH = 0.12
_WORD = re.compile(r"[^\W\d_]+")
# The beginning tells; a book of laws would take long.
_SAMPLE = 20_000
_NAMES = {
    "de": "German", "en": "English", "es": "Spanish", "it": "Italian", "nl": "Dutch", "pt": "Portuguese",
}  # fmt: skip


def other_language(text: str) -> str:
    """The name of the language of a text that is clearly not in French; empty where it is, or where one cannot tell.

    >>> other_language("The bridge was opened on Thursday by the mayor, who said that it will be free for all of us. " * 2)
    'English'
    >>> other_language("Le pont a été ouvert jeudi par le maire, qui a dit qu'il sera gratuit pour tous. " * 2)
    ''
    """
    words = [w.lower() for w in _WORD.findall(text[:_SAMPLE])]
    # Chinese and Japanese set no blanks between words.
    if len(words) < _FEWEST_WORDS and sum(map(len, words)) < 4 * _FEWEST_WORDS:
        return ""
    if script := _other_script(words):
        return script
    if len(words) < _FEWEST_WORDS:
        return ""
    share = {language: sum(map(common.__contains__, words)) / len(words) for language, common in _common().items()}
    best = max(share, key=share.get)
    if best != "fr" and share[best] >= _LEAST_SHARE and share[best] >= _TIMES * share["fr"]:
        return _NAMES[best]
    if len(words) >= _ENOUGH_WORDS and share["fr"] < _LEAST_FRENCH:
        return "another language"
    return ""


def _other_script(words: list[str]) -> str:
    letters = "".join(words[:400])
    # Latin letters with all accents of Europe stand below this; names of characters are slow to look up.
    if 2 * sum(map("\u0250".__gt__, letters)) > len(letters):
        return ""
    scripts = [unicodedata.name(c, "?").split()[0] for c in letters]
    latin = sum(s == "LATIN" for s in scripts)
    # Combining accents, ligatures and the like have no script of their own.
    named = [s for s in scripts if s not in ("LATIN", "COMBINING", "MODIFIER", "FEMININE", "MASCULINE", "MICRO", "?")]
    if latin >= len(named):
        return ""
    return f"{max(set(named), key=named.count).capitalize()} script"


@cache
def _common() -> dict[str, frozenset[str]]:
    path = files("cadrage") / "lexicon" / "fr" / "languages.yml"
    return {name: frozenset(words) for name, words in yaml.safe_load(path.read_text(encoding="utf-8")).items()}
