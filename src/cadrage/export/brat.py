"""brat: a folder of texts with stand-off annotation, to correct by hand in a browser."""

import os
import re
from pathlib import Path

import pandas as pd

from cadrage.export.names import file_names

_TYPES = {"direct": "Direct", "indirect": "Indirect", "mixed": "Mixed"}
_CONFIGURATION = """[entities]
Direct
Indirect
Mixed
Cue
Source
Term

[relations]
cue_of\tArg1:Cue, Arg2:Direct|Indirect|Mixed
source_of\tArg1:Source, Arg2:Direct|Indirect|Mixed

[events]

[attributes]
Voice\tArg:Term, Value:narrator|attributed
Distance\tArg:Term, Value:none|scare-quoted|hedged
"""


def write_brat(articles: pd.DataFrame, attributions: pd.DataFrame, hits: pd.DataFrame, out: str | os.PathLike) -> Path:
    """Writes ``NAME.txt``, ``NAME.ann`` and ``annotation.conf``; pieces never run over the end of a line."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "annotation.conf").write_text(_CONFIGURATION, encoding="utf-8")
    names = file_names(articles["article_id"])
    said = dict(list(attributions.groupby("article_id", observed=True)))
    found = dict(list(hits.groupby("article_id", observed=True)))
    for row in articles.itertuples():
        name = names[row.article_id]
        (folder / f"{name}.txt").write_bytes(row.text.encode("utf-8", "replace"))
        lines = _lines(row.text, said.get(row.article_id), found.get(row.article_id))
        (folder / f"{name}.ann").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    return folder


def _lines(text: str, attributions: pd.DataFrame | None, hits: pd.DataFrame | None) -> list[str]:
    lines: list[str] = []
    entities = relations = attributes = 0

    def entity(kind: str, spans: list[tuple[int, int]]) -> str | None:
        nonlocal entities
        pieces = [piece for start, end in spans for piece in _within_lines(text, int(start), int(end))]
        if not pieces:
            return None
        entities += 1
        where = ";".join(f"{s} {e}" for s, e in pieces)
        lines.append(f"T{entities}\t{kind} {where}\t{' '.join(text[s:e] for s, e in pieces)}")
        return f"T{entities}"

    for row in attributions.itertuples() if attributions is not None else ():
        content = entity(_TYPES[row.type], list(zip(row.starts, row.ends, strict=True)))
        for kind, relation in (("cue", "cue_of"), ("source", "source_of")):
            start, end = getattr(row, f"{kind}_start"), getattr(row, f"{kind}_end")
            part = None if pd.isna(start) else entity(kind.capitalize(), [(start, end)])
            if part and content:
                relations += 1
                lines.append(f"R{relations}\t{relation} Arg1:{part} Arg2:{content}")
    for row in hits.itertuples() if hits is not None else ():
        if (term := entity("Term", [(row.start, row.end)])) is not None:
            for name, value in (("Voice", row.voice), ("Distance", row.distance)):
                attributes += 1
                lines.append(f"A{attributes}\t{name} {term} {value}")
    return lines


def _within_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a passage between line ends, without the blanks around them."""
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\s](?:[^\r\n]*[^\s])?", text[start:end])]
