"""What a corpus covers: articles, days, lengths and losses by outlet, and whether the outlets can be compared."""

import numpy as np
import pandas as pd

from cadrage.read.duplicates import duplicates
from cadrage.read.flags import PAYWALLED, TRUNCATED

# Beyond these, a difference between outlets may be one of the corpus: rules of thumb, stated in each remark.
_TIMES_ARTICLES = 3.0
_TIMES_LENGTH = 2.0
_SHARE = 0.10
_OVERLAP = 0.5

_REMARKS = {
    "fr": {
        "articles": "{big} a {n_big} articles, {small} {n_small} : comparez des parts, non des nombres.",
        "length": "L’article médian de {big} compte {n_big} mots, celui de {small} {n_small} : ce qui est court dit moins.",
        "period": "{a} va du {a_first} au {a_last}, {b} du {b_first} au {b_last} : moins de la moitié de la période est commune.",
        "truncated": "{outlet} : {share} des articles ({n} sur {total}) semblent tronqués ou réservés aux abonnés.",
        "duplicates": "{outlet} : {share} des articles ({n} sur {total}) répètent un autre article du même média.",
        "undated": "{outlet} : {n} articles sur {total} n’ont pas de date.",
    },
    "en": {
        "articles": "{big} has {n_big} articles, {small} {n_small}: compare shares, not numbers.",
        "length": "The median article of {big} has {n_big} words, that of {small} {n_small}: what is short says less.",
        "period": "{a} runs from {a_first} to {a_last}, {b} from {b_first} to {b_last}: less than half of the time is common.",
        "truncated": "{outlet}: {share} of the articles ({n} of {total}) look truncated or are behind a paywall.",
        "duplicates": "{outlet}: {share} of the articles ({n} of {total}) repeat another article of the same outlet.",
        "undated": "{outlet}: {n} of {total} articles have no date.",
    },
}  # fmt: skip


def coverage(articles: pd.DataFrame, *, passages: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per outlet: n_articles, n_undated, first, last, n_days, n_missing_days, n_sections, words_low,
    words_median, words_high (quartiles), n_cut (truncated or behind a paywall), n_duplicates, shared.

    ``n_missing_days`` counts days on which another outlet has an article and this one has none, within the corpus;
    ``n_duplicates`` are articles that repeat an earlier one of the outlet (:func:`~cadrage.read.duplicates.duplicates`);
    ``shared`` is the share of characters in shared passages, 0 to 1, missing without ``passages``.

    >>> articles = pd.DataFrame({"article_id": ["1", "2"], "outlet": ["X", "Y"], "date": pd.to_datetime(["2017-05-02", None]),
    ...                          "section": None, "text": ["Un pont.", "Une rive."], "n_words": 2, "warnings": [[], []]})
    >>> coverage(articles)[["outlet", "n_articles", "n_undated"]].values.tolist()
    [['X', 1, 0], ['Y', 1, 1]]
    """
    days = set(articles["date"].dropna())
    twice = duplicates(articles)
    # The first of each group within an outlet counts; what follows repeats it.
    repeated = set(twice.loc[twice.duplicated(["cluster", "outlet"]), "article_id"])
    rows = []
    for outlet, part in articles.groupby("outlet", sort=True):
        dates = part["date"].dropna()
        low, median, high = np.percentile(part["n_words"].astype(float), [25, 50, 75])
        cut = part["warnings"].map(lambda said: any(w.startswith((PAYWALLED, TRUNCATED)) for w in said))
        rows.append(
            {
                "outlet": outlet,
                "n_articles": len(part),
                "n_undated": int(part["date"].isna().sum()),
                "first": dates.min() if len(dates) else pd.NaT,
                "last": dates.max() if len(dates) else pd.NaT,
                "n_days": dates.nunique(),
                "n_missing_days": len(days - set(dates)),
                "n_sections": part["section"].nunique(),
                "words_low": low,
                "words_median": median,
                "words_high": high,
                "n_cut": int(cut.sum()),
                "n_duplicates": int(part["article_id"].isin(repeated).sum()),
                "shared": np.nan if passages is None else _shared(part, passages),
            }
        )
    return pd.DataFrame(rows)


def remarks(covered: pd.DataFrame, *, lang: str = "fr") -> list[str]:
    """Plain sentences where outlets are hardly comparable; none where nothing stands out.

    >>> rows = {"outlet": ["X", "Y"], "n_articles": [40, 4], "n_undated": 0, "first": pd.NaT, "last": pd.NaT,
    ...         "words_median": 300.0, "n_cut": 0, "n_duplicates": 0}
    >>> remarks(pd.DataFrame(rows), lang="en")
    ['X has 40 articles, Y 4: compare shares, not numbers.']
    """
    say = _REMARKS[lang]
    out = []
    for key, column, times in (("articles", "n_articles", _TIMES_ARTICLES), ("length", "words_median", _TIMES_LENGTH)):
        values = covered.set_index("outlet")[column]
        if len(values) > 1 and values.max() > times * max(values.min(), 1):
            big, small = values.idxmax(), values.idxmin()
            out.append(
                say[key].format(big=big, small=small, n_big=f"{values[big]:.0f}", n_small=f"{values[small]:.0f}")
            )
    dated = covered.dropna(subset=["first"])
    if len(dated) > 1:
        a, b = dated.loc[dated["last"].idxmin()], dated.loc[dated["first"].idxmax()]
        whole = (dated["last"].max() - dated["first"].min()).days + 1
        if whole > 1 and (a["last"] - b["first"]).days + 1 < _OVERLAP * whole:
            day = lambda value: value.strftime("%d/%m/%Y" if lang == "fr" else "%Y-%m-%d")  # noqa: E731
            out.append(
                say["period"].format(
                    a=a["outlet"],
                    a_first=day(a["first"]),
                    a_last=day(a["last"]),
                    b=b["outlet"],
                    b_first=day(b["first"]),
                    b_last=day(b["last"]),
                )  # fmt: skip
            )
    for key, column in (("truncated", "n_cut"), ("duplicates", "n_duplicates"), ("undated", "n_undated")):
        for row in covered.itertuples():
            n = getattr(row, column)
            if n > _SHARE * row.n_articles:
                share = f"{n / row.n_articles:.0%}" if lang == "en" else f"{100 * n / row.n_articles:.0f}\u202f%"
                out.append(say[key].format(outlet=row.outlet, share=share, n=n, total=row.n_articles))
    return out


def _shared(part: pd.DataFrame, passages: pd.DataFrame) -> float:
    """The share of characters of some articles that stand in shared passages, overlaps counted once."""
    inside = 0
    for _, spans in passages[passages["article_id"].isin(part["article_id"])].groupby("article_id", observed=True):
        end = 0
        for start, stop in sorted(zip(spans["start"], spans["end"], strict=True)):
            inside += max(0, int(stop) - max(int(start), end))
            end = max(end, int(stop))
    total = part["text"].str.len().sum()
    return inside / total if total else 0.0
