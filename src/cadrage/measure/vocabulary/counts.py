"""How often each term stands in each text: the matrix every measure of vocabulary starts from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from cadrage.errors import MeasureError
from cadrage.measure.vocabulary.blocks import entries, totals
from cadrage.measure.vocabulary.selection import counted_texts, select
from cadrage.measure.vocabulary.words import is_one_of


@dataclass(frozen=True)
class Counts:
    """Texts × terms: a sparse matrix, the texts (article_id, outlet, event, cluster, n_tokens, n_copies), the terms.

    ``n_tokens`` counts all words of the chosen voice and zone (n-grams: all their places), before parts of speech
    and stop list.  ``profile`` says how it was counted; ``n_articles`` includes duplicates.
    """

    matrix: sparse.csr_array
    texts: pd.DataFrame
    terms: np.ndarray
    profile: dict
    n_articles: int

    def outlets(self) -> list[str]:
        """The outlets, sorted."""
        return self._coded[1].tolist()

    @cached_property
    def _coded(self) -> tuple[np.ndarray, np.ndarray]:
        """The number of each text's outlet, and the outlets, sorted: names are compared once for all measures."""
        codes, names = pd.factorize(self.texts["outlet"].to_numpy(dtype=object), sort=True)
        return codes, names

    @cached_property
    def totals(self) -> tuple[np.ndarray, np.ndarray]:
        """Frequency and number of texts of every term, over all outlets."""
        return totals(self.matrix)


def count(
    tokens: pd.DataFrame,
    *,
    unit: str = "lemma",
    ngram: int = 1,
    pos: Iterable[str] | None = None,
    voice: str = "all",
    shared: bool = True,
    zone: str | Iterable[str] | None = None,
    stop: str | Iterable[str] | None = "fr",
    numerals: bool = False,
    outlets: Iterable[str] | None = None,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    among: Iterable[str] | None = None,
    terms: Iterable[str] | None = None,
) -> Counts:
    """Count the terms of every independent text in a table of tokens.

    Boilerplate, punctuation and symbols are never counted; ``shared=False`` leaves shared copy out; numerals stay
    apart unless asked for.  N-grams stand inside a sentence without punctuation between their words; one with a
    stop word at either end is left out, and ``pos`` is asked of at least one of its words.  Equal texts of an outlet
    count once (``clusters``, else ``sha256`` of ``articles``, else equal sequences of words).  ``among`` names articles:
    the others do not exist, not even as the copy that counts; ``terms`` keeps the columns of some terms.  Raises
    :class:`~cadrage.errors.MeasureError` for an unknown unit, voice or outlet, or a missing column.

    >>> tokens = pd.DataFrame({"article_id": "a1", "outlet": "Le Phare", "event": None, "i": range(5), "sentence": 0,
    ...     "form": ["Le", "port", ",", "le", "port"], "lemma": ["le", "port", ",", "le", "port"],
    ...     "pos": ["DET", "NOUN", "PUNCT", "DET", "NOUN"], "voice": "narrator", "zone": "body", "shared": False,
    ...     "boilerplate": False})
    >>> counts = count(tokens)
    >>> counts.terms.tolist(), counts.matrix.toarray().tolist(), counts.texts["n_tokens"].tolist()
    (['port'], [[2]], [4])
    """
    selection = select(tokens, unit, ngram, pos, voice, shared, zone, stop, numerals)
    texts, article = counted_texts(tokens, outlets, articles, clusters, selection["words"], among)
    row = np.append(texts["row"].to_numpy(), -1)[article]  # the last place is for articles left out
    inside = selection["term"] & (row >= 0)
    if terms is not None:
        inside &= np.append(np.isin(selection["values"], list(terms)), False)[selection["codes"]]
    codes = selection["codes"][inside]
    used = np.bincount(codes, minlength=len(selection["values"])) > 0
    column = np.cumsum(used) - 1
    kept = texts[texts["row"] >= 0].reset_index(drop=True)
    shape = (len(kept), int(used.sum()))
    places = row[inside].astype(np.int32), column[codes].astype(np.int32)
    matrix = sparse.coo_array((np.ones(len(codes), dtype=np.int32), places), shape=shape).tocsr()
    places = row[selection["place"] & (row >= 0)]
    kept["n_tokens"] = np.bincount(places, minlength=len(kept)).astype(np.int64)
    kept = kept[["article_id", "outlet", "event", "cluster", "n_tokens", "n_copies"]]
    values = selection["values"][used]
    boilerplate = int(tokens["boilerplate"].to_numpy(dtype=bool).sum())
    profile = profile_of(boilerplate, unit=unit, ngram=ngram, pos=pos, voice=voice, shared=shared, zone=zone, stop=stop)
    return Counts(matrix, kept, values, profile, len(texts))


