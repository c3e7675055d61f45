"""What a corpus covers: articles, days, sections, lengths and losses by outlet, and whether outlets can be compared."""

import numpy as np
import pandas as pd

from cadrage.memory import give_back_pages
from cadrage.numbers import number, percent, whole
from cadrage.read.duplicates import duplicates
from cadrage.read.flags import PAYWALLED, TRUNCATED

# Beyond these, a difference between outlets may be one of the corpus: rules of thumb, stated in each remark.
_TIMES_ARTICLES = 3.0
_TIMES_LENGTH = 2.0
_SHARE = 0.10
_OVERLAP = 0.5
_SHARED = 0.5
NO_SECTION = "no section"
# Texts that are measured at a time.
_TEXTS = 10_000

_REMARKS = {
    "fr": {
        "articles": "{big} a {n_big} articles, {small} {n_small} : comparez des parts, non des nombres.",
        "length": "L’article médian de {big} compte {n_big} mots, celui de {small} {n_small} : ce qui est court dit moins.",
        "period": "{a} va du {a_first} au {a_last}, {b} du {b_first} au {b_last} : moins de la moitié de la période est commune.",
        "n_cut": "Articles qui semblent tronqués ou réservés aux abonnés : {outlets}.",
        "n_duplicates": "Articles qui répètent un autre article du même média : {outlets}.",
        "n_undated": "Articles sans date : {outlets}.",
        "shared": "Plus de la moitié du texte se retrouve ailleurs dans le corpus : {outlets} ; lisez chaque résultat avec et sans copie partagée.",
        "of": "{outlet} ({n} sur {total})",
        "more": "{outlets} et {n} autres",
    },
    "en": {
        "articles": "{big} has {n_big} articles, {small} {n_small}: compare shares, not numbers.",
        "length": "The median article of {big} has {n_big} words, that of {small} {n_small}: what is short says less.",
        "period": "{a} runs from {a_first} to {a_last}, {b} from {b_first} to {b_last}: less than half of the time is common.",
        "n_cut": "Articles that look truncated or are behind a paywall: {outlets}.",
        "n_duplicates": "Articles that repeat another article of the same outlet: {outlets}.",
        "n_undated": "Articles without a date: {outlets}.",
        "shared": "More than half of the text also appears elsewhere in the corpus: {outlets}; read each result with and without shared copy.",
        "of": "{outlet} ({n} of {total})",
        "more": "{outlets} and {n} others",
    },
}  # fmt: skip
# Outlets that a remark names; the table has all.
_NAMED = 6


