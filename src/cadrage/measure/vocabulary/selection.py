"""Which tokens of a table are counted as which term, and which articles count as texts."""

from hashlib import sha256

import numpy as np
import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.table import need, one_of
from cadrage.measure.uncertainty.independence import clusters_or_self, one_per_cluster
from cadrage.measure.vocabulary.words import NO_WORDS, category_codes, is_one_of, merge_codes, stop_list, unit_codes


def select(tokens, unit, ngram, pos, voice, shared, zone, stop, numerals) -> dict:
    """Codes of the unit, which tokens are words at all, which are places of a term, which are counted as a term."""
    one_of(unit, ("lemma", "form"), "unit")
    one_of(voice, ("all", "narrator", "attributed"), "voice")
    if ngram < 1:
        raise MeasureError(f"ngram was expected to be 1 or more, but is {ngram}")
    columns = ["article_id", "outlet", unit, "pos", "boilerplate", *(["i", "sentence"] if ngram > 1 else [])]
    columns += (["voice"] if voice != "all" else []) + (["zone"] if zone else []) + ([] if shared else ["shared"])
    need(tokens, columns, "tokens")
    words = ~is_one_of(tokens["pos"], NO_WORDS) & ~tokens["boilerplate"].to_numpy(dtype=bool)
    place = words.copy()
    if voice != "all":
        place &= is_one_of(tokens["voice"], [voice])
    if zone:
        place &= is_one_of(tokens["zone"], [zone] if isinstance(zone, str) else zone)
    if not shared:
        place &= ~tokens["shared"].to_numpy(dtype=bool)
    codes, values = unit_codes(tokens, unit)
    place &= codes >= 0
    stops = stop_list(stop) if isinstance(stop, str) else frozenset(stop or ())
    is_stop = np.append(np.isin(values, list(stops)), False)[codes]
    right_pos = is_one_of(tokens["pos"], pos) if pos else np.ones(len(tokens), dtype=bool)
    if not numerals:
        is_stop |= is_one_of(tokens["pos"], ["NUM"])
    if ngram == 1:
        return {"codes": codes, "values": values, "words": words, "place": place, "term": place & ~is_stop & right_pos}
    return _ngrams(tokens, ngram, codes, values, words, place, is_stop, right_pos)


def _ngrams(tokens, n, codes, values, words, place, is_stop, right_pos) -> dict:
    """The same for n-grams: a place is a token with n − 1 words right behind it in the same sentence."""
    article, _ = category_codes(tokens["article_id"])
    i, sentence = tokens["i"].to_numpy(dtype=np.int64), tokens["sentence"].to_numpy(dtype=np.int64)
    size = len(tokens)
    first = place.copy()
    some_pos = right_pos.copy()
    key = codes.copy()
    spelled = values.astype(object)
    for step in range(1, n):
        later = np.minimum(np.arange(size) + step, size - 1)
        together = (article[later] == article) & (i[later] == i + step) & (sentence[later] == sentence)
        first &= together & place[later]
        some_pos |= right_pos[later]
        # Two codes become one number, renumbered at once so that it never overflows.
        pair = np.where(first, key * len(values) + codes[later], -1)
        found, key = np.unique(pair, return_inverse=True)
        left, right = np.divmod(found, len(values))
        spelled = np.array([f"{spelled[a]} {values[b]}" if a >= 0 else "" for a, b in zip(left, right, strict=True)])
    last = np.minimum(np.arange(size) + n - 1, size - 1)
    term = first & some_pos & ~is_stop & ~is_stop[last]
    # Sorting the spellings makes the columns independent of the order of the rows.
    order = np.argsort(spelled, kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return {"codes": rank[key], "values": spelled[order].astype(object), "words": words, "place": first, "term": term}


def counted_texts(tokens, outlets, articles, clusters, words, among=None) -> tuple[pd.DataFrame, np.ndarray]:
    """All articles, their row in the matrix (−1 where a duplicate or an outlet left out), and each token's article."""
    code, ids = category_codes(tokens["article_id"])
    size = len(ids)
    if (code < 0).any():
        raise MeasureError("tokens was expected to name an article in every row, but some article_id is missing")
    present = np.bincount(code, minlength=size) > 0
    first = np.zeros(size, dtype=np.int64)
    first[code[::-1]] = np.arange(len(code))[::-1]
    outlet_code, outlet_names = category_codes(tokens["outlet"])
    facts = pd.DataFrame({"article_id": ids, "outlet": outlet_names[outlet_code[first]] if len(code) else ""})
    if "event" in tokens:
        event_code, event_names = category_codes(tokens["event"])
        facts["event"] = np.append(event_names, None)[event_code[first]] if len(code) else None
    else:
        facts["event"] = None
    if clusters is None and articles is None:
        same = _fingerprints(tokens, code, size, words)
        cluster = pd.Series(ids).groupby(same).transform("min").to_numpy(dtype=object)
    else:
        cluster = clusters_or_self(facts["article_id"], clusters=clusters, articles=articles)
    facts["cluster"] = cluster
    facts = texts_of(facts[present], outlets, among)
    place = pd.Index(facts["article_id"]).get_indexer(pd.Index(ids))
    return facts, place[code]


def texts_of(facts: pd.DataFrame, outlets, among=None) -> pd.DataFrame:
    """Articles (article_id, outlet, event, cluster) sorted, those of ``outlets`` and ``among`` only, with n_copies and row.

    ``row`` is the article's row in the matrix: −1 where an equal text of the outlet stands for it.
    """
    facts = facts.sort_values("article_id", ignore_index=True, kind="stable")
    if outlets is not None:
        unknown = next((o for o in outlets if o not in set(facts["outlet"])), None)
        if unknown is not None:
            raise MeasureError(f"outlets was expected to name outlets of the corpus, but {unknown!r} is not one")
        facts = facts[facts["outlet"].isin(list(outlets))].reset_index(drop=True)
    if among is not None:
        facts = facts[facts["article_id"].astype(object).isin(list(among))].reset_index(drop=True)
    groups = one_per_cluster(facts["outlet"].to_numpy(), facts["article_id"].to_numpy(), facts["cluster"].to_numpy())
    facts["n_copies"] = groups["n_copies"].to_numpy()
    chosen = (groups["counted"] == groups["article_id"]).to_numpy()
    facts["row"] = np.where(chosen, np.cumsum(chosen) - 1, -1)
    return facts


def _fingerprints(tokens, article: np.ndarray, size: int, words: np.ndarray) -> np.ndarray:
    """One number per article that is equal for equal sequences of words (forms where the table has them)."""
    codes, _ = merge_codes(*category_codes(tokens["form" if "form" in tokens else "lemma"]))
    where = np.flatnonzero(words)
    if (np.diff(article[where]) < 0).any():
        where = where[np.argsort(article[where], kind="stable")]
    codes, ends = codes[where], np.cumsum(np.bincount(article[where], minlength=size))
    seen: dict[bytes, int] = {}
    number, start = np.empty(size, dtype=np.int64), 0
    for k, end in enumerate(ends.tolist()):
        # An article without any word is like no other.
        digest = sha256(codes[start:end].tobytes()).digest() if end > start else str(k).encode()
        number[k] = seen.setdefault(digest, k)
        start = end
    return number