def profile_of(n_boilerplate: int, *, unit, ngram, pos, voice, shared, zone, stop) -> dict:
    """How it was counted, for the attributes of results."""
    return {
        "unit": unit if ngram == 1 else f"{unit} {ngram}-gram",
        "voice": voice,
        "zone": ",".join([zone] if isinstance(zone, str) else zone) if zone else "all",
        "shared": "counted" if shared else "left out",
        "pos": ",".join(sorted(pos)) if pos else "all",
        "stop_list": stop if isinstance(stop, str) else "none" if stop is None else f"{len(set(stop))} words",
        "n_boilerplate": n_boilerplate,
        "profile": "words of the tokens table, punctuation and boilerplate left out, case folded, NFC",
    }


def token_rows(tokens: pd.DataFrame, *, outlet: str | None, term: str, **counting) -> pd.Series:
    """The tokens that :func:`count` counted for a term in an outlet (None: in all): a boolean Series over ``tokens``.

    Of an n-gram the first token is marked.  Takes the keywords of :func:`count`.

    >>> tokens = pd.DataFrame({"article_id": "a1", "outlet": "Le Phare", "event": None, "i": [0, 1], "sentence": 0,
    ...     "form": ["le", "port"], "lemma": ["le", "port"], "pos": ["DET", "NOUN"], "voice": "narrator",
    ...     "zone": "body", "shared": False, "boilerplate": False})
    >>> token_rows(tokens, outlet="Le Phare", term="port").tolist()
    [False, True]
    """
    codes, values = _counted_codes(tokens, counting)
    wanted = np.flatnonzero(values == term)
    mask = np.isin(codes, wanted)
    if outlet is not None:
        mask &= is_one_of(tokens["outlet"], [outlet])
    return pd.Series(mask, index=tokens.index, name="counted")


def term_rows(tokens: pd.DataFrame, terms: Iterable[str], **counting) -> dict[str, np.ndarray]:
    """The labels of the tokens counted for each of many terms, found in one pass over the table.

    Takes the keywords of :func:`count`, and gives what :func:`token_rows` marks in all outlets.

    >>> tokens = pd.DataFrame({"article_id": "a1", "outlet": "Le Phare", "event": None, "i": [0, 1], "sentence": 0,
    ...     "form": ["le", "port"], "lemma": ["le", "port"], "pos": ["DET", "NOUN"], "voice": "narrator",
    ...     "zone": "body", "shared": False, "boilerplate": False})
    >>> {term: rows.tolist() for term, rows in term_rows(tokens, ["port", "phare"]).items()}
    {'port': [1], 'phare': []}
    """
    terms = list(dict.fromkeys(terms))
    codes, values = _counted_codes(tokens, counting)
    of_value = np.append(pd.Index(terms).get_indexer(pd.Index(values)), -1)
    of_token = of_value[codes]
    places = np.flatnonzero(of_token >= 0)
    places = places[np.argsort(of_token[places], kind="stable")]
    ends = np.cumsum(np.bincount(of_token[places], minlength=len(terms)))
    labels = tokens.index.to_numpy()[places]
    return {term: labels[start:end] for term, start, end in zip(terms, [0, *ends], ends, strict=False)}


