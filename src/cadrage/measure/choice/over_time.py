"""Choice shares by period: when an outlet changed its word."""

import numpy as np
import pandas as pd

from cadrage.measure.choice.shares import choice_shares
from cadrage.measure.table import finish, need, one_of

# Periods that "auto" allows: as many columns stand on a telephone's screen with their counts readable.
MOST_PERIODS = 12
_PERIODS = {"year": "Y", "month": "M", "week": "W", "day": "D"}


def choice_over_time(hits: pd.DataFrame, *, articles: pd.DataFrame, freq: str = "month", **choice) -> pd.DataFrame:
    """Choice shares by period: the columns of :func:`choice_shares` with ``period`` (its first day) after outlet.

    ``freq`` is year, month, week or day, or auto: the finest that needs at most twelve periods; articles without a date are left out (``attrs["undated"]`` counts their
    uses).  Further keywords as :func:`choice_shares`.

    >>> hits = pd.DataFrame({"article_id": ["a", "b"], "outlet": "Le Phare", "event": "port", "frame": "port",
    ...     "term": "blocage", "zone": "body", "voice": "narrator", "distance": "none", "negated": False,
    ...     "shared": False, "excluded": False, "reason": ""})
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": "Le Phare",
    ...     "date": pd.to_datetime(["2031-03-05", "2031-04-02"])})
    >>> choice_over_time(hits, articles=articles)["period"].dt.strftime("%Y-%m").tolist()
    ['2031-03', '2031-04']
    """
    one_of(freq, (*_PERIODS, "auto"), "freq")
    need(articles, ["article_id", "date"], "articles")
    dates = pd.to_datetime(articles.set_index(articles["article_id"].astype(str))["date"])
    when = dates.reindex(hits["article_id"].astype(str)).to_numpy()
    dated = ~np.isnat(when)
    days = pd.Series(pd.to_datetime(when), index=hits.index)
    freq = _finest(days) if freq == "auto" else freq
    period = days.dt.to_period(_PERIODS[freq])
    timed = hits.assign(period=period.dt.start_time)[dated]
    out = choice_shares(timed, by=(*choice.pop("by", ()), "period"), articles=articles, **choice)
    out = out[out["period"].notna()]
    return finish(out, **{**out.attrs, "measure": "choice_over_time", "freq": freq, "undated": int((~dated).sum())})


def _finest(days: pd.Series) -> str:
    """The finest period of which the uses need no more than a figure has room for."""
    for freq in ("day", "week", "month"):
        if days.dropna().dt.to_period(_PERIODS[freq]).nunique() <= MOST_PERIODS:
            return freq
    return "year"
