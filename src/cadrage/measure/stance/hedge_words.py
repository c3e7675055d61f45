"""Words by which an outlet does not vouch for what it passes on, found in a stretch of text."""

from functools import cache
from importlib import resources

import yaml

from cadrage.measure.statements.word_scan import scan_words


def has_hedge(text: str, *, lang: str = "fr") -> bool:
    """Whether a stretch of text holds something at a distance by a word (lexicon ``hedges.yml``).

    >>> has_hedge("les pilotes présumés fautifs"), has_hedge("les pilotes fautifs")
    (True, False)
    """
    words, phrases = _hedges(lang)
    keys = scan_words(text).keys
    joined = f" {' '.join(keys)} "
    return any(key in words for key in keys) or any(f" {phrase} " in joined for phrase in phrases)


@cache
def _hedges(lang: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Hedges of one word, and of several, in folded words."""
    source = resources.files("cadrage") / "lexicon" / lang / "hedges.yml"
    lists = yaml.safe_load(source.read_text(encoding="utf-8"))
    forms = [form for key in ("adjectives", "adverbs", "asides") for form in lists[key]]
    # Adjectives agree; the feminine and plural of the regular ones.
    forms += [form + ending for form in lists["adjectives"] for ending in ("e", "s", "es")]
    folded = {" ".join(scan_words(form).keys) for form in forms}
    return frozenset(f for f in folded if " " not in f), tuple(sorted(f for f in folded if " " in f))
