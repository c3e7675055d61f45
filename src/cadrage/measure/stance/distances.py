"""What an outlet does not vouch for, and whose it is: hedges, scare quotes, reportive conditionals, doubting cues."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from cadrage.annotate.hedges import load_hedges
from cadrage.measure.stance.actors import Actors, forms_of
from cadrage.measure.stance.mentions import covering
from cadrage.measure.stance.sentence import Places, Sentence, sentences, spelled
from cadrage.measure.table import among, finish

COLUMNS = ["article_id", "outlet", "event", "start", "end", "form", "mark", "actor", "link", "sentence", "zone", "voice",
           "attribution_id"]  # fmt: skip
MARKS = ("hedge", "scare quotes", "conditional", "doubting cue")
CONDITIONAL = re.compile(r"^(?:aur|ser)(?:ait|aient)$")
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:caus")
# Prepositions that pass a report on without a verb: the conditional behind them is the outlet's reserve.
_ACCORDING = frozenset(["selon", "d'après", "de source", "à en croire", "aux dires de", "de l'avis de"])


def distances(
    tokens: pd.DataFrame,
    mentions: pd.DataFrame,
    attributions: pd.DataFrame,
    *,
    actors: dict | None = None,
    language: str = "fr",
    lexicon: Actors | None = None,
) -> pd.DataFrame:
    """Marks of distance with the actor they fall on, one row per mark; the index is a label of ``tokens``.

    Columns: article_id, outlet, event, start, end, form (what is marked), mark (hedge, scare quotes, conditional,
    doubting cue), actor, link (grammar: the marked words name the actor or are its deed; speaker: the one whose
    statement it is; nearest: nearest actor of the sentence; none), sentence, zone, voice, attribution_id.  ``lexicon``
    is that of a corpus of which these are some articles.
    """
    lexicon = lexicon or Actors.of(forms_of(tokens), actors=actors, attributions=attributions, language=language)
    rows = [*_in_own_voice(tokens, mentions, language), *_in_reports(tokens, attributions, lexicon)]
    if not rows:
        return pd.DataFrame(columns=COLUMNS)
    found = pd.DataFrame(rows, columns=["row", "end", "form", "mark", "actor", "link"]).sort_values(
        "row", kind="stable"
    )
    found = found.drop_duplicates("row")
    at = tokens.iloc[found["row"].to_numpy()]
    out = at[["article_id", "outlet", "event", "start"]].astype({"article_id": str, "outlet": str, "event": object})
    for c in ("end", "form", "mark", "actor", "link"):
        out[c] = found[c].to_numpy()
    for c in ("sentence", "zone", "voice", "attribution_id"):
        out[c] = at[c].astype(object)
    return out[COLUMNS]


def _in_own_voice(tokens: pd.DataFrame, mentions: pd.DataFrame, language: str):
    marked = spelled(tokens["distance"])
    away = marked != "none"
    hedges = load_hedges(language)
    actor_of = mentions["actor"].to_dict()
    spans = covering(tokens, mentions)
    starts, ends = (tokens[c].to_numpy(dtype=int) for c in ("start", "end"))
    for s in sentences(tokens, away):
        labels = tokens.index[s.rows]
        covered = [spans.get(label) for label in labels]
        k = 0
        while k < len(s.form):
            kind = marked[s.rows[k]]
            if kind == "none":
                k += 1
                continue
            last = k
            while last + 1 < len(s.form) and marked[s.rows[last + 1]] == kind:
                last += 1
            mark, at = "scare quotes", k
            if kind == "hedged":
                mark = "hedge"
                words = [f.lower() for f in s.form[k : last + 1]]
                cue = next((j for j, w in enumerate(words) if w in hedges.adjectives or w in hedges.adverbs), None)
                verb = next((j for j, w in enumerate(words) if w.endswith(("rait", "raient"))), None)
                if cue is None and verb is not None:
                    mark, at = "conditional", k + verb
            label, link = _falls_on(s, k, last, at, covered)
            here = s.rows[k : last + 1]
            form = as_written(s.form[k : last + 1], starts[here], ends[here])
            yield s.rows[k], ends[s.rows[last]], form, mark, actor_of.get(label, ""), link
            k = last + 1


def as_written(forms: list[str], starts, ends) -> str:
    """Words with a blank between them where the text has one.

    >>> as_written(["l'", "eau", ",", "dit-il"], [0, 2, 5, 7], [2, 5, 6, 13])
    "l'eau, dit-il"
    """
    gaps = ["", *(" " if start > end else "" for end, start in zip(ends, starts[1:], strict=False))]
    return "".join(gap + form for gap, form in zip(gaps, forms, strict=True))


def _falls_on(s: Sentence, first: int, last: int, at: int, covered: list) -> tuple:
    """The mention that a marked stretch falls on: subject of its verb, what it names, its complement, the nearest."""
    verb = s.head[at] if s.dep[at].startswith("aux") else at
    for j in (*s.of(verb, *_SUBJECTS), *s.of(at, *_SUBJECTS)):
        if covered[j] is not None:
            return covered[j], "grammar"
    inside = [covered[j] for j in range(first, last + 1) if covered[j] is not None]
    if inside:
        return inside[0], "grammar"
    head = next((j for j in range(first, last + 1) if not first <= s.head[j] <= last), first)
    for j in s.of(head, "nmod", "appos", "amod"):
        if covered[j] is not None:
            return covered[j], "grammar"
    # « la Kersanie dénonce une « farce » »: the subject of the clause in which the marked words stand.
    governor = s.head[head]
    for j in s.of(governor, *_SUBJECTS) if s.pos[governor] == "VERB" else ():
        if covered[j] is not None:
            return covered[j], "grammar"
    near = [(min(abs(j - first), abs(j - last)), j) for j, label in enumerate(covered) if label is not None]
    return (covered[min(near)[1]], "nearest") if near else (pd.NA, "none")


def _in_reports(tokens: pd.DataFrame, attributions: pd.DataFrame, lexicon: Actors):
    """Doubting cues, and conditionals behind « selon »: whoever is made to speak, the outlet keeps it at a distance."""
    if attributions.empty:
        return
    places, forms, ends = Places(tokens), spelled(tokens["form"]), tokens["end"].to_numpy(dtype=int)
    for a in attributions.itertuples():
        if a.article_id not in places.held:
            continue
        actor = lexicon.of_speaker(a.speaker)
        link = "speaker" if actor else "none"
        if a.cue_class == "doubting" and not pd.isna(a.cue_start):
            row = places.at(a.article_id, int(a.cue_start))
            yield row, max(int(a.cue_end), int(ends[row])), str(a.cue_lemma), "doubting cue", actor, link
        elif a.type == "indirect" and str(a.cue_lemma).lower() in _ACCORDING:
            for start, end in zip(a.starts, a.ends, strict=True):
                rows = places.rows(a.article_id, start, end)
                row = next((r for r in rows if CONDITIONAL.match(forms[r].lower())), None)
                if row is not None:
                    yield row, int(ends[row]), forms[row], "conditional", actor, link


def hedges_lost(statements: pd.DataFrame, attributions: pd.DataFrame, distances: pd.DataFrame) -> pd.DataFrame:
    """Statements that one outlet gives with a reserve and others without: one row per version with a reserve.

    Columns: statement_id, event, outlet_with, mark, form (the marked words), outlets_without (comma-joined), article_with,
    start_with, end_with, n (marks), rows (labels of ``tokens``: the reserve), rows_statements (labels of ``statements``:
    the version and those without).  Scare quotes are no reserve about a claim and are left out.
    """
    columns = ["statement_id", "event", "outlet_with", "mark", "form", "outlets_without", "article_with", "start_with",
               "end_with", "n", "rows", "rows_statements"]  # fmt: skip
    reserve = _reserves(statements, attributions, distances)
    records = []
    with_one = among(statements["statement_id"], statements["statement_id"].loc[list(reserve)])
    versions = statements.loc[with_one, ["statement_id", "event", "outlet", "article_id", "start", "end"]]
    told: dict[str, list] = {}
    for version in versions.itertuples():
        told.setdefault(version.statement_id, []).append(version)
    for statement in sorted(told):
        held = [v for v in told[statement] if v.Index in reserve]
        # An outlet that keeps the reserve in one of its versions has not lost it.
        kept = {v.outlet for v in held}
        free = [v for v in told[statement] if v.outlet not in kept]
        without = ", ".join(sorted({v.outlet for v in free}))
        for a in held if free else ():
            rows, mark, form = reserve[a.Index]
            records.append((statement, a.event, a.outlet, mark, form, without, a.article_id, int(a.start), int(a.end),
                            len(rows), rows, (a.Index, *(v.Index for v in free))))  # fmt: skip
    return finish(
        pd.DataFrame(records, columns=columns), measure="hedges_lost", method="versions of one statement compared",
        unit="version", rows_of="tokens",
    )  # fmt: skip


def _reserves(statements: pd.DataFrame, attributions: pd.DataFrame, distances: pd.DataFrame) -> dict:
    """Label of a version → (labels, mark, words) of the reserve in it or in the words that introduce it."""
    held = distances[distances["mark"] != "scare quotes"]
    marks = (
        held[["article_id", "start", "end", "mark", "form"]].astype({"article_id": "str"}).assign(mark_row=held.index)
    )
    # Reserves are few: only versions in articles that have one are looked at.
    there = among(statements["article_id"], marks["article_id"])
    versions = statements.loc[there, ["article_id", "attribution_id", "start", "end"]]
    introducing = among(attributions["attribution_id"], versions["attribution_id"])
    cues = attributions.loc[introducing, ["attribution_id", "cue_start", "cue_end"]].set_index("attribution_id")
    cue = cues.reindex(versions["attribution_id"])
    # Without a cue a version is its own words.
    versions["low"] = np.fmin(versions["start"].to_numpy(float), cue["cue_start"].to_numpy(float, na_value=np.nan))
    versions["high"] = np.fmax(versions["end"].to_numpy(float), cue["cue_end"].to_numpy(float, na_value=np.nan))
    pairs = versions[["article_id", "low", "high"]].assign(row=versions.index).merge(marks, on="article_id")
    pairs = pairs[(pairs["start"] < pairs["high"]) & (pairs["end"] > pairs["low"])]
    grouped = pairs.groupby("row", sort=False)
    first = grouped[["mark", "form"]].first()
    labels = grouped["mark_row"].agg(tuple)
    return {row: (labels[row], mark, form) for row, mark, form in first.itertuples()}
