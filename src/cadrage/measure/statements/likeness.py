"""How much two reported statements say the same: lemmas, word families, numbers, names, order of words, speaker."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from cadrage.measure.statements.alignment import common_words
from cadrage.measure.statements.word_scan import fold, scan_words

# A word family (five letters: apaiser, apaisement) proves less than the lemma itself.
_FAMILY = 0.6
_FAMILY_LETTERS = 5
# Figures identify what is said more than common words do; adverbs, and numbers in words (deux), less.
_NUMBER = 1.3
_WEIGHTS = {"ADV": 0.4, "NUM": 0.4, "ADJ": 0.9}
_NEGATIONS = frozenset(["aucun", "jamais", "ne", "n", "non", "pas", "plus", "point", "rien"])
# Fewer content words than this cannot show by themselves that two statements are one.
_ENOUGH = 4
# Quoted words in the same order count by themselves from this many words on.
_QUOTED_RUN = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing said, whoever carries it: its words in order, its features (lemma → weight), speaker and voice."""

    words: tuple[str, ...]
    features: tuple[tuple[str, float], ...]
    speaker: str | None
    narrator: bool


def features_of(lemmas: list[str], pos: list[str], weak: frozenset[str]) -> tuple[tuple[str, float], ...]:
    """Features of a stretch of text: its content lemmas and word families with their weight.

    >>> features_of(["le", "maire", "apaiser"], ["DET", "NOUN", "VERB"], frozenset({"le"}))
    (('apaiser', 1.0), ('maire', 1.0), ('~apais', 0.6), ('~maire', 0.6))
    """
    found: dict[str, float] = {}
    # A negation stands in any statement; which one it is, the other words say.
    weak = weak | _NEGATIONS
    for lemma, tag in zip(lemmas, pos, strict=True):
        if tag in ("PUNCT", "SPACE", "SYM", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PRON"):
            continue
        for key in scan_words(lemma).keys:
            if key in weak or (len(key) == 1 and not key.isdigit()) or key == "000":
                continue
            weight = _NUMBER if key[0].isdigit() else _WEIGHTS.get(tag, 1.0)
            found[key] = weight
            found["~" + key[:_FAMILY_LETTERS]] = _FAMILY * weight
    return tuple(sorted(found.items()))


def feature_matrix(units: list[Unit]) -> csr_matrix:
    """Units × features, weighted by rarity among the units (smoothed inverse document frequency)."""
    number: dict[str, int] = {}
    rows, columns, values = [], [], []
    for k, unit in enumerate(units):
        for feature, weight in unit.features:
            rows.append(k)
            columns.append(number.setdefault(feature, len(number)))
            values.append(weight)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(units), max(1, len(number))), dtype=float)
    df = np.bincount(columns, minlength=matrix.shape[1]) if columns else np.zeros(matrix.shape[1])
    # Squared below, in the product: so each factor takes the square root.
    idf = np.log((1 + len(units)) / (1 + df)) + 0.3
    return matrix.multiply(np.sqrt(np.maximum(idf, 0.3))).tocsr()


def pairs_to_score(matrix: csr_matrix, *, least: float = 0.1) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Pairs of units with something in common: first, second, Dice likeness, containment in the shorter one."""
    product = (matrix @ matrix.T).tocoo()
    total = np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()
    upper = product.row < product.col
    a, b, common = product.row[upper], product.col[upper], product.data[upper]
    dice = 2 * common / np.maximum(total[a] + total[b], 1e-9)
    inside = common / np.maximum(np.minimum(total[a], total[b]), 1e-9)
    keep = inside >= least
    order = np.lexsort((b[keep], a[keep]))
    return a[keep][order], b[keep][order], dice[keep][order], inside[keep][order]


def likeness(a: Unit, b: Unit, dice: float, inside: float) -> float:
    """How much two units say the same, 0 to 1.

    Content is the mean of Dice and containment, the latter discounted where the shorter unit has few content words;
    words in the same order count where they make up most of the shorter unit.  A known other speaker lowers the
    likeness, but hardly where the words are the same: outlets name the same speaker in different ways.
    """
    fewest = min(_content(a), _content(b))
    if fewest == 0:
        return 1.0 if a.words == b.words and a.speaker == b.speaker and a.speaker else 0.0
    content = 0.5 * dice + 0.5 * inside * min(1.0, fewest / _ENOUGH)
    shorter = min(len(a.words), len(b.words))
    in_order = common_words(a.words, b.words) / shorter
    verbatim = shorter >= _QUOTED_RUN and in_order >= 0.75 and fewest >= 2
    if verbatim:
        content = max(content, in_order)
    speaker = same_speaker(a.speaker, b.speaker)
    if speaker is False:
        # Two or three words are said by many; with more words in common the name matters less and less.
        other = 0.55 if fewest < 3 else 0.7 if fewest < _ENOUGH else min(0.95, 0.7 + 0.4 * dice)
        content *= 0.95 if verbatim else other
    elif speaker is True:
        content = content + 0.15 * (1 - content) * min(1.0, 4 * content)
    if a.narrator or b.narrator:
        content *= 0.95
    return float(min(1.0, content))


def _content(unit: Unit) -> int:
    return sum(not feature.startswith("~") for feature, _ in unit.features)


def same_speaker(a: str | None, b: str | None) -> bool | None:
    """Whether two canonical speakers are one; None where one is not known.

    Equal names, or one name whose words all stand in the other (``Delvaux``, ``Karim Delvaux``).

    >>> same_speaker("Karim Delvaux", "Delvaux"), same_speaker("préfet", None), same_speaker("préfet", "maire")
    (True, None, False)
    """
    if not a or not b:
        return None
    if a == b:
        return True
    words_a, words_b = set(map(fold, a.replace("-", " ").split())), set(map(fold, b.replace("-", " ").split()))
    return words_a <= words_b or words_b <= words_a
