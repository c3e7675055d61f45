"""Notes of rows as letters, explained once below the table that they limit."""

from html import escape


class Notes:
    """Gives each distinct note a letter in the order of appearance.

    >>> notes = Notes()
    >>> notes.letters("un seul texte; aucune occurrence"), notes.letters("aucune occurrence")
    ('<sup>ab</sup>', '<sup>b</sup>')
    """

    def __init__(self):
        self.known: dict[str, str] = {}

    def letters(self, note) -> str:
        """The letters of a row's notes, as superscript."""
        parts = [p.strip() for p in str(note).split(";") if p.strip()] if isinstance(note, str) else []
        marks = [self.known.setdefault(p, _letter(len(self.known))) for p in parts]
        return f"<sup>{''.join(marks)}</sup>" if marks else ""

    def html(self) -> str:
        """The explanations, in order."""
        items = "".join(f"<span><sup>{mark}</sup> {escape(text)}</span> " for text, mark in self.known.items())
        return f'<p class="notes">{items}</p>' if items else ""


def _letter(k: int) -> str:
    return chr(ord("a") + k) if k < 26 else f"{_letter(k // 26 - 1)}{_letter(k % 26)}"
