"""Which uses of the declared terms count: the hits of one choice of frame, voice, zone and copy, with their text.

A use is the outlet's own, attributed, or negated or held at a distance; the three are disjoint and add up to all.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.table import finish, need, one_of
from cadrage.measure.uncertainty.independence import clusters_or_self, one_per_cluster, texts_that_count
from cadrage.measure.wording import say

VOICES = ("all", "narrator", "attributed", "distanced")
_COLUMNS = ("article_id", "outlet", "frame", "term", "zone", "voice", "distance", "negated", "shared", "excluded")


def voice_of_use(hits: pd.DataFrame) -> np.ndarray:
    """narrator, attributed or distanced for every hit; negated or held at a distance comes before the voice.

    >>> hits = pd.DataFrame({"voice": ["narrator", "attributed", "narrator"], "negated": [False, False, True],
    ...                      "distance": ["none", "none", "none"]})
    >>> voice_of_use(hits).tolist()
    ['narrator', 'attributed', 'distanced']
    """
    away = hits["negated"].to_numpy(dtype=bool) | (hits["distance"] != "none").to_numpy(dtype=bool)
    voice, names = pd.factorize(hits["voice"].astype(str))
    return np.array([*names, "distanced"], dtype=object)[np.where(away, len(names), voice)]


def usable(
    hits: pd.DataFrame,
    *,
    frame: str | None = None,
    shared: bool = True,
    zone: str | Iterable[str] | None = None,
    outlets: Iterable[str] | None = None,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
) -> pd.DataFrame:
    """The hits that count, with the columns ``use``, ``cluster``, ``text`` (both numbers), ``row`` (index label) added.

    Left out: excluded uses, articles that repeat another one of the same outlet, and what the keywords leave out.
    Raises :class:`~cadrage.errors.MeasureError` for a frame or zone that is not there, or a missing column.
    """
    need(hits, _COLUMNS, "hits")
    known = sorted(hits["frame"].astype(str).unique())
    if frame is not None and len(hits) and frame not in known:
        raise MeasureError(f"frame was expected to be one of {', '.join(known)}, but is {frame!r}")
    # Of the equal texts of an outlet the first one with a hit counts, excluded or not: where a near copy lacks the hit,
    # nothing of that text would be counted otherwise.
    counted, cluster = texts_that_count(hits, clusters=clusters, articles=articles)
    out = hits.assign(row=hits.index, use=voice_of_use(hits), cluster=cluster)
    keep = ~out["excluded"].to_numpy(dtype=bool) & counted
    if frame is not None:
        keep &= (out["frame"].astype(str) == frame).to_numpy()
    if not shared:
        keep &= ~out["shared"].to_numpy(dtype=bool)
    if zone is not None:
        zones = [zone] if isinstance(zone, str) else list(zone)
        for z in zones:
            one_of(z, ("headline", "lead", "body"), "zone")
        keep &= out["zone"].isin(zones).to_numpy()
    if outlets is not None:
        keep &= out["outlet"].isin(list(outlets)).to_numpy()
    out = out[keep]
    for column in ("article_id", "outlet", "frame", "term"):
        # Each value is spelled once, whatever the number of its rows.
        out[column] = out[column].astype(str).astype("category").astype(object)
    out["text"] = pd.factorize(out["cluster"])[0]
    event = out["event"].astype(object) if "event" in out else pd.Series(None, index=out.index, dtype=object)
    out["event"] = event.where(event.notna(), None)
    return out


def outlet_names(hits: pd.DataFrame, outlets, articles) -> list[str]:
    """All outlets that a result names: those asked for, else those of the articles, else those of the hits."""
    if outlets is not None:
        return sorted(map(str, outlets))
    source = articles if articles is not None else hits
    return sorted(source["outlet"].astype(str).unique())


def excluded_uses(
    hits: pd.DataFrame,
    *,
    frame: str | None = None,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    lang: str = "fr",
) -> pd.DataFrame:
    """Every use that the shares leave out, by reason: rules of the codebook, and copies of another article.

    Columns: frame, outlet, term, reason, n, n_articles, rows; sorted.

    >>> hits = pd.DataFrame({"article_id": ["a", "a"], "outlet": "Le Phare", "frame": "port", "term": "crise",
    ...     "zone": "body", "voice": "narrator", "distance": "none", "negated": False, "shared": False,
    ...     "excluded": [False, True], "reason": ["", "crise cardiaque"]})
    >>> excluded_uses(hits)[["term", "reason", "n", "rows"]].values.tolist()
    [['crise', 'crise cardiaque', 1, (1,)]]
    """
    need(hits, [*_COLUMNS, "reason"], "hits")
    out = hits.assign(row=hits.index)
    out["cluster"] = clusters_or_self(hits["article_id"], clusters=clusters, articles=articles)
    texts = one_per_cluster(
        out["outlet"].astype(str).to_numpy(), out["article_id"].astype(str).to_numpy(), out["cluster"].to_numpy()
    ).set_index("article_id")
    counted = texts["counted"].reindex(out["article_id"].astype(str)).to_numpy()
    copy = counted != out["article_id"].astype(str).to_numpy()
    told = [say("duplicate", lang, article=a) for a in counted]
    ruled_out = out["excluded"].to_numpy(dtype=bool)
    out["reason"] = np.where(ruled_out, out["reason"].fillna("").astype(object), told)
    out = out[ruled_out | copy]
    if frame is not None:
        out = out[out["frame"].astype(str) == frame]
    keys = ["frame", "outlet", "term", "reason"]
    out = out.astype(dict.fromkeys(keys, object))
    grouped = out.groupby(keys, sort=True)
    table = grouped.size().rename("n").to_frame()
    table["n_articles"] = grouped["article_id"].nunique()
    table["rows"] = grouped["row"].agg(tuple) if len(table) else pd.Series(dtype=object)
    return finish(
        table.reset_index(), measure="excluded_uses", method="uses left out of the shares, by reason", unit="hit",
        correction="none", reference="none",
    )  # fmt: skip
