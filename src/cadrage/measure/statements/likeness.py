"""How much two reported statements say the same: content words, order of words, speaker."""

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix

from cadrage.measure.statements.alignment import common_words
from cadrage.measure.statements.features import Features, content_words, numbering
from cadrage.measure.statements.word_scan import fold

# Fewer content words than this cannot show by themselves that two statements are one.
_ENOUGH = 4
# Quoted words in the same order count by themselves from this many words on, where they make up this share of the
# shorter statement.
_QUOTED_RUN = 5
_IN_ORDER = 0.75
_SIGNATURE = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing said, whoever carries it: its words in order, its features (lemma → weight), speaker and voice."""

    words: tuple[str, ...]
    # Words tell nearly all units apart; hashing the features too would cost more than comparing those of equal words.
    features: Features = field(hash=False)
    speaker: str | None
    narrator: bool


class Likeness:
    """Scores pairs of units, many at a time: how much two of them say the same, 0 to 1.

    Content is the mean of Dice and containment, the latter discounted where the shorter unit has few content words;
    words in the same order count where they make up most of the shorter unit.  A known other speaker lowers the
    likeness, but hardly where the words are the same: outlets name the same speaker in different ways.
    """

    def __init__(self, units: list[Unit]):
        self._words = [unit.words for unit in units]
        self._length = np.array([len(unit.words) for unit in units], dtype=np.int64)
        self._content = np.array([content_words(unit.features) for unit in units], dtype=np.int64)
        self._narrator = np.array([unit.narrator for unit in units], dtype=bool)
        self._signature = _signatures(self._words)
        self._speakers = _Speakers([unit.speaker for unit in units])

    def scores(self, a: np.ndarray, b: np.ndarray, dice: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """The likeness of units ``a`` and ``b``, which have features in common."""
        fewest = np.minimum(self._content[a], self._content[b])
        content = 0.5 * dice + 0.5 * inside * np.minimum(1.0, fewest / _ENOUGH)
        verbatim, in_order = self._in_order(a, b, fewest)
        content[verbatim] = np.maximum(content[verbatim], in_order)
        known, same = self._speakers.compare(a, b)
        # Two or three words are said by many; with more words in common the name matters less and less.
        other = np.where(fewest < 3, 0.55, np.where(fewest < _ENOUGH, 0.7, np.minimum(0.95, 0.7 + 0.4 * dice)))
        other[verbatim] = 0.95
        more = content + 0.15 * (1 - content) * np.minimum(1.0, 4 * content)
        content = np.where(same, more, np.where(known, content * other, content))
        content[self._narrator[a] | self._narrator[b]] *= 0.95
        return np.minimum(1.0, content)

    def _in_order(self, a: np.ndarray, b: np.ndarray, fewest: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Pairs that have most words of the shorter unit in common in the same order, and the share of these words."""
        shorter = np.minimum(self._length[a], self._length[b])
        # Comparing words in order is dear: only where few words of the shorter unit are missing in the other.
        at = np.flatnonzero((shorter >= _QUOTED_RUN) & (fewest >= 2))
        swap = self._length[a[at]] > self._length[b[at]]
        first, second = np.where(swap, b[at], a[at]), np.where(swap, a[at], b[at])
        missing = sum(np.bitwise_count(bits[first] & ~bits[second]).astype(np.int64) for bits in self._signature)
        at = at[missing <= (1 - _IN_ORDER) * shorter[at]]
        words = self._words
        common = [common_words(words[i], words[j]) for i, j in zip(a[at].tolist(), b[at].tolist(), strict=True)]
        share = np.array(common, dtype=float) / shorter[at]
        return at[share >= _IN_ORDER], share[share >= _IN_ORDER]


def _signatures(words: list[tuple[str, ...]]) -> np.ndarray:
    """Which words each unit has, one bit for several words: a bit that another unit lacks is a word it lacks."""
    number, size = numbering(), 64 * _SIGNATURE
    rows = np.repeat(np.arange(len(words)), [len(row) for row in words])
    marks = np.zeros((len(words), size), dtype=np.uint8)
    marks[rows, np.array([number[word] for row in words for word in row], dtype=np.int64) % size] = 1
    return np.ascontiguousarray(np.packbits(marks, axis=1).view(np.uint64).T)


class _Speakers:
    """The speakers of many units, and which of their names are one speaker's (:func:`same_speaker`)."""

    def __init__(self, speakers: list[str | None]):
        number, place = numbering(), numbering()
        self._code = np.array([number[name] if name else -1 for name in speakers], dtype=np.int64)
        words = [_name_words(name) for name in number]
        columns = [place[word] for name in words for word in name]
        size = np.array([len(name) for name in words], dtype=np.int64)
        ends = np.concatenate([[0], np.cumsum(size)])
        has = csr_matrix((np.ones(len(columns), dtype=np.int64), columns, ends), shape=(len(words), max(1, len(place))))
        both = (has @ has.T).tocoo()
        same = both.data == np.minimum(size[both.row], size[both.col])
        names = (len(words), len(words))
        self._same = csr_matrix((both.data[same] > 0, (both.row[same], both.col[same])), shape=names)

    def compare(self, a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Whether both speakers are known, and whether they are one."""
        a, b = self._code[a], self._code[b]
        known = (a >= 0) & (b >= 0)
        same = np.zeros(len(a), dtype=bool)
        if known.any():
            same[known] = np.asarray(self._same[a[known], b[known]]).ravel()
        return known, same


def _name_words(name: str) -> frozenset[str]:
    return frozenset(map(fold, name.replace("-", " ").split()))


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
    words_a, words_b = _name_words(a), _name_words(b)
    return words_a <= words_b or words_b <= words_a
