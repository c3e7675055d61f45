"""Corpus for IRaMuTeQ: one file, a line of stars and variables above each text, voices as themes."""

import os
import re
from pathlib import Path

import pandas as pd

from cadrage.read.iramuteq import VOICES

# Lines that IRaMuTeQ would take for its own marks.
_MARK = re.compile(r"^(\*{4}|-\*|\d{4} +\*)", re.MULTILINE)
VARIABLES = ("outlet", "date", "section", "event")


def write_iramuteq(articles: pd.DataFrame, tokens: pd.DataFrame | None, out: str | os.PathLike) -> Path:
    """Writes the corpus as UTF-8 text; with ``tokens``, each change of voice opens a theme (``-*voix_…``).

    Blanks in variables become underscores, as the format needs; a line of a text that looks like a mark of the
    program gets a blank before it.  Everything else of a text stands as it is, but for empty lines around it.
    """
    voices = {} if tokens is None or tokens.empty else dict(list(tokens.groupby("article_id", observed=True)))
    parts = []
    for row in articles.itertuples():
        variables = [f"*id_{_value(row.article_id)}"]
        for name in VARIABLES:
            value = getattr(row, name)
            if name == "date":
                value = "" if pd.isna(value) else value.date().isoformat()
            if isinstance(value, str) and value:
                variables.append(f"*{name}_{_value(value)}")
        text = _themes(row.text, voices.get(row.article_id)).strip("\r\n")
        parts.append(f"**** {' '.join(variables)}\n{text}\n")
    path = Path(out)
    path.write_text("\n".join(parts), encoding="utf-8", newline="")
    return path


def _value(value: str) -> str:
    return re.sub(r"[\s*]+", "_", value.strip())


def _themes(text: str, tokens: pd.DataFrame | None) -> str:
    if tokens is None:
        return _MARK.sub(r" \1", text)
    tokens = tokens.sort_values("start")
    pieces, begin, voice = [], 0, None
    for start, new in zip(tokens["start"], tokens["voice"], strict=True):
        if new != voice:
            if voice is not None:
                pieces.append((voice, text[begin:start]))
                begin = start
            voice = new
    pieces.append((voice, text[begin:]))
    return "".join("\n-*" + VOICES[voice] + "\n" + _MARK.sub(r" \1", piece) for voice, piece in pieces)
