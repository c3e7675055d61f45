"""Whom an outlet lets speak: shares of its attributions, share of its words, sources per thousand words."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from cadrage.measure.choice.uses import outlet_names
from cadrage.measure.table import finish, flag_columns, need, one_of
from cadrage.measure.uncertainty.detection import correct_for_detection
from cadrage.measure.uncertainty.independence import texts_that_count
from cadrage.measure.uncertainty.intervals import clustered_share, quasi_poisson_rate
from cadrage.measure.uncertainty.ladder import said
from cadrage.measure.vocabulary.words import NO_WORDS, is_one_of
from cadrage.measure.wording import say

BY = ("speaker", "speaker_kind", "cue_class", "cue_lemma", "type", "zone")


def attribution_shares(
    attributions: pd.DataFrame,
    *,
    by: str = "speaker",
    top: int | None = None,
    outlets: Iterable[str] | None = None,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    precision: float | Mapping[str, float] | None = None,
    recall: float | Mapping[str, float] | None = None,
    n_gold: int | None = None,
    confidence: float = 0.95,
    lang: str = "fr",
) -> pd.DataFrame:
    """Share of each speaker (or kind, cue class, cue, type, zone) among an outlet's attributions.

    Intervals are simultaneous over the rows of an outlet (Bonferroni), over texts (Wilson at the effective n, t).
    ``top`` keeps the most frequent values of the corpus and pools the others.  Measured ``precision`` and ``recall``
    of the detector for these attributions (one value, or one per outlet) correct and widen the shares (Rogan–Gladen;
    column ``observed`` keeps what was counted).

    Columns: outlet, (by), n, total (attributions of the outlet), estimate, low, high, n_articles, n_texts, deff,
    flags, note, rows (labels of the counted attributions).  Raises :class:`~cadrage.errors.MeasureError` for an
    unknown ``by`` or a missing column.

    >>> attributions = pd.DataFrame({"article_id": ["a", "a", "b"], "outlet": "Le Phare",
    ...     "speaker": ["ministère", "syndicat", "ministère"]})
    >>> attribution_shares(attributions)[["speaker", "n", "total", "n_articles", "rows"]].values.tolist()
    [['ministère', 2, 3, 2, array([0, 2])], ['syndicat', 1, 3, 1, array([1])]]
    """
    one_of(by, BY, "by")
    need(attributions, ["article_id", "outlet", by], "attributions")
    kept = _independent(attributions[["article_id", "outlet", by]], articles, clusters)
    place, values = _by_frequency(kept[by], say("no cue" if by.startswith("cue") else "no speaker", lang))
    if top is not None and len(values) > top:
        place, values = np.minimum(place, top), [*values[:top], say("others", lang)]
    names = outlet_names(attributions, outlets, articles)
    # Simultaneous over the values shown: each interval at (1 − confidence)/number of values.
    each = 1 - (1 - confidence) / max(1, len(values))
    text, row = kept["text"].to_numpy(), kept["row"].to_numpy()
    records = []
    for outlet in names:
        mine = np.flatnonzero(kept["outlet"] == outlet)
        shares = _shares(place[mine], text[mine], row[mine], len(values), each)
        records += [{"outlet": outlet, by: v} | share for v, share in zip(values, shares, strict=True)]
    columns = ["outlet", by, "n", "total", "estimate", "low", "high", "n_articles", "n_texts", "deff"]
    out = pd.DataFrame(records, columns=[*columns, "rows", "single", "half"])
    total, n = out["total"].to_numpy(), out["n"].to_numpy()
    facts = {"none": total == 0, "one text": out["n_texts"].to_numpy() == 1, "few": (n > 0) & (n < 5)}
    facts |= {"single text": out["single"].to_numpy(bool), "one text dominates": out["half"].to_numpy(bool)}
    out = out.assign(**flag_columns(facts, lang=lang))[[*columns, "flags", "note", "rows"]]
    behind = out.loc[out["total"] > 0, "n_texts"].to_numpy()
    out = finish(
        out, measure="attribution_shares", method="share of attributions over texts; Wilson at the effective n with t",
        unit="attribution", by=by, reference="none", confidence=confidence,
        correction=f"simultaneous over {len(values)} values (Bonferroni)",
        n_texts=int(attributions["article_id"].nunique()), n_clusters=_texts(kept), **said(behind, lang=lang),
    )  # fmt: skip
    if precision is None and recall is None:
        return out
    return correct_for_detection(out, precision=precision or 1.0, recall=recall or 1.0, n_gold=n_gold, lang=lang)


def speech_shares(
    tokens: pd.DataFrame,
    *,
    by: str = "outlet",
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    confidence: float = 0.95,
    lang: str = "fr",
) -> pd.DataFrame:
    """How much of an outlet (or of each article) is other people's speech, in words.

    Takes tokens, or the words of each article by voice (:func:`words_by_voice`, ``study.words``).
    Columns: outlet, (article_id where ``by`` is "article"), n (words attributed), total (words), estimate, low, high
    (over texts; none for a single article), n_articles (texts with reported speech), n_texts, flags, note.

    >>> tokens = pd.DataFrame({"article_id": ["a"] * 4, "outlet": "Le Phare", "pos": ["NOUN", "VERB", "NOUN", "PUNCT"],
    ...     "voice": ["attributed", "attributed", "narrator", "narrator"], "boilerplate": False})
    >>> speech_shares(tokens)[["n", "total", "estimate"]].round(3).values.tolist()
    [[2.0, 3.0, 0.667]]
    """
    one_of(by, ("outlet", "article"), "by")
    words = tokens if "narrator" in tokens else words_by_voice(tokens)
    texts = words[["article_id", "outlet"]].assign(
        n=words["attributed"].astype(float), total=words["narrator"].astype(float) + words["attributed"]
    )
    kept = _independent(texts, articles, clusters)
    groups = kept.groupby("outlet") if by == "outlet" else kept.groupby(["outlet", "article_id"])
    records = []
    for key, group in groups:
        share = clustered_share(group["n"], group["total"], confidence=confidence)
        head = {"outlet": key} if by == "outlet" else {"outlet": key[0], "article_id": key[1]}
        sizes = {"n": int(group["n"].sum()), "total": int(group["total"].sum()), "estimate": share.estimate}
        records.append(head | sizes | {"low": share.low, "high": share.high, "n_texts": share.n_texts,
                                       "n_articles": int((group["n"] > 0).sum())})  # fmt: skip
    keys = ["outlet"] if by == "outlet" else ["outlet", "article_id"]
    columns = [*keys, "n", "total", "estimate", "low", "high", "n_articles", "n_texts"]
    out = pd.DataFrame(records, columns=columns)
    facts = {"none": out["total"].to_numpy() == 0, "one text": out["n_texts"].to_numpy() == 1}
    out = out.assign(**flag_columns(facts, lang=lang))
    return finish(
        out, measure="speech_shares", method="share of words in reported speech; Wilson at the effective n with t",
        unit="word", reference="none", correction="none", confidence=confidence, n_tokens=int(kept["total"].sum()),
        n_texts=len(texts), n_clusters=len(kept), **said(kept.groupby("outlet").size().to_numpy(), lang=lang),
    )  # fmt: skip


def words_by_voice(tokens: pd.DataFrame) -> pd.DataFrame:
    """Words of each article in each voice: article_id, outlet, event, narrator, attributed; boilerplate left out.

    >>> tokens = pd.DataFrame({"article_id": ["a"] * 4, "outlet": "Le Phare", "pos": ["NOUN", "VERB", "NOUN", "PUNCT"],
    ...     "voice": ["attributed", "attributed", "narrator", "narrator"], "boilerplate": False})
    >>> words_by_voice(tokens)[["article_id", "narrator", "attributed"]].values.tolist()
    [['a', 1, 2]]
    """
    need(tokens, ["article_id", "outlet", "pos", "voice", "boilerplate"], "tokens")
    word = ~is_one_of(tokens["pos"], NO_WORDS) & ~tokens["boilerplate"].to_numpy(dtype=bool)
    spoken = word & is_one_of(tokens["voice"], ["attributed"])
    ids = tokens["article_id"].astype("category").cat.remove_unused_categories()
    code, size = ids.cat.codes.to_numpy(), len(ids.cat.categories)
    texts = pd.DataFrame({"article_id": ids.cat.categories.astype(str)})
    about = ["article_id", "outlet", *(["event"] if "event" in tokens else [])]
    texts = texts.merge(tokens[about].astype(object).drop_duplicates("article_id"), on="article_id")
    texts["narrator"] = np.bincount(code[word & ~spoken], minlength=size)
    texts["attributed"] = np.bincount(code[spoken], minlength=size)
    return texts


def sources_per_1000(
    attributions: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    count: str = "speakers",
    clusters: Mapping[str, str] | pd.Series | None = None,
    confidence: float = 0.95,
    lang: str = "fr",
) -> pd.DataFrame:
    """Sources (distinct named speakers of a text) or attributions per 1,000 words, with quasi-Poisson error.

    Articles without any attribution count with their words.  Columns: outlet, n, total (words), estimate (per 1,000
    words), low, high, n_articles (texts with a source), n_texts, dispersion, flags, note, rows.

    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": "Le Phare", "n_words": [400, 600]})
    >>> attributions = pd.DataFrame({"article_id": ["a", "a", "b"], "outlet": "Le Phare",
    ...     "speaker": ["ministère", "ministère", None]})
    >>> sources_per_1000(attributions, articles=articles)[["n", "total", "estimate", "rows"]].values.tolist()
    [[1, 1000, 1.0, array([0, 1])]]
    """
    one_of(count, ("speakers", "attributions"), "count")
    need(attributions, ["article_id", "outlet", "speaker"], "attributions")
    need(articles, ["article_id", "outlet", "n_words"], "articles")
    texts = _independent(articles[["article_id", "outlet", "n_words"]], articles, clusters)
    at = pd.Index(texts["article_id"].astype(str)).get_indexer(attributions["article_id"].astype(str))
    speaker, names = pd.factorize(attributions["speaker"])
    here = (at >= 0) & ((speaker >= 0) | (count == "attributions"))
    at, speaker = at[here], speaker[here]
    if count == "speakers":
        # Each speaker of a text once.
        at = np.unique(at * len(names) + speaker) // max(1, len(names))
    texts = texts.assign(n=np.bincount(at, minlength=len(texts)))
    whose, labels = attributions["outlet"].astype(str)[here], attributions.index.to_numpy()[here]
    records = []
    for outlet, group in texts.groupby(texts["outlet"].astype(str)):
        sizes = group["n_words"].to_numpy(dtype=float)
        rate, dispersion = quasi_poisson_rate(group["n"], sizes, confidence=confidence)
        records.append({
            "outlet": outlet, "n": int(group["n"].sum()), "total": int(sizes.sum()), "estimate": rate.estimate,
            "low": rate.low, "high": rate.high, "n_articles": int((group["n"] > 0).sum()), "n_texts": rate.n_texts,
            "dispersion": dispersion, "rows": labels[(whose == outlet).to_numpy()],
        })  # fmt: skip
    columns = ["outlet", "n", "total", "estimate", "low", "high", "n_articles", "n_texts", "dispersion"]
    out = pd.DataFrame(records, columns=[*columns, "rows"])
    facts = {"one text": out["n_texts"].to_numpy() == 1, "few": out["n"].to_numpy() < 5}
    out = out.assign(**flag_columns(facts, lang=lang))[[*columns, "flags", "note", "rows"]]
    return finish(
        out, measure="sources_per_1000", method="rate per 1,000 words, quasi-Poisson t interval on the log scale",
        unit="distinct named speaker of a text" if count == "speakers" else "attribution", reference="none",
        correction="none", confidence=confidence, n_tokens=int(texts["n_words"].sum()), n_texts=len(articles),
        n_clusters=len(texts), **said(out["n_texts"].to_numpy(), lang=lang),
    )  # fmt: skip


def _independent(table: pd.DataFrame, articles, clusters) -> pd.DataFrame:
    """Rows of the articles that count (one per outlet and independent text), with columns ``text`` and ``row``."""
    keep, text = texts_that_count(table, clusters=clusters, articles=articles)
    return table.assign(row=table.index, text=text)[keep]


def _by_frequency(column: pd.Series, missing: str) -> tuple[np.ndarray, list[str]]:
    """The number of each row's value and the values, most frequent first; what is missing has a name of its own.

    >>> place, values = _by_frequency(pd.Series(["b", None, "a", "b"]), "none")
    >>> place.tolist(), values
    ([0, 2, 1, 0], ['b', 'a', 'none'])
    """
    codes, found = pd.factorize(column)
    merged, names = pd.factorize(np.array([*found.astype(object), missing], dtype=object))
    n = np.bincount(merged[codes], minlength=len(names))
    order = sorted(np.flatnonzero(n), key=lambda k: (-n[k], names[k]))
    place = np.empty(len(names), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place[merged[codes]], [names[k] for k in order]


def _shares(value, text, row, size: int, confidence: float) -> list[dict]:
    """Share of each value among one outlet's rows: value and text as numbers, row as the index label."""
    text = np.unique(text, return_inverse=True)[1]
    total = np.bincount(text)
    # All values that never occur here have the same interval.
    nothing = clustered_share(np.zeros(len(total)), total, confidence=confidence)
    result = []
    for v in range(size):
        mine = np.flatnonzero(value == v)
        n = np.bincount(text[mine], minlength=len(total))
        share = clustered_share(n, total, confidence=confidence) if len(mine) else nothing
        count, most = len(mine), int(n.max(initial=0))
        result.append({
            "n": count, "total": len(value), "estimate": share.estimate, "low": share.low, "high": share.high,
            "n_articles": int((n > 0).sum()), "n_texts": share.n_texts, "deff": share.deff,
            "rows": row[mine], "single": 0 < count == most and len(total) > 1,
            "half": most < count < 2 * most,
        })  # fmt: skip
    return result


def _texts(kept: pd.DataFrame) -> int:
    return len(kept[["outlet", "text"]].drop_duplicates())
