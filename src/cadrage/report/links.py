"""Counted rows as links: a set of rows has one name, made from its content, wherever it is counted."""

import hashlib
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Counted:
    """The rows behind one number: the table they stand in, their index labels, what they are in words."""

    table: str
    rows: tuple[int, ...]
    words: str

    @property
    def name(self) -> str:
        """A name that equal sets share and that a link can carry.

        >>> Counted("hits", (0, 4), "annexion").name == Counted("hits", (0, 4), "autre libellé").name
        True
        """
        text = f"{self.table}:{','.join(map(str, self.rows))}"
        return "p" + hashlib.sha256(text.encode()).hexdigest()[:10]


class Link(str):
    """Markup that the report itself made; only this type, never the look of a text, keeps text from being escaped."""


def linked(number: str, counted: Counted | None, hint: str = "") -> str:
    """The number as a link to its passages; plain text where nothing was counted.

    >>> linked("2", Counted("hits", (0, 4), "annexion"))[:30]
    '<a class="count" href="#set=p2'
    """
    if counted is None or not counted.rows:
        return escape(number)
    return Link(
        f'<a class="count" href="#set={counted.name}" data-n="{len(counted.rows)}" '
        f'title="{escape(hint or counted.words)}">{escape(number)}</a>'
    )