def _counted_codes(tokens: pd.DataFrame, counting: dict) -> tuple[np.ndarray, np.ndarray]:
    """The code of the term that each token is counted as, −1 where it is not counted, and what the codes stand for."""
    keys = ("unit", "ngram", "pos", "voice", "shared", "zone", "stop", "numerals")
    defaults = {"unit": "lemma", "ngram": 1, "pos": None, "voice": "all", "shared": True, "zone": None}
    chosen = {**defaults, "stop": "fr", "numerals": False, **{k: v for k, v in counting.items() if k in keys}}
    unknown = set(counting) - set(keys) - {"outlets", "articles", "clusters", "among"}
    if unknown:
        raise MeasureError(f"token_rows was expected to get keywords of count, but got {', '.join(sorted(unknown))}")
    selection = select(tokens, *(chosen[k] for k in keys))
    who = {k: counting.get(k) for k in ("outlets", "articles", "clusters", "among")}
    texts, article = counted_texts(tokens, words=selection["words"], **who)
    inside = np.append(texts["row"].to_numpy() >= 0, False)[article]
    return np.where(selection["term"] & inside, selection["codes"], -1), selection["values"]


def counted(tokens: pd.DataFrame | Counts, *, min_count: int = 1, min_texts: int = 1, **counting) -> Counts:
    """Counts made from tokens, or those passed in, with the terms of at least ``min_count`` uses and ``min_texts``.

    The filter is blind to the outlet.  ``min_texts`` never asks for more texts than the smallest outlet has, or no
    word of its own could pass; ``profile`` keeps what was asked in the end.
    """
    if isinstance(tokens, Counts):
        if counting:
            raise MeasureError(f"counts already made cannot be counted otherwise: drop {', '.join(sorted(counting))}")
        counts = tokens
    else:
        counts = count(tokens, **counting)
    if not len(counts.texts):
        raise MeasureError("the table of tokens was expected to hold at least one text, but holds none")
    min_texts = min(min_texts, int(counts.texts.groupby("outlet").size().min()))
    frequency, texts_with = counts.totals
    keep = np.flatnonzero((frequency >= min_count) & (texts_with >= min_texts))
    profile = counts.profile | {"min_count": min_count, "min_texts": min_texts}
    if len(keep) == len(counts.terms):
        return replace(counts, profile=profile)
    return replace(counts, matrix=counts.matrix[:, keep], terms=counts.terms[keep], profile=profile)


def most_frequent(counts: Counts, size: int) -> Counts:
    """The same counts with the most frequent terms only; equal frequencies by the alphabet."""
    if len(counts.terms) <= size:
        return counts
    frequency, _ = counts.totals
    keep = np.sort(np.argsort(-frequency, kind="stable")[:size])
    return replace(counts, matrix=counts.matrix[:, keep], terms=counts.terms[keep])


def outlet_codes(counts: Counts, outlets: list[str]) -> np.ndarray:
    """Number of each text's outlet among some outlets, −1 for another one."""
    codes, names = counts._coded
    place = {outlet: k for k, outlet in enumerate(outlets)}
    return np.array([*(place.get(name, -1) for name in names), -1], dtype=np.int64)[codes]


def cells(counts: Counts, outlets: list[str]) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """For the entries of some outlets, block by block: the text, the place in a flat outlet × term table, the count."""
    group, width = outlet_codes(counts, outlets), len(counts.terms)
    every = bool((group >= 0).all())
    for text, term, n in entries(counts.matrix):
        place = group[text] * width + term
        if every:
            yield text, place, n
        else:
            inside = group[text] >= 0
            yield text[inside], place[inside], n[inside]


def by_outlet(counts: Counts, outlets: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Dense outlet × term counts and document frequencies, and per outlet its words and its texts."""
    group = outlet_codes(counts, outlets)
    member, shape = group >= 0, (len(outlets), len(counts.terms))
    uses, texts_with = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    for _, place, n in cells(counts, outlets):
        np.add.at(uses.ravel(), place, n.astype(float))
        np.add.at(texts_with.ravel(), place, 1)
    words = np.bincount(group[member], weights=counts.texts["n_tokens"].to_numpy()[member], minlength=len(outlets))
    return uses, texts_with, words, np.bincount(group[member], minlength=len(outlets))


def attributes(counts: Counts) -> dict:
    """The attributes that every result made from these counts carries."""
    sizes = {"n_tokens": int(counts.texts["n_tokens"].sum()), "n_texts": counts.n_articles}
    return {**counts.profile, **sizes, "n_clusters": len(counts.texts)}
