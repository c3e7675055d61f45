"""The profile of outlet × actor in one table, and its summary: the few questions a reader asks first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from cadrage.measure.stance.evaluative import evaluation_shares
from cadrage.measure.stance.naming import namings
from cadrage.measure.stance.roles import act_shares
from cadrage.measure.stance.speech import manners, speaking
from cadrage.measure.stance.traces import Traces
from cadrage.measure.table import finish
from cadrage.measure.uncertainty.ladder import ladder, said
from cadrage.measure.uncertainty.proportions import independent, proportions

ASPECTS = ("speech", "words", "quotation", "zone", "cue", "distance", "role", "naming", "evaluation")
_COLUMNS = ["outlet", "actor", "aspect", "value", "n", "total", "estimate", "low", "high", "n_articles", "n_texts", "flags",
            "note", "rows", "rows_of"]  # fmt: skip


def profile(
    found: Traces,
    *,
    actors: Iterable[str] | None = None,
    outlets: Iterable[str] | None = None,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    lang: str = "fr",
) -> pd.DataFrame:
    """All aspects of the profile of outlet × actor in one long table; takes :func:`traces`.

    Columns: outlet, actor, aspect (speech, words, quotation, zone, cue, distance, role, naming, evaluation), value, n,
    total, estimate, low, high, n_articles, n_texts, flags, note, rows, rows_of (table that ``rows`` are labels of:
    attributions or tokens).  ``words`` counts words, its rows are the statements that hold them.
    """
    options = {"articles": articles, "clusters": clusters, "lang": lang}
    said_ = speaking(found.attributions, **options)
    words = said_.assign(
        n=said_["words"], total=said_["words_total"], estimate=said_["words_share"], low=np.nan, high=np.nan
    )
    away = found.distances[found.distances["actor"] != ""]
    parts = [
        ("speech", said_.assign(value="")),
        ("words", words.assign(value="")),
        *(
            (aspect, manners(found.attributions, by=by, **options).rename(columns={by: "value"}))
            for aspect, by in (("quotation", "type"), ("zone", "zone"), ("cue", "cue_class"))
        ),
        (
            "distance",
            proportions(away, group=["outlet", "actor"], value=["mark"], rows_of="tokens", **options).rename(
                columns={"mark": "value"}
            ),
        ),
        ("role", act_shares(found.acts, **options).rename(columns={"role": "value"})),
        ("naming", _named(namings(found.mentions, **options))),
        ("evaluation", evaluation_shares(found.evaluations, **options).rename(columns={"polarity": "value"})),
    ]
    tables = [t.assign(aspect=aspect, rows_of=t.attrs.get("rows_of", "attributions")) for aspect, t in parts if len(t)]
    out = pd.concat([t[_COLUMNS] for t in tables], ignore_index=True) if tables else pd.DataFrame(columns=_COLUMNS)
    out["value"] = [{-1: "against", 1: "for"}.get(v, str(v)) for v in out["value"]]
    if actors is not None:
        out = out[out["actor"].isin(list(actors))]
    if outlets is not None:
        out = out[out["outlet"].isin(list(outlets))]
    return finish(
        out, measure="profile", method="observable choices by outlet and actor; intervals over texts", unit="as the aspect says",
        reference="none", correction="none", **said(out["n_texts"].to_numpy() if len(out) else [0], lang=lang),
    )  # fmt: skip


def _named(table: pd.DataFrame) -> pd.DataFrame:
    value = [w if way != "name" and w else way for way, w in zip(table["way"], table["word"], strict=True)]
    return table.assign(value=value)


# The questions of the summary, in order: aspect of the profile and the values that answer it (None: all).
QUESTIONS: dict[str, tuple[str, tuple[str, ...] | None]] = {
    "speaks": ("speech", None),
    "quoted": ("quotation", ("direct", "mixed")),
    "doubted": ("cue", ("doubting", "confrontational")),
    "endorsed": ("cue", ("endorsing",)),
    "distanced": ("distance", None),
    "acts": ("role", ("agent",)),
    "undergoes": ("role", ("patient", "patient of unsaid")),
    "labelled": ("naming", None),
    "judged against": ("evaluation", ("against",)),
    "judged for": ("evaluation", ("for",)),
}


def summary(
    profile: pd.DataFrame,
    *,
    found: Traces,
    actors: Iterable[str],
    outlets: Iterable[str],
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    lang: str = "fr",
) -> pd.DataFrame:
    """One row per outlet, actor and question of :data:`QUESTIONS`, zeros too; takes :func:`profile`
    and the traces it was made of.

    Columns: outlet, actor, question, n, total (what the share is of; 0 where nothing was found to count), estimate, words
    (the judging or naming words, with counts), rows, rows_total (what the total counts), rows_of.  *labelled* counts mentions by a noun that judges.
    ``articles`` give the sentence of the ladder (``attrs["said"]``).
    """
    judged = found.mentions[found.mentions["evaluative"].astype(bool)]
    forms = pd.concat([t["form"].astype("str") for t in (judged, found.evaluations)])
    forms, outlets, actors = forms[~forms.index.duplicated()], list(outlets), list(actors)
    reported = independent(found.attributions[["article_id", "outlet"]], articles=articles, clusters=clusters)
    records = []
    for outlet in outlets:
        # Of all that an outlet reports, those who stand for nobody included.
        every = reported["row"].to_numpy()[(reported["outlet"] == outlet).to_numpy()]
        for actor in actors:
            here = profile[(profile["outlet"] == outlet) & (profile["actor"] == actor)]
            for question, (aspect, values) in QUESTIONS.items():
                part = here[here["aspect"] == aspect]
                chosen = part if values is None else part[part["value"].isin(values)]
                rows = _each_once(chosen["rows"])
                if question == "labelled":
                    rows = rows[np.isin(rows, judged.index)]
                total = int(part["total"].max()) if len(part) else 0
                of = every if question == "speaks" else _each_once(part["rows"])
                telling = question in ("labelled", "judged against", "judged for")
                counts = forms.loc[rows].str.lower().value_counts() if telling else {}
                words = ", ".join(f"{w} ({counts[w]})" for w in sorted(counts.keys(), key=lambda w: (-counts[w], w)))
                records.append((outlet, actor, question, len(rows), total, len(rows) / total if total else np.nan, words,
                                rows, of if total else of[:0], part["rows_of"].iloc[0] if len(part) else "tokens"))  # fmt: skip
    columns = ["outlet", "actor", "question", "n", "total", "estimate", "words", "rows", "rows_total", "rows_of"]
    attrs = {}
    if articles is not None:
        # Not the texts, which are most of a corpus.
        facts = articles[[c for c in ("article_id", "outlet", "n_words", "event", "sha256") if c in articles]]
        here = ladder(facts[facts["outlet"].isin(outlets)], clusters=clusters, lang=lang)
        attrs = {k: here.attrs[k] for k in ("rung", "said", "scope")}
    return finish(
        pd.DataFrame(records, columns=columns), measure="profile_summary", unit="as the question says", reference="none",
        correction="none", method="counts of observable choices by outlet and actor", **attrs,
    )  # fmt: skip


def _each_once(rows: Iterable[np.ndarray]) -> np.ndarray:
    """The labels of several sets of rows, sorted."""
    return np.unique(np.concatenate([np.empty(0, dtype=np.int64), *rows]))
