"""Whom each outlet makes speak, how, and how much: the attributions by actor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from cadrage.measure.stance.actors import Actors, forms_of
from cadrage.measure.table import finish, need, one_of
from cadrage.measure.uncertainty.proportions import proportions
from cadrage.measure.vocabulary.words import NO_WORDS, is_one_of

# Characters of an article and an adjective in front of the noun that names the speaker.
LONGEST_OPENING = 14


def with_actor(
    attributions: pd.DataFrame,
    tokens: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    actors: Mapping[str, Iterable[str]] | None = None,
    language: str = "fr",
    lexicon: Actors | None = None,
) -> pd.DataFrame:
    """The attributions with ``actor`` (whom the speaker stands for) and ``words`` (words that it is made to say).

    A speaker that is no known name (« le nouveau président ») is the actor that its mention names.  A word in a nested
    report counts for the outermost speaker.  ``lexicon`` is that of a corpus of which these are some articles.
    """
    need(attributions, ["attribution_id", "speaker", "article_id", "outlet", "source_start"], "attributions")
    lexicon = lexicon or Actors.of(forms_of(tokens), actors=actors, attributions=attributions, language=language)
    counted = (
        tokens["attribution_id"].notna() & ~is_one_of(tokens["pos"], NO_WORDS) & ~tokens["boilerplate"].astype(bool)
    )
    words = tokens.loc[counted, "attribution_id"].astype(str).value_counts()
    named = mentions[~mentions["way"].isin(["adjective", "name"])]
    starts = {
        (a, int(s)): actor for a, s, actor in zip(named["article_id"], named["start"], named["actor"], strict=True)
    }
    found = []
    for article, speaker, start in zip(
        attributions["article_id"], attributions["speaker"], attributions["source_start"], strict=True
    ):
        actor = lexicon.of_speaker(speaker)
        if actor and actor == speaker and not pd.isna(start):
            # The mention starts behind the article and an adjective: « le nouveau président ».
            near = [
                starts[article, k] for k in range(int(start), int(start) + LONGEST_OPENING) if (article, k) in starts
            ]
            actor = near[0] if near else actor
        found.append(actor)
    return attributions.assign(
        actor=found, words=words.reindex(attributions["attribution_id"].astype(str)).fillna(0).astype(int).to_numpy()
    )


def speaking(attributed: pd.DataFrame, *, tops: int | None = None, **options) -> pd.DataFrame:
    """Share of each actor in the statements that an outlet reports; takes :func:`with_actor`.

    Columns: outlet, actor, n, total (attributions of the outlet, unknown speakers included), estimate, low, high,
    n_articles, n_texts, words, words_total, words_share, flags, note, rows (labels of ``attributions``).  ``tops`` keeps
    the most frequent actors of the corpus.  Keywords as in :func:`cadrage.measure.uncertainty.proportions.proportions`.
    """
    out = proportions(
        attributed, group=["outlet"], value=["actor"], measure="speaking", rows_of="attributions", unit="attribution",
        method="share of the reported statements", **options,
    )  # fmt: skip
    words = attributed["words"]
    totals = words.groupby(attributed["outlet"].astype(str)).sum()
    out["words"] = [int(words.loc[rows].sum()) for rows in out["rows"]]
    out["words_total"] = out["outlet"].astype(str).map(totals).astype(int)
    out["words_share"] = np.where(out["words_total"] > 0, out["words"] / out["words_total"].clip(lower=1), np.nan)
    attrs = out.attrs
    out = out[out["actor"] != ""]
    if tops is not None:
        out = out[out["actor"].isin(_most(out, tops))]
    order = [c for c in out.columns if c not in ("flags", "note", "rows")] + ["flags", "note", "rows"]
    return finish(out[order], **attrs)


def _most(table: pd.DataFrame, tops: int) -> list[str]:
    counts = table.groupby("actor")["n"].sum().reset_index().sort_values(["n", "actor"], ascending=[False, True])
    return counts["actor"].head(tops).tolist()


def manners(attributed: pd.DataFrame, *, by: str, **options) -> pd.DataFrame:
    """How each actor is made to speak: shares of ``by`` (cue_class, type, zone, speaker_kind) in its statements.

    Columns: outlet, actor, (by), n, total (attributions of that actor in that outlet), estimate, …, rows.
    """
    one_of(by, ("cue_class", "type", "zone", "speaker_kind"), "by")
    kept = attributed.loc[attributed["actor"] != "", ["article_id", "outlet", "actor", by]]
    kept = kept.assign(**{by: kept[by].astype(object).where(kept[by].notna(), "")})
    return proportions(
        kept, group=["outlet", "actor"], value=[by], measure="manners", rows_of="attributions", unit="attribution", by=by,
        method="share within an actor's reported statements", **options,
    )  # fmt: skip


def named_sources(attributed: pd.DataFrame, **options) -> pd.DataFrame:
    """Named, unnamed and missing sources of each outlet: outlet, source (named, unnamed, not said), n, total, …, rows."""
    kind = attributed["speaker_kind"].astype(object)
    source = np.where(attributed["speaker"].isna(), "not said", np.where(kind == "unnamed", "unnamed", "named"))
    return proportions(
        attributed.assign(source=source), group=["outlet"], value=["source"], measure="named_sources", rows_of="attributions",
        unit="attribution", method="share of the reported statements", **options,
    )  # fmt: skip
