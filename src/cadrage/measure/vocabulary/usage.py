"""How often one word is used, by outlet, voice and month: rates with the texts behind them."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.table import finish, need, one_of
from cadrage.tables import VOICES

_BY = ("outlet", "voice", "month", "event")


def usage(
    uses: pd.DataFrame,
    words: pd.DataFrame,
    *,
    by: Iterable[str] = ("outlet", "voice"),
    dates: pd.Series | None = None,
) -> pd.DataFrame:
    """Uses of a word for each combination of ``by`` (outlet, voice, month, event), and their rate per 1,000 words.

    ``uses`` has a row a use (article_id, voice, boilerplate), ``words`` a row an article with its words in each voice
    (article_id, outlet, event, narrator, attributed); an article that ``words`` lacks is not counted, so that equal
    texts count once.  ``dates``: article_id → day, for months (YYYY-MM, empty where no day is known).  Columns: those
    of ``by``, n, total (words), estimate (per 1,000 words), share (of all uses), n_articles (with a use), n_texts
    (with a word).  Raises :class:`~cadrage.errors.MeasureError` where a column or dates are missing, or ``by`` names
    something else.

    >>> words = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Le Phare", "L'Ancre"], "event": None,
    ...     "narrator": [80, 100], "attributed": [20, 0]})
    >>> uses = pd.DataFrame({"article_id": ["a", "a", "b"], "voice": ["narrator", "attributed", "narrator"]})
    >>> usage(uses.assign(boilerplate=False), words)[["outlet", "voice", "n", "estimate"]].values.tolist()
    [["L'Ancre", 'narrator', 1, 10.0], ['Le Phare', 'narrator', 1, 12.5], ['Le Phare', 'attributed', 1, 50.0]]
    """
    by = list(by)
    for name in by:
        one_of(name, _BY, "by")
    need(uses, ["article_id", "voice", "boilerplate"], "uses")
    need(words, ["article_id", "outlet", "event", *VOICES], "words")
    if "month" in by and dates is None:
        raise MeasureError("months were asked for, but no dates were given: pass dates, article_id → day")
    size = len(words)
    counted = uses[~uses["boilerplate"].to_numpy(dtype=bool)]
    text = pd.Index(words["article_id"]).get_indexer(counted["article_id"])
    voice = pd.Categorical(counted["voice"], categories=VOICES).codes.astype(np.int64)
    place = (voice * size + text)[(text >= 0) & (voice >= 0)]
    # One row for each text and voice.
    cells = pd.DataFrame({
        "n": np.bincount(place, minlength=size * len(VOICES)),
        "total": np.concatenate([words[v].to_numpy(dtype=np.int64) for v in VOICES]),
        "voice": pd.Categorical.from_codes(np.repeat(np.arange(len(VOICES)), size), VOICES),
        "text": np.tile(np.arange(size), len(VOICES)),
    })  # fmt: skip
    for name in {"outlet", "event"} & set(by):
        cells[name] = np.tile(pd.Categorical(words[name]), len(VOICES))
    if "month" in by:
        month = words["article_id"].map(dates).dt.strftime("%Y-%m").fillna("")
        cells["month"] = np.tile(month.to_numpy(dtype=object), len(VOICES))
    cells = cells[cells["total"] > 0]
    keys = {"observed": True, "dropna": False}
    # Voices of one text are one text, where voices are not told apart.
    texts = cells.groupby([*by, "text"], **keys)[["n", "total"]].sum().reset_index()
    texts["with"] = texts["n"] > 0
    groups = texts.groupby(by, **keys)
    out = groups.agg(n=("n", "sum"), total=("total", "sum"), n_articles=("with", "sum"), n_texts=("n", "size"))
    out = out.reset_index()
    out.insert(len(by) + 2, "estimate", 1000 * out["n"] / out["total"])
    out.insert(len(by) + 3, "share", out["n"] / max(1, int(out["n"].sum())))
    out = out.astype(dict.fromkeys(by, object))
    return finish(out, measure="usage", unit="per 1,000 words", reference="none", correction="none", n_texts=size)
