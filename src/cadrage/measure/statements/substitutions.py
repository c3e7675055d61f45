"""Words that outlets put in each other's place: candidates for a set of competing terms."""

from collections import defaultdict
from dataclasses import dataclass
from os.path import commonprefix

import numpy as np
import pandas as pd

from cadrage.measure.statements.said import Tokens
from cadrage.measure.statements.token_places import token_parts
from cadrage.measure.statements.word_scan import function_words, scan_words
from cadrage.measure.table import finish, need

_CONTENT = ("NOUN", "VERB", "ADJ")
_EDGE = ("DET", "PRON", "CCONJ", "SCONJ", "PUNCT", "ADP", "AUX")
# Longer than this on one side, it is another sentence rather than another term.
_LONGEST = 4
COLUMNS = [
    "before", "after", "n", "n_statements", "n_outlets", "outlets_before", "outlets_after", "example", "frame_yaml", "rows",
    "rows_before", "rows_after",
]  # fmt: skip


def substitutions(
    edits: pd.DataFrame, *, tokens: Tokens | None = None, min_count: int = 1, lang: str = "fr"
) -> pd.DataFrame:
    """Pairs of wordings that replace each other between versions, most frequent first.

    Columns: before, after (lemma of a single word where ``tokens`` are given, else the words; in alphabetical order,
    a pair has no direction), n (places), n_statements (statements or passages), n_outlets, outlets_before,
    outlets_after (who writes which, comma-joined), example, frame_yaml (a line for ``frames:`` in study.yml that
    turns the pair into a declared set), rows (index labels of ``edits``), rows_before, rows_after (those of the first
    token of each side; empty without ``tokens``).  With ``tokens`` a noun before a replaced
    adjective or complement is taken in (zones humanitaires ~ zones de sécurité) and pairs without a noun, verb or
    adjective, or of unlike parts of speech, are left out.  A place found both in a statement and in a passage counts
    once.  ``tokens`` is the table, or a function that gives the tokens of some articles.  Raises :class:`~cadrage.errors.MeasureError` where a column is missing.

    >>> edits = pd.DataFrame({"statement_id": ["s1"], "passage_id": [None], "kind": ["substitution"],
    ...     "outlet_from": ["X"], "outlet_to": ["Y"], "article_from": ["a"], "article_to": ["b"], "start_from": [0],
    ...     "end_from": [9], "start_to": [0], "end_to": [7], "before": ["la frappe"], "after": ["le raid"]})
    >>> substitutions(edits)[["before", "after", "frame_yaml"]].values.tolist()
    [['frappe', 'raid', '  "frappe ou raid": {terms: {"frappe": ["frappe"], "raid": ["raid"]}}']]
    """
    need(edits, ["kind", "before", "after", "outlet_from", "outlet_to", "article_from", "start_from"], "edits")
    replaced = list(edits[edits["kind"] == "substitution"].itertuples())
    lookup = _Lookup(tokens, replaced)
    grammar = function_words(lang)
    found: dict[tuple[str, str], list] = {}
    seen: set[frozenset] = set()
    for row in replaced:
        sides = _sides(row, lookup, grammar)
        if not sides or not all(side[0] for side in sides) or sides[0][0] == sides[1][0]:
            continue
        place = frozenset([(row.article_from, row.start_from), (row.article_to, row.start_to)])
        if place in seen:
            continue
        seen.add(place)
        sides = [(*side, end) for side, end in zip(sides, _ends(row), strict=True)]
        first, second = sorted(sides)
        found.setdefault((first[0], second[0]), []).append((row, first[1], second[1], first[2], second[2]))
    rows = []
    for (before, after), places in found.items():
        units = {p[0].statement_id if isinstance(p[0].statement_id, str) else p[0].passage_id for p in places}
        outlets = [sorted({p[1] for p in places}), sorted({p[2] for p in places})]
        example = places[0][0]
        rows.append({
            "before": before, "after": after, "n": len(places), "n_statements": len(units),
            "n_outlets": len({o for side in outlets for o in side}),
            "outlets_before": ", ".join(outlets[0]), "outlets_after": ", ".join(outlets[1]),
            "example": f"« {example.before} » → « {example.after} »", "frame_yaml": frame_yaml(before, after),
            "rows": tuple(p[0].Index for p in places),
            "rows_before": lookup.labels(p[3] for p in places), "rows_after": lookup.labels(p[4] for p in places),
        })  # fmt: skip
    table = pd.DataFrame(rows, columns=COLUMNS)
    table = table[table["n"] >= min_count].sort_values(
        ["n_statements", "n_outlets", "n", "before", "after"], ascending=[False, False, False, True, True]
    )
    compared = edits.attrs.get("compared")
    return finish(table, measure="substitutions", unit="pair of wordings", rows_of="tokens", compared=compared)


def frame_yaml(*terms: str) -> str:
    """A line for ``frames:`` in study.yml that declares wordings as competing terms.

    >>> frame_yaml("frappe", "raid")
    '  "frappe ou raid": {terms: {"frappe": ["frappe"], "raid": ["raid"]}}'
    """
    quoted = ['"' + term.replace("\\", "").replace('"', "'") + '"' for term in terms]
    name = '"' + " ou ".join(term[1:-1] for term in quoted) + '"'
    return f"  {name}: {{terms: {{{', '.join(f'{term}: [{term}]' for term in quoted)}}}}}"


