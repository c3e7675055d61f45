"""Who rewrote what: differences between the versions of one statement or of one shared passage, word by word.

Every version is compared with the model wording (of a statement: the one that most outlets carry; of a passage: that
of the outlet which is nearest to the agency).  Positions are those of the differing words in both articles.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cadrage.measure.stance.hedge_words import has_hedge
from cadrage.measure.statements.compared import Corpus, Cues
from cadrage.measure.statements.likeness import same_speaker
from cadrage.measure.statements.said import Tokens
from cadrage.measure.statements.token_places import tokens_at
from cadrage.measure.statements.word_diff import Difference, word_differences
from cadrage.measure.table import finish, need

KINDS = (
    "substitution", "omission", "addition", "reordering", "form", "tense", "cue", "hedge lost", "hedge gained",
    "speaker", "rewording",
)  # fmt: skip
COLUMNS = [
    "statement_id", "passage_id", "event", "kind", "outlet_from", "outlet_to", "article_from", "article_to",
    "start_from", "end_from", "start_to", "end_to", "before", "after", "n_words", "rows",
]  # fmt: skip
# Below this likeness two versions share too few words for a comparison word by word to be read.
_COMPARABLE = 0.4


@dataclass(slots=True)
class _Version:
    """One version: its article, its words (numbers into the article's words), its attribution's row."""

    row: object
    article: str
    words: list[int]
    told: dict | None


def edits(
    statements: pd.DataFrame,
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    tokens: Tokens | None = None,
    *,
    passages: pd.DataFrame | None = None,
    event: str | None = None,
    most: int | None = None,
    lang: str = "fr",
) -> pd.DataFrame:
    """Differences between versions of statements, and of shared ``passages`` where given; one row per difference.

    Columns: statement_id or passage_id, event, kind, outlet_from and outlet_to, article_from and article_to,
    start_from, end_from, start_to, end_to (the differing words; an empty span is where words were added or left
    out), before, after (the words), n_words (of the longer side), rows (index labels of both versions).
    ``kind`` is substitution, omission, addition, reordering, form (another form of the same word), tense, cue
    (another cue verb), hedge lost, hedge gained, speaker (another one, or none), or rewording: too few words in
    common to compare them.  From model wording to version.  ``tokens`` is the table, or a function that gives the
    tokens of some articles.  With ``most``, about that many versions are compared, those of the statements and
    passages that most outlets carry; ``attrs["compared"]`` says how many of these of how many.  Raises :class:`~cadrage.errors.MeasureError` where a
    column is missing.

    >>> texts = ["La ville nie tout accord avec le port.", "La ville nie toute entente avec le port."]
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"], "event": "e", "text": texts})
    >>> statements = pd.DataFrame({"statement_id": "s1", "article_id": ["a", "b"], "outlet": ["X", "Y"],
    ...     "event": "e", "attribution_id": None, "start": 0, "end": [37, 39], "similarity": [1.0, 0.75],
    ...     "variant": ["A", "B"]})
    >>> from cadrage.tables import empty
    >>> edits(statements, empty("attributions"), articles)[["kind", "before", "after"]].values.tolist()
    [['substitution', 'tout accord', 'toute entente']]
    """
    need(statements, ["statement_id", "article_id", "outlet", "event", "start", "end", "variant"], "statements")
    need(attributions, ["attribution_id", "starts", "ends", "cue_lemma", "speaker"], "attributions")
    need(articles, ["article_id", "text"], "articles")
    if event is not None:
        statements = statements[statements["event"] == event]
        passages = None if passages is None else passages[passages["event"] == event]
    groups, compared = _compared(statements, passages, most)
    corpus = Corpus(articles)
    ids = {i for rows in groups[0].values() for i in (row.attribution_id for row in rows) if isinstance(i, str)}
    own = attributions[attributions["attribution_id"].isin(ids)]
    told = {row["attribution_id"]: row for row in own.to_dict("records")}
    found = list(_of_statements(groups[0], told, corpus, lang))
    if passages is not None:
        found += _of_passages(groups[1], Cues(attributions), corpus, lang)
    rows = list(_with_kinds(found, tokens, corpus))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return finish(table, measure="edits", unit="difference", reference="model wording", compared=compared)


def _compared(statements, passages, most: int | None) -> tuple[list[dict[str, list]], list[int]]:
    """The rows of each statement and of each passage that are compared; how many of these, and of how many."""
    tables = [("statement_id", statements)]
    if passages is not None:
        tables.append(("passage_id", passages))
    own = None if passages is None else passages["kind"] == "own repeat"
    outlets = []
    for name, table in tables:
        # Two columns only: those of a million passages with all that is said of them would be copied.
        carried = table[[name, "outlet"]] if table is not passages else table.loc[~own, [name, "outlet"]]
        outlets.append(carried.groupby(name, sort=False, observed=True)["outlet"].nunique().astype("int64"))
    several = [n[n > 1] for n in outlets]
    numbers = np.concatenate(several)
    kept = np.ones(len(numbers), dtype=bool)
    if most is not None:
        # Each outlet but the one of the model wording has a version that is compared with it.
        order = np.argsort(-numbers, kind="stable")
        kept[order] = np.cumsum(numbers[order] - 1) <= most
    groups = []
    for (name, table), each in zip(tables, np.split(kept, [len(several[0])]), strict=False):
        names = several[len(groups)].index[each]
        chosen = table[name].isin(names)
        groups.append(_rows_of(table[chosen if table is not passages else chosen & ~own], name))
    return groups, [int(kept.sum()), len(kept)]


def _rows_of(table: pd.DataFrame, name: str) -> dict[str, list]:
    """The rows of each statement or passage."""
    groups: dict[str, list] = defaultdict(list)
    for row in table.itertuples():
        groups[getattr(row, name)].append(row)
    return groups


def _of_statements(groups, told, corpus, lang) -> Iterator[dict]:
    for name, group in groups.items():
        versions = [_version(row, told, corpus) for row in group]
        model = next(v for v in versions if v.row.variant == "A")
        for outlet in dict.fromkeys(row.outlet for row in group):
            if outlet == model.row.outlet:
                continue
            # What an outlet says twice is compared once, where it is closest; what it attributes before its own words.
            own = [v for v in versions if v.row.outlet == outlet]
            version = max(own, key=lambda v: (v.told is not None, v.row.similarity, -v.row.start))
            head = {"statement_id": name, "passage_id": None, "event": version.row.event}
            yield from _compare(head, model, version, corpus, lang, ends=True)
            yield from _telling(head, model, version, corpus)


def _of_passages(groups, cues: Cues, corpus, lang) -> Iterator[dict]:
    for name, group in groups.items():
        versions = [_version(row, {}, corpus) for row in group]
        # The agency's own text, or whatever is most like the common wording.
        model = max(
            versions, key=lambda v: (v.row.similarity, not pd.isna(v.row.agency_credit), v.row.end - v.row.start)
        )
        for version in versions:
            if version.row.outlet == model.row.outlet:
                continue
            head = {"statement_id": None, "passage_id": name, "event": version.row.event}
            for row in _compare(head, model, version, corpus, lang, ends=False):
                yield {**row, "cues": cues}


def _version(row, told: dict, corpus: Corpus) -> _Version:
    """The words of a row: of an attribution only its content, not the cue that stands in the middle of it."""
    attribution_id = getattr(row, "attribution_id", None)
    given = told.get(attribution_id) if isinstance(attribution_id, str) else None
    start, end = int(row.start), int(row.end)
    pieces = [(start, end)] if given is None else list(zip(given["starts"], given["ends"], strict=True))
    words = corpus.words(row.article_id)
    first, last = np.searchsorted(words.starts, [start, end])
    inside = [k for k in range(first, last) if any(s <= words.starts[k] and words.ends[k] <= e for s, e in pieces)]
    return _Version(row, row.article_id, inside, given)


def _compare(head, model: _Version, version: _Version, corpus: Corpus, lang: str, *, ends: bool) -> Iterator[dict]:
    a, b = (corpus.keys(v.article, v.words) for v in (model, version))
    if a == b or not a or not b:
        return
    found = word_differences(a, b)
    kept = sum(d.a_end - d.a_start for d in found if d.kind != "reordering")
    if 2 * (len(a) - kept) < _COMPARABLE * (len(a) + len(b)):
        found = [Difference("rewording", 0, len(a), 0, len(b))]
    for d in found:
        at_edge = (d.a_start == 0 and d.b_start == 0) or (d.a_end == len(a) and d.b_end == len(b))
        # The edges of a passage are where the common text begins and ends, not a change in it.
        if at_edge and not ends:
            continue
        left = _span(model, d.a_start, d.a_end, corpus)
        right = _span(version, d.b_start, d.b_end, corpus)
        row = {**head, **_row(model, version, left, right, max(d.a_end - d.a_start, d.b_end - d.b_start))}
        row["kind"] = _kind(d, row, lang)
        if row["kind"] == "substitution":
            row["places"] = _places(model, d.a_start, d.a_end, corpus), _places(version, d.b_start, d.b_end, corpus)
        yield row


def _row(model: _Version, version: _Version, left: tuple, right: tuple, n_words: int) -> dict:
    """What every row says: who and where on both sides (start, end, words)."""
    return {
        "outlet_from": model.row.outlet, "outlet_to": version.row.outlet,
        "article_from": model.article, "article_to": version.article,
        "start_from": left[0], "end_from": left[1], "start_to": right[0], "end_to": right[1],
        "before": left[2], "after": right[2], "n_words": n_words, "rows": (model.row.Index, version.row.Index),
    }  # fmt: skip


def _span(version: _Version, first: int, end: int, corpus: Corpus) -> tuple[int, int, str]:
    words, text = corpus.words(version.article), corpus.text[version.article]
    if first == end:
        # Where the other version has words: behind the word before, or at the beginning.
        at = words.ends[version.words[first - 1]] if first else words.starts[version.words[0]]
        return at, at, ""
    start, stop = words.starts[version.words[first]], words.ends[version.words[end - 1]]
    return start, stop, " ".join(text[start:stop].split())


def _kind(d: Difference, row: dict, lang: str) -> str:
    """The kind of a difference as far as its words tell."""
    if d.kind in ("rewording", "reordering"):
        return d.kind
    held = has_hedge(row["before"], lang=lang), has_hedge(row["after"], lang=lang)
    if held[0] != held[1]:
        return "hedge lost" if held[0] else "hedge gained"
    return d.kind


def _with_kinds(found: list[dict], tokens: Tokens | None, corpus: Corpus) -> Iterator[dict]:
    """The differences, substitutions told apart by lemma, part of speech and features of their tokens."""
    wanted = defaultdict(set)
    for row in found:
        for places in row.get("places", ()):
            for article, start in places:
                wanted[article].add(start)
    at = tokens_at(tokens, wanted, ["lemma", "pos", "morph"])
    for row in found:
        places, cues = row.pop("places", None), row.pop("cues", None)
        if places is not None:
            row["kind"] = _of_tokens(*([at[p] for p in side if p in at] for side in places))
        if cues is not None and row["kind"] == "substitution":
            sides = ((row["article_from"], row["start_from"]), (row["article_to"], row["start_to"]))
            row["kind"] = "cue" if any(side in cues for side in sides) else "substitution"
        yield row


def _of_tokens(before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]) -> str:
    """Whether words are replaced by others, or by other forms of the same ones."""
    verbs = [[t for t in side if t[1] in ("VERB", "AUX")] for side in (before, after)]
    if verbs[0] and verbs[1] and verbs[0][-1][0] == verbs[1][-1][0] and len(before) <= 3 and len(after) <= 3:
        conditional = ["Mood=Cnd" in t[0][2] or any("Mood=Cnd" in v[2] for v in t) for t in verbs]
        if conditional[0] != conditional[1]:
            return "hedge lost" if conditional[0] else "hedge gained"
        return "tense"
    if before and [t[0] for t in before] == [t[0] for t in after]:
        return "form"
    return "substitution"


def _telling(head, model: _Version, version: _Version, corpus: Corpus) -> Iterator[dict]:
    """Another cue, another speaker or none: what stands around the words."""
    a, b = model.told, version.told
    if a is None:
        return
    cues = [t["cue_lemma"] if t is not None and isinstance(t["cue_lemma"], str) else "" for t in (a, b)]
    if all(cues) and cues[0] != cues[1]:
        yield {**head, "kind": "cue", **_around(model, version, "cue", corpus)}
    speaker_a = a["speaker"] if isinstance(a["speaker"], str) else ""
    speaker_b = b["speaker"] if b is not None and isinstance(b["speaker"], str) else ""
    if speaker_a and (not speaker_b or same_speaker(speaker_a, speaker_b) is False):
        row = {**head, "kind": "speaker", **_around(model, version, "source", corpus)}
        yield {**row, "before": speaker_a, "after": speaker_b}


def _around(model: _Version, version: _Version, what: str, corpus: Corpus) -> dict:
    sides = []
    for v in (model, version):
        start, end = (None, None) if v.told is None else (v.told[f"{what}_start"], v.told[f"{what}_end"])
        if start is None or pd.isna(start):
            start = end = int(v.row.start)
        sides.append((int(start), int(end), corpus.text[v.article][int(start) : int(end)]))
    return _row(model, version, *sides, max(len(words.split()) for *_, words in sides))


def _places(version: _Version, first: int, end: int, corpus: Corpus) -> list[tuple[str, int]]:
    """Where some words of a version begin."""
    words = corpus.words(version.article)
    return [(version.article, words.starts[k]) for k in version.words[first:end]]
