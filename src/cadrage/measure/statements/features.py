"""What counts of a stretch of text when its content is compared: lemmas, word families, numbers, with their weight."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix

from cadrage.measure.statements.word_scan import word_keys

# A word family (five letters: apaiser, apaisement) proves less than the lemma itself.
_FAMILY = 0.6
_FAMILY_LETTERS = 5
# Figures identify what is said more than common words do; adverbs, and numbers in words (deux), less.
_NUMBER = 1.3
_WEIGHTS = {"ADV": 0.4, "NUM": 0.4, "ADJ": 0.9}
_GRAMMAR = frozenset(["PUNCT", "SPACE", "SYM", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PRON"])
# The character that follows the tilde.
_BEHIND = "\x7f"
_NEGATIONS = frozenset(["aucun", "jamais", "ne", "n", "non", "pas", "plus", "point", "rien"])

# Lemmas, and word families behind a tilde, with their weight.
Features = tuple[tuple[str, float], ...]


def features_of(lemma: str, tag: str, weak: frozenset[str]) -> Features:
    """Features of one token: none where it is a grammatical word.

    >>> features_of("apaiser", "VERB", frozenset({"le"})), features_of("le", "DET", frozenset({"le"}))
    ((('apaiser', 1.0), ('~apais', 0.6)), ())
    """
    if tag in _GRAMMAR:
        return ()
    found = []
    for key in word_keys(lemma):
        # A negation stands in any statement; which one it is, the other words say.
        if key in weak or key in _NEGATIONS or (len(key) == 1 and not key.isdigit()) or key == "000":
            continue
        weight = _NUMBER if key[0].isdigit() else _WEIGHTS.get(tag, 1.0)
        found += [(key, weight), ("~" + key[:_FAMILY_LETTERS], _FAMILY * weight)]
    return tuple(found)


def united(tokens: Iterable[Features]) -> Features:
    """Features of a stretch of text from those of its tokens: each once, of two weights the later.

    >>> united([(("maire", 1.0), ("~maire", 0.6)), (("maire", 1.0), ("~maire", 0.6))])
    (('maire', 1.0), ('~maire', 0.6))
    """
    found: dict[str, float] = {}
    for token in tokens:
        found.update(token)
    return tuple(sorted(found.items()))


def content_words(features: Features) -> int:
    """How many different content lemmas there are among the features.

    >>> content_words((("maire", 1.0), ("~maire", 0.6)))
    1
    """
    # Features are sorted, so that word families stand together.
    return len(features) - bisect_left(features, (_BEHIND,)) + bisect_left(features, ("~",))


def numbering() -> defaultdict:
    """Numbers for whatever is asked for, from 0, in the order in which it is met.

    >>> number = numbering()
    >>> [number[word] for word in "le maire et le préfet".split()]
    [0, 1, 2, 0, 3]
    """
    number: defaultdict = defaultdict()
    number.default_factory = number.__len__
    return number


def feature_matrix(rows: list[Features]) -> csr_matrix:
    """Stretches of text × features, weighted by rarity among them (smoothed inverse document frequency)."""
    number = numbering()
    columns = np.array([number[name] for row in rows for name, _ in row], dtype=np.int32)
    values = [weight for row in rows for _, weight in row]
    ends = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix((values, columns, ends), shape=(len(rows), max(1, len(number))), dtype=float)
    matrix.sort_indices()
    df = np.bincount(matrix.indices, minlength=matrix.shape[1])
    # Squared below, in the product: so each factor takes the square root.
    idf = np.log((1 + len(rows)) / (1 + df)) + 0.3
    return matrix.multiply(np.sqrt(np.maximum(idf, 0.3))).tocsr()