def _same_stem(before: str, after: str) -> bool:
    """Whether two single verb forms begin alike: tenses of one verb that the lemmatiser did not bring together.

    >>> _same_stem("viendra", "viendrait"), _same_stem("annexer", "annoncer")
    (True, False)
    """
    first, second = scan_words(before).keys, scan_words(after).keys
    if not (len(first) == len(second) == 1):
        return False
    common = len(commonprefix([first[0], second[0]]))
    return common >= 5 or common >= min(len(first[0]), len(second[0])) - 1 >= 3


def _ends(row) -> list[tuple[str, int]]:
    """Where the words of both sides stand."""
    return [(str(row.article_from), int(row.start_from)), (str(row.article_to), int(row.start_to))]


@dataclass(frozen=True, slots=True)
class _Token:
    row: int
    start: int
    form: str
    lemma: str
    pos: str


class _Lookup:
    """The tokens of the words that replace each other, and the one before; empty where no tokens are given."""

    def __init__(self, tokens: Tokens | None, replaced: list):
        self.given = tokens is not None and (callable(tokens) or len(tokens) > 0)
        self.found: dict[tuple[str, int, int], tuple[_Token | None, list[_Token]]] = {}
        self.rows: dict[tuple[str, int], int] = {}
        if not self.given:
            return
        spans = defaultdict(set)
        for row in replaced:
            spans[str(row.article_from)].add((int(row.start_from), int(row.end_from)))
            spans[str(row.article_to)].add((int(row.start_to), int(row.end_to)))
        for article, labels, starts, texts in token_parts(tokens, sorted(spans), ["form", "lemma", "pos"]):
            for start, end in spans[article]:
                first, last = np.searchsorted(starts, [start, end]).tolist()
                near = [
                    _Token(int(labels[k]), int(starts[k]), *(str(text[k]) for text in texts))
                    for k in range(max(0, first - 1), last)
                ]
                self.found[article, start, end] = (near.pop(0) if first else None, near)
                if first < len(starts):
                    self.rows[article, start] = int(labels[first])

    def labels(self, places) -> tuple:
        """Index labels of the tokens that stand at some places (article, first character)."""
        return tuple(self.rows[place] for place in places if place in self.rows)

    def span(self, article: str, start: int, end: int) -> tuple[_Token | None, list[_Token]]:
        """The token before a span, and those in it."""
        return self.found.get((str(article), int(start), int(end)), (None, []))


def _term(before: _Token | None, inside: list[_Token]) -> tuple[str, str]:
    """How the words of a span are called as a term, and its part of speech; empty where they name nothing."""
    head = before if before and before.pos == "NOUN" and inside and inside[0].pos in ("ADJ", "ADP") else None
    while inside and inside[-1].pos in _EDGE:
        inside = inside[:-1]
    while inside and head is None and inside[0].pos in _EDGE:
        inside = inside[1:]
    words = [head, *inside] if head else inside
    # A noun makes it the name of a thing, else a verb of an act, else an adjective of a quality.
    pos = next((p for p in _CONTENT for t in words if t.pos == p), "")
    if not inside or len(inside) > _LONGEST + (head is not None) or not pos:
        return "", ""
    if any(t.pos in ("NUM", "PUNCT") or t.form.isdigit() for t in inside):
        return "", ""
    if words[0].pos == "VERB" and len(words) > 1 and words[1].pos in ("ADP", "ADV"):
        # An act is named by its verb, whatever complement one version adds.
        words = words[:1]
    if len(words) == 1:
        return words[0].lemma, words[0].pos if words[0].pos in _CONTENT else pos
    # Several words name a thing; with a verb among them they are a piece of a sentence.
    if any(t.pos in ("VERB", "AUX", "PRON") for t in words):
        return "", ""
    return " ".join(t.form if t.pos == "PROPN" else t.form.lower() for t in words).replace("' ", "'"), pos


def _plain_term(text: str, grammar: frozenset[str]) -> str:
    """The same without tokens: the words less the grammatical ones at the edges."""
    words = list(scan_words(text).keys)
    while words and words[0] in grammar:
        words.pop(0)
    while words and words[-1] in grammar:
        words.pop()
    return " ".join(words) if 0 < len(words) <= _LONGEST and not any(w.isdigit() for w in words) else ""


def _sides(row, lookup: _Lookup, grammar: frozenset[str]) -> list[tuple[str, str]]:
    """Both terms of a substitution with their outlets."""
    if not lookup.given:
        return [(_plain_term(row.before, grammar), row.outlet_from), (_plain_term(row.after, grammar), row.outlet_to)]
    left = lookup.span(row.article_from, row.start_from, row.end_from)
    right = lookup.span(row.article_to, row.start_to, row.end_to)
    modifiers = [inside and inside[0].pos in ("ADJ", "ADP") for _, inside in (left, right)]
    if not all(modifiers):
        # A head belongs to both sides or to none.
        left, right = (None, left[1]), (None, right[1])
    (before, pos), (after, pos_after) = _term(*left), _term(*right)
    if pos == pos_after == "VERB" and _same_stem(row.before, row.after):
        return []
    # What stands for a thing is another name of it, not an act.
    return [(before, row.outlet_from), (after, row.outlet_to)] if pos == pos_after else []