def coverage(
    articles: pd.DataFrame, *, passages: pd.DataFrame | None = None, twice: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row per outlet: n_articles, n_undated, first, last, n_days, n_missing_days, n_sections, words_low,
    words_median, words_high (quartiles), n_cut (truncated or behind a paywall), n_duplicates, shared.

    ``n_missing_days`` counts days on which another outlet has an article and this one has none, within the corpus;
    ``n_duplicates`` are articles that repeat an earlier one of the outlet (:func:`~cadrage.read.duplicates.duplicates`);
    ``shared`` is the share of characters in shared passages, 0 to 1, missing without ``passages``.  ``rows_n_…`` are the
    index labels of the articles behind a count.  ``twice`` is the table of duplicates where it is known already.

    >>> articles = pd.DataFrame({"article_id": ["1", "2"], "outlet": ["X", "Y"], "date": pd.to_datetime(["2017-05-02", None]),
    ...                          "section": None, "text": ["Un pont.", "Une rive."], "n_words": 2, "warnings": [[], []]})
    >>> coverage(articles)[["outlet", "n_articles", "n_undated"]].values.tolist()
    [['X', 1, 0], ['Y', 1, 1]]
    """
    days = set(articles["date"].dropna())
    ids = articles["article_id"].to_numpy(dtype=object)
    lengths = lengths_of(articles["text"])
    inside = (
        None if passages is None else pd.Series(_inside(passages).reindex(ids, fill_value=0).to_numpy(), articles.index)
    )
    twice = duplicates(articles) if twice is None else twice
    # The first of each group within an outlet counts; what follows repeats it.
    repeats = twice.loc[twice.duplicated(["cluster", "outlet"]), "article_id"].unique()
    repeated = pd.Series(pd.Index(repeats, dtype=object).get_indexer(ids) >= 0, articles.index)
    rows = []
    # Without the texts, of which each part would be a copy.
    facts = articles[["outlet", "date", "section", "n_words", "warnings"]]
    for outlet, part in facts.groupby("outlet", sort=True):
        dates = part["date"].dropna()
        low, median, high = np.percentile(part["n_words"].astype(float), [25, 50, 75])
        behind = {
            "n_articles": pd.Series(True, part.index),
            "n_undated": part["date"].isna(),
            "n_cut": part["warnings"].map(lambda said: any(w.startswith((PAYWALLED, TRUNCATED)) for w in said)),
            "n_duplicates": repeated[part.index],
        }
        rows.append(
            {
                "outlet": outlet,
                **{name: int(mask.sum()) for name, mask in behind.items()},
                "first": dates.min() if len(dates) else pd.NaT,
                "last": dates.max() if len(dates) else pd.NaT,
                "n_days": dates.nunique(),
                "n_missing_days": len(days - set(dates)),
                "n_sections": part["section"].nunique(),
                "words_low": low,
                "words_median": median,
                "words_high": high,
                "shared": np.nan if inside is None else _share(inside[part.index], lengths[part.index]),
                **{f"rows_{name}": tuple(part.index[mask.astype(bool)]) for name, mask in behind.items()},
            }
        )
    out = pd.DataFrame(rows)
    out.attrs = {"measure": "coverage", "rows_of": "articles"}
    return out


def lengths_of(texts: pd.Series) -> pd.Series:
    """How many characters each text has; those that are mapped from disk are read, and let go, some at a time.

    >>> lengths_of(pd.Series(["Le pont", ""])).tolist()
    [7, 0]
    """
    found = [pd.Series([], dtype="int64")]
    for first in range(0, len(texts), _TEXTS):
        found.append(texts.iloc[first : first + _TEXTS].str.len())
        give_back_pages()
    return pd.concat(found[1:] or found)


def sections(articles: pd.DataFrame) -> pd.DataFrame:
    """One row per section and outlet, none or many: section, outlet, n, total, estimate, rows; the commonest section first.

    ``estimate`` is the share of the outlet's articles (``total``).  Articles without a section are counted as such; the
    table is empty where none has one.

    >>> articles = pd.DataFrame({"outlet": ["X", "X", "Y"], "section": ["Mer", "Mer; Ports", None]})
    >>> sections(articles)[["section", "outlet", "n", "total"]].values.tolist()
    [['Mer', 'X', 2, 2], ['Mer', 'Y', 0, 1], ['no section', 'X', 0, 2], ['no section', 'Y', 1, 1]]
    """
    columns = ["section", "outlet", "n", "total", "estimate", "rows"]
    given = articles["section"].astype("object").where(articles["section"].notna(), "").astype(str)
    # A source may give several; the first is where the article stood.
    first = given.str.split(";").str[0].str.strip()
    rows = []
    if first.ne("").any():
        first = first.where(first.ne(""), NO_SECTION)
        total = articles["outlet"].astype(str).value_counts()
        ranks = first.value_counts()
        behind = {key: tuple(part.index) for key, part in first.groupby([first, articles["outlet"].astype(str)])}
        for section in sorted(ranks.index, key=lambda name: (name == NO_SECTION, -ranks[name], name)):
            for outlet in sorted(total.index):
                found, of = behind.get((section, outlet), ()), int(total[outlet])
                rows.append((section, outlet, len(found), of, len(found) / of, found))
    out = pd.DataFrame(rows, columns=columns)
    out.attrs = {"measure": "section_counts", "rows_of": "articles"}
    return out


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
            told = {"n_big": number(values[big], lang), "n_small": number(values[small], lang)}
            out.append(say[key].format(big=big, small=small, **told))
    if pair := _furthest_apart(covered.dropna(subset=["first"])):
        a, b = pair
        day = lambda value: value.strftime("%d/%m/%Y" if lang == "fr" else "%Y-%m-%d")  # noqa: E731
        out.append(
            say["period"].format(
                a=a.outlet,
                a_first=day(a.first),
                a_last=day(a.last),
                b=b.outlet,
                b_first=day(b.first),
                b_last=day(b.last),
            )
        )
    for column in ("n_cut", "n_duplicates", "n_undated"):
        many = covered[covered[column] > _SHARE * covered["n_articles"]]
        named = [
            say["of"].format(outlet=r.outlet, n=whole(getattr(r, column), lang), total=whole(r.n_articles, lang))
            for r in many.itertuples()
        ]
        if named:
            out.append(say[column].format(outlets=_listed(named, say["more"])))
    if "shared" in covered.columns:
        copied = covered[covered["shared"] > _SHARED]
        named = [f"{r.outlet} ({percent(r.shared, lang)})" for r in copied.itertuples()]
        if named:
            out.append(say["shared"].format(outlets=_listed(named, say["more"])))
    return out


def _furthest_apart(dated: pd.DataFrame) -> tuple | None:
    """The two outlets that have the least of their time in common, the earlier first; None where all have half of it."""
    rows = sorted(dated[["outlet", "first", "last"]].itertuples(index=False), key=lambda row: (row.first, row.last))
    least, pair = _OVERLAP, None
    for k, a in enumerate(rows):
        for b in rows[k + 1 :]:
            whole = (max(a.last, b.last) - a.first).days + 1
            common = max(0, (min(a.last, b.last) - b.first).days + 1) / whole
            if whole > 1 and common < least:
                least, pair = common, (a, b)
    return pair


def _listed(named: list[str], more: str) -> str:
    text = ", ".join(named[:_NAMED])
    return more.format(outlets=text, n=len(named) - _NAMED) if len(named) > _NAMED else text


def covered(ids, start: np.ndarray, end: np.ndarray) -> pd.Series:
    """How much of each article some stretches cover, overlaps counted once: a Series by article id.

    >>> covered(["a", "a", "b"], np.array([0, 3, 5]), np.array([4, 6, 9])).tolist()
    [6, 4]
    """
    codes, names = pd.factorize(pd.Series(ids))
    order = np.lexsort((start, codes))
    # Articles laid one behind the other, so that what is covered already is one running maximum.
    shift = codes[order] * (int(end.max(initial=0)) + 1)
    start, end = start[order] + shift, end[order] + shift
    before = np.concatenate([[0], np.maximum.accumulate(end)])[: len(end)]
    fresh = np.maximum(0, end - np.maximum(start, before))
    counts = np.bincount(codes[order], weights=fresh, minlength=len(names)).astype(np.int64)
    return pd.Series(counts, index=names)


def _inside(passages: pd.DataFrame) -> pd.Series:
    """Characters of each article that stand in shared passages."""
    spans = (passages[c].to_numpy(dtype=np.int64) for c in ("start", "end"))
    return covered(passages["article_id"], *spans)


def _share(inside: pd.Series, lengths: pd.Series) -> float:
    """The share of characters of some articles that stand in shared passages."""
    total = lengths.sum()
    return float(inside.sum()) / total if total else 0.0
