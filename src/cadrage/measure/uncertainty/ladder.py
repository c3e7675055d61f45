"""What a number of independent texts can support: what is shown, what is withheld, and the sentence that says why.

The measures ask this module; nothing else decides.  Lijffijt et al. (2016) and Bestgen (2014) show why the text and
not the word is the unit.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.table import finish, need
from cadrage.measure.uncertainty.independence import clusters_or_self
from cadrage.measure.uncertainty.permutation import floor_of_p
from cadrage.measure.wording import ITEMS, items, say
from cadrage.numbers import p_value

# Smallest number of independent texts on the smaller side that supports each item.
SUPPORT: dict[str, int] = {
    "counts": 1,
    "share": 1,
    "ranking": 1,
    "share interval": 2,
    "permutation": 2,
    "dispersion": 3,
    "enumeration": 4,
    "leave-out": 4,
    "q": 6,
    "welch": 6,
    "studentised bootstrap": 6,
    "ellipses": 10,
    "percentile bootstrap": 20,
    "beta-binomial": 20,
}
LEVELS = ((20, "20+"), (6, "6-19"), (4, "4-5"), (2, "2-3"), (1, "1"), (0, "0"))


class Rung(NamedTuple):
    """A step of the ladder: its level, the items shown, the items withheld, the sentence said."""

    level: str
    shown: tuple[str, ...]
    withheld: tuple[str, ...]
    said: str


def supports(n_texts: int, what: str) -> bool:
    """Whether a number of independent texts (of the smaller side) supports an item of the ladder.

    >>> supports(3, "permutation"), supports(3, "q")
    (True, False)
    """
    if what not in SUPPORT:
        raise MeasureError(f"the ladder was asked for {what!r}, but knows: {', '.join(SUPPORT)}")
    return n_texts >= SUPPORT[what]


def rung(n_texts: int, *, lang: str = "fr") -> Rung:
    """The step of the ladder for a number of independent texts per outlet (the smaller side).

    >>> rung(3).said
    'Avec 3 + 3 textes, le plus petit p possible est 0,100.'
    >>> rung(1, lang="en").withheld[:2]
    ('share interval', 'permutation')
    """
    n = int(n_texts)
    level = next(name for least, name in LEVELS if n >= least)
    shown = tuple(item for item in ITEMS if n >= SUPPORT[item])
    withheld = tuple(item for item in ITEMS if n < SUPPORT[item])
    floor = p_value(floor_of_p(n, n), lang) if n else ""
    return Rung(level, shown, withheld, say(f"ladder {level}", lang, n=n, floor=floor))


def ladder(
    articles: pd.DataFrame, *, clusters: Mapping[str, str] | pd.Series | None = None, lang: str = "fr"
) -> pd.DataFrame:
    """What each outlet's texts support: one row per outlet, sorted by name.

    Columns: outlet, n_articles, n_texts (independent), n_events, n_words, level, shown, withheld, note.
    ``attrs["said"]`` is the sentence of the smaller side; ``attrs["scope"]`` limits it to one event where there is
    only one.  Raises :class:`~cadrage.errors.MeasureError` where a column is missing.

    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet": ["Le Phare", "Le Phare", "L'Ancre"],
    ...                          "event": ["port"] * 3, "n_words": [200, 250, 300], "sha256": ["1", "2", "3"]})
    >>> ladder(articles)[["outlet", "n_texts", "level"]].values.tolist()
    [["L'Ancre", 1, '1'], ['Le Phare', 2, '2-3']]
    """
    need(articles, ["article_id", "outlet"], "articles")
    cluster = clusters_or_self(articles["article_id"], clusters=clusters, articles=articles)
    words = articles["n_words"] if "n_words" in articles else pd.Series(0, index=articles.index)
    event = articles["event"] if "event" in articles else pd.Series(None, index=articles.index, dtype="str")
    facts = pd.DataFrame({"outlet": articles["outlet"].astype(str), "cluster": cluster, "words": words})
    facts["event"] = event.astype(object).where(event.notna(), None)
    grouped = facts.groupby("outlet", sort=True)
    out = pd.DataFrame(
        {
            "n_articles": grouped.size(),
            "n_texts": grouped["cluster"].nunique(),
            "n_events": grouped["event"].nunique(),
            "n_words": grouped["words"].sum().astype("int64"),
        }
    ).reset_index()
    rungs = [rung(n, lang=lang) for n in out["n_texts"]]
    out["level"] = [r.level for r in rungs]
    out["shown"] = [items(r.shown, lang) for r in rungs]
    out["withheld"] = [items(r.withheld, lang) for r in rungs]
    out["note"] = [r.said for r in rungs]
    smaller = int(out["n_texts"].min()) if len(out) else 0
    one_event = len(out) > 0 and facts["event"].nunique() == 1
    return finish(
        out,
        measure="ladder",
        method="ladder by independent texts of the smaller side",
        unit="text",
        n_texts=len(articles),
        n_clusters=int(out["n_texts"].sum()),
        rung=rung(smaller, lang=lang).level,
        said=rung(smaller, lang=lang).said,
        scope=say("one event", lang) if one_event else "",
    )


def said(n_texts, *, lang: str = "fr") -> dict[str, str]:
    """Attributes ``rung`` and ``said`` for the smallest of several numbers of texts.

    >>> said([4, 1], lang="en")["rung"]
    '1'
    """
    counts = np.atleast_1d(np.asarray(n_texts))
    step = rung(int(counts.min()) if counts.size else 0, lang=lang)
    return {"rung": step.level, "said": step.said}
