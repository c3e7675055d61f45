"""How actors and events are named: by name, title, function, metonym or a label that judges; *frappe* or *raid*."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cadrage.annotate.hits import find_hits
from cadrage.codebook import Frame
from cadrage.errors import MeasureError
from cadrage.lexicon.aliases import key
from cadrage.lexicon.naming import load_naming
from cadrage.measure.choice.shares import choice_shares
from cadrage.measure.stance.sentence import Places
from cadrage.measure.table import finish, one_of
from cadrage.measure.uncertainty.proportions import proportions


def namings(
    mentions: pd.DataFrame, *, voice: str = "narrator", first: bool = False, words: bool = True, **options
) -> pd.DataFrame:
    """How each outlet names each actor; ``first=True`` counts the first mention of each article only.

    Columns: outlet, actor, way (name, title, function, metonym, label), word (the noun used; left out with
    ``words=False``), n, total (mentions of that actor by that outlet), estimate, low, high, n_articles, n_texts, n_first
    (of n, first mentions in their article), flags, note, rows (labels of ``tokens``), value (noun or way).  ``voice``: "narrator" (the
    outlet's own words) or "all".  Keywords as in :func:`cadrage.measure.uncertainty.proportions.proportions`.
    """
    one_of(voice, ("narrator", "all"), "voice")
    spoken = (mentions["voice"] == "narrator") | (voice == "all")
    kept = mentions.loc[
        (mentions["way"] != "adjective") & spoken, ["article_id", "outlet", "actor", "way", "word", "first"]
    ]
    firsts = kept.index[kept["first"].astype(bool)].unique()
    if first:
        kept = kept[kept["first"].astype(bool)]
    out = proportions(
        kept, group=["outlet", "actor"], value=["way", "word"] if words else ["way"], measure="namings", rows_of="tokens",
        voice=voice, method="share of the ways an actor is named", **options,
    )  # fmt: skip
    out.insert(list(out.columns).index("flags"), "n_first", _among(out["rows"], firsts))
    if words:
        # What a reader calls it: the noun, or « nom » where there is none.
        out["value"] = [
            w if way not in ("name", "metonym") and w else way for way, w in zip(out["way"], out["word"], strict=True)
        ]
    return out


def _among(rows: pd.Series, labels: pd.Index) -> np.ndarray:
    """How many of each set of rows are among the labels."""
    labels = np.unique(labels)
    if not len(labels):
        return np.zeros(len(rows), dtype=np.int64)
    nearest = (labels[np.searchsorted(labels, some).clip(max=len(labels) - 1)] for some in rows)
    return np.array([int((near == some).sum()) for near, some in zip(nearest, rows, strict=True)], dtype=np.int64)


def named_sets(
    tokens: pd.DataFrame,
    attributions: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    sets: list[str] | None = None,
    language: str = "fr",
) -> pd.DataFrame:
    """Occurrences of words that compete for one thing (lexicon/fr/naming.yml): a ``hits`` table, indexed by token label.

    ``frame`` is the set, ``term`` the word; further columns: word_class, actor (whose power or ruler it is).  Words of
    the sets *power* and *rulers* count only where the phrase names an actor (le régime syrien, not le régime fiscal).
    Raises :class:`~cadrage.errors.MeasureError` for an unknown set.
    """
    naming = load_naming(language)
    unknown = next((s for s in sets or () if s not in naming.sets), None)
    if unknown is not None:
        raise MeasureError(
            f"sets was expected to name sets of naming.yml ({', '.join(naming.sets)}), found {unknown!r}"
        )
    chosen = {name: naming.sets[name] for name in sets or naming.sets}
    frames = {
        name: Frame(question=s.question, terms={w: [w] for w in s.words}, exclude=list(s.excluded))
        for name, s in chosen.items()
    }
    hits = find_hits(tokens, attributions, frames)
    if hits.empty:
        return hits.assign(word_class=pd.Series(dtype="str"), actor=pd.Series(dtype="str"))
    places = Places(tokens)
    where = zip(hits["article_id"].astype(str), hits["start"], hits["start"] + 1, strict=True)
    hits.index = tokens.index[[places.rows(*at)[0] for at in where]]
    hits["word_class"] = [naming.sets[f].words[t] for f, t in zip(hits["frame"], hits["term"], strict=True)]
    hits["actor"] = _actors(hits, mentions)
    needs = hits["frame"].map(lambda f: naming.sets[f].only_with_actor).astype(bool) & (hits["actor"] == "")
    return hits[~needs]


def _actors(hits: pd.DataFrame, mentions: pd.DataFrame) -> list[str]:
    """The actor that a label names; empty where the word stands alone."""
    named = mentions[mentions["way"].isin(["label", "function", "title"])]
    by_token = {
        label: (key(word), actor) for label, word, actor in zip(named.index, named["word"], named["actor"], strict=True)
    }
    spans = named.groupby("article_id")
    inside = {a: list(zip(p["start"], p["end"], p.index, strict=True)) for a, p in spans}
    out = []
    for label, article, start, end in zip(hits.index, hits["article_id"], hits["start"], hits["end"], strict=True):
        found = by_token.get(label, ("", ""))[1]
        if not found:
            over = [by_token[m][1] for s, e, m in inside.get(article, ()) if s <= start and end <= e]
            found = over[0] if over else ""
        out.append(found)
    return out


def labelled(mentions: pd.DataFrame) -> list[str]:
    """The actors that some outlet names, in its own voice, by a noun that judges; sorted.

    >>> labelled(pd.DataFrame({"actor": ["b", "a"], "evaluative": [True, False], "voice": "narrator"}))
    ['b']
    """
    judged = mentions[mentions["evaluative"].astype(bool) & (mentions["voice"] == "narrator")]
    return sorted(set(judged["actor"]) - {""})


def set_shares(named: pd.DataFrame, *, voice: str = "narrator", least: int = 1, **options) -> pd.DataFrame:
    """Share of each word within its set and outlet: :func:`cadrage.measure.choice.shares.choice_shares` of :func:`named_sets`.

    Words that nobody in the corpus uses are left out, sets with a single word or fewer than ``least`` uses, and those whose
    words name an actor, which only :func:`namings` can compare.  ``frame`` holds the set's
    question.  ``rows`` are labels of ``tokens``.
    """
    out = choice_shares(named, voice=voice, **options)
    used = out[out.groupby(["frame", "term"])["n"].transform("sum") > 0]
    used = used[
        (used.groupby("frame")["term"].transform("nunique") > 1)
        & (used.groupby("frame")["n"].transform("sum") >= least)
    ]
    sets = load_naming("fr").sets
    # An empty list of truth values would be taken for a choice of no columns.
    comparable = [not (f in sets and sets[f].only_with_actor) for f in used["frame"]]
    used = used[pd.Series(comparable, index=used.index, dtype=bool)]
    questions = {name: s.question for name, s in sets.items()}
    out = used.assign(frame=used["frame"].map(questions).fillna(used["frame"]))
    return finish(out, **out.attrs | {"measure": "choice_shares", "rows_of": "tokens"})
