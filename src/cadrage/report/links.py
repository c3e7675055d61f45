"""Counted rows as links: a set of rows has one name, made from its content, wherever it is counted."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import escape

import numpy as np


def labels_of(rows: Iterable[int]) -> np.ndarray:
    """Index labels as one array, each once and sorted: a number of a large corpus counts a million rows.

    >>> labels_of((4, 0, 4)).tolist()
    [0, 4]
    """
    found = np.asarray(rows if isinstance(rows, np.ndarray) else list(rows), dtype=np.int64)
    if (found[1:] > found[:-1]).all():
        return found
    found = np.sort(found)
    return found[np.concatenate([[True], found[1:] > found[:-1]])]


def together(some: Iterable[Iterable[int]]) -> np.ndarray:
    """The labels of several sets of rows.

    >>> together([(3, 5), (), (1, 5)]).tolist()
    [1, 3, 5]
    """
    return labels_of(np.concatenate([np.empty(0, dtype=np.int64), *map(labels_of, some)]))


@dataclass(frozen=True, eq=False)
class Counted:
    """The rows behind one number: the table they stand in, their index labels (sorted), what they are in words."""

    table: str
    rows: np.ndarray
    words: str
    # The number counts something else than these rows (words, texts), which are where it was counted.
    whole: bool = False

    def __post_init__(self):
        rows = labels_of(self.rows)
        # The numbers of a report open millions of rows, and are kept until its page is written.
        small = not len(rows) or rows[-1] <= np.iinfo(np.int32).max
        object.__setattr__(self, "rows", rows.astype(np.int32) if small else rows)

    @cached_property
    def name(self) -> str:
        """A name that equal sets share and that a link can carry.

        >>> Counted("hits", (0, 4), "annexion").name == Counted("hits", (0, 4), "autre libellé").name
        True
        """
        digest = hashlib.sha256(f"{self.table}:".encode())
        # The same bytes on every machine.
        digest.update(self.rows.astype("<i8"))
        return "p" + digest.hexdigest()[:10]


class Link(str):
    """Markup that the report itself made; only this type, never the look of a text, keeps text from being escaped."""


def linked(number: str, counted: Counted | None) -> str:
    """The number as a link to its passages; plain text where nothing was counted.

    What the passages are stands in the store once, not at each link: the page's script shows it when asked.

    >>> linked("2", Counted("hits", (0, 4), "annexion"))[:29]
    '<a class="count" href="#set=p'
    """
    if counted is None or not len(counted.rows):
        return escape(number)
    css = "count whole" if counted.whole else "count"
    return Link(f'<a class="{css}" href="#set={counted.name}" data-n="{len(counted.rows)}">{escape(number)}</a>')


class Count(int):
    """A number that knows the rows it counts; elsewhere a plain number."""

    counted: Counted | None = None

    @classmethod
    def of(cls, n: int, table: str, rows, words: str) -> "Count":
        """The number ``n``, linked where exactly so many rows stand behind it.

        >>> Count.of(2, "hits", [4, 0], "annexion").counted.rows.tolist(), Count.of(3, "hits", [4, 0], "annexion").counted
        ([0, 4], None)
        """
        out, rows = cls(n), labels_of(rows)
        if table and n and len(rows) == n:
            out.counted = Counted(table, rows, words)
        return out


class Sentence(str):
    """A sentence as plain text that also knows its markup, with its counts linked, and what these open."""

    html: str
    sets: tuple[Counted, ...]

    @classmethod
    def of(cls, language, key: str, **values) -> "Sentence":
        """The words of a key; each :class:`Count` among the values becomes a link in the markup, sentences keep theirs."""
        linked_values = {
            k: v for k, v in values.items() if isinstance(v, Sentence) or isinstance(v, Count) and v.counted is not None
        }
        # Marks that no text can hold stand for the links until all else has been escaped.
        marks = {k: f"\x02{k}\x03" for k in linked_values}
        html = escape(language.t(key, shown=marks, **values))
        for k, v in linked_values.items():
            markup_of = v.html if isinstance(v, Sentence) else linked(language.number(v), v.counted)
            html = html.replace(marks[k], markup_of)
        sets = [v.sets if isinstance(v, Sentence) else (v.counted,) for v in linked_values.values()]
        return cls._made(language.t(key, **values), html, tuple(c for some in sets for c in some))

    @classmethod
    def joined(cls, parts: list[str]) -> "Sentence":
        """Several sentences as one paragraph."""
        sets = tuple(c for part in parts for c in getattr(part, "sets", ()))
        return cls._made(" ".join(parts), " ".join(markup(part) for part in parts), sets)

    @classmethod
    def _made(cls, text: str, html: str, sets: tuple) -> "Sentence":
        out = cls(text)
        out.html, out.sets = html, sets
        return out


def markup(sentence: str) -> str:
    """The markup of a sentence; of plain text, the text escaped.

    >>> markup("6 < 7")
    '6 &lt; 7'
    """
    return sentence.html if isinstance(sentence, Sentence) else escape(sentence)
