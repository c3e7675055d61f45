"""Candidate competing terms that nobody declared: words that stand in the same slots, in different outlets.

A suggestion to read, not a finding: likeness of contexts also joins antonyms and members of one list.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy import sparse

from cadrage.errors import MeasureError
from cadrage.measure.table import finish, need
from cadrage.measure.uncertainty.ladder import said
from cadrage.measure.vocabulary.counts import Counts, attributes, by_outlet, count, totals
from cadrage.measure.vocabulary.words import NO_WORDS, category_codes, is_one_of, stop_list, unit_codes

# Pairs below share too little to be more than chance: two slots, as one is often a fixed phrase.
MIN_SLOTS = 2
# Words of a part of speech that are compared, most frequent first: the pairs grow with the square.
MAX_WORDS = 1_500


def candidates(
    tokens: pd.DataFrame,
    *,
    declared: Iterable[str] = (),
    pos: Iterable[str] = ("NOUN", "VERB"),
    min_count: int = 5,
    min_texts: int = 3,
    top: int = 50,
    lang: str = "fr",
    **counting,
) -> pd.DataFrame:
    """Pairs of nouns or verbs that stand in like slots and that outlets divide between them, best first.

    A slot is a syntactic neighbour with its relation, or a neighbouring content word; likeness is the cosine of
    positive pointwise mutual information over slots (Turney and Pantel 2010), lowered where the two words stand in
    the same sentences.  Complementarity is the Jensen–Shannon divergence (bits) of the two words' distributions over
    outlets, each use divided by the outlet's words, half a use added everywhere.  estimate = similarity ×
    complementarity.  Pairs of two ``declared`` lemmas are left out.  Columns: term, competitor, pos, n, n_competitor,
    n_articles, n_articles_competitor, similarity, complementarity, estimate, outlet, outlet_competitor (highest rate
    of each), slots (those shared most), note.  Needs the columns head, dep and i.

    >>> rows = [(a, o, i, form, pos, head, dep) for a, o, noun in
    ...         [("a", "Phare", "blocage"), ("b", "Phare", "blocage"), ("c", "Ancre", "fermeture"), ("d", "Ancre", "fermeture")]
    ...         for i, (form, pos, head, dep) in enumerate([("subir", "VERB", 0, "ROOT"), (noun, "NOUN", 0, "obj"),
    ...                                                     ("total", "ADJ", 1, "amod"), ("long", "ADJ", 1, "amod")])]
    >>> names = ["article_id", "outlet", "i", "lemma", "pos", "head", "dep"]
    >>> tokens = pd.DataFrame(rows, columns=names).assign(sentence=0, boilerplate=False, event=None)
    >>> ids = {a: a for a in "abcd"}
    >>> table = candidates(tokens, pos=["NOUN"], min_count=2, min_texts=2, clusters=ids)
    >>> table[["term", "competitor", "outlet", "outlet_competitor"]].values.tolist()
    [['blocage', 'fermeture', 'Phare', 'Ancre']]
    """
    need(tokens, ["article_id", "outlet", "i", "lemma", "pos", "head", "dep", "sentence", "boilerplate"], "tokens")
    declared, found = set(declared), []
    slots = _slots(tokens)
    for part in pos:
        counts = count(tokens, pos=[part], **counting)
        found += _pairs(counts, slots, part, declared, min_count, min_texts, top)
    columns = ["term", "competitor", "pos", "n", "n_competitor", "n_articles", "n_articles_competitor", "similarity"]
    columns += ["complementarity", "estimate", "outlet", "outlet_competitor", "slots", "note"]
    out = pd.DataFrame(found, columns=columns)
    out = out.sort_values(["estimate", "term", "competitor"], ascending=[False, True, True], kind="stable").iloc[:top]
    whole = count(tokens, **counting)
    return finish(
        out, measure="candidates", method="cosine of slots (PPMI) × divergence over outlets", reference="none",
        correction="none", descriptive=True, min_count=min_count, **attributes(whole),
        **said(whole.texts.groupby("outlet").size().to_numpy(), lang=lang),
    )  # fmt: skip


def _slots(tokens: pd.DataFrame) -> dict:
    """Occurrences of (lemma, slot) pairs as codes, with the names of both, and the sentence of every lemma."""
    article, _ = category_codes(tokens["article_id"])
    i = tokens["i"].to_numpy(dtype=np.int64)
    lemma, lemmas = unit_codes(tokens, "lemma")
    relation, relations = category_codes(tokens["dep"])
    content = is_one_of(tokens["pos"], ["NOUN", "PROPN", "VERB", "ADJ", "ADV"]) & (lemma >= 0)
    content &= ~np.append(np.isin(lemmas, list(stop_list("fr"))), False)[lemma]
    usable = content & ~tokens["boilerplate"].to_numpy(dtype=bool)
    head = _place(article, i, tokens["head"].to_numpy(dtype=np.int64))
    here = np.flatnonzero(usable & (head >= 0) & (head != np.arange(len(tokens))))
    here = here[usable[head[here]]]
    width, kinds = len(lemmas), len(relations)
    # Upwards: what governs the word, by which relation; downwards: what the word governs; then its neighbours.
    words = [lemma[here], lemma[head[here]]]
    slots = [relation[here] * width + lemma[head[here]], (kinds + relation[here]) * width + lemma[here]]
    word = ~is_one_of(tokens["pos"], NO_WORDS)
    running = np.flatnonzero(word & usable)
    sentence = tokens["sentence"].to_numpy(dtype=np.int64)
    for one, other in ((running[:-1], running[1:]), (running[1:], running[:-1])):
        near = (article[one] == article[other]) & (sentence[one] == sentence[other])
        words.append(lemma[one[near]])
        slots.append(2 * kinds * width + lemma[other[near]])
    label = [f"{r} ↑" for r in relations] + [f"{r} ↓" for r in relations] + ["±"]
    place = article * (int(sentence.max(initial=0)) + 1) + sentence
    return {
        "words": np.concatenate(words), "slots": np.concatenate(slots), "lemmas": lemmas, "labels": label,
        "lemma": lemma[usable], "sentence": np.unique(place[usable], return_inverse=True)[1],
    }  # fmt: skip


def _place(article: np.ndarray, i: np.ndarray, head: np.ndarray) -> np.ndarray:
    """Row of each token's head, −1 where the table does not hold it."""
    span = int(max(i.max(initial=0), head.max(initial=0))) + 1
    key, wanted = article * span + i, article * span + head
    order = np.argsort(key, kind="stable")
    where = np.minimum(np.searchsorted(key[order], wanted), max(len(key) - 1, 0))
    found = order[where] if len(key) else where
    return np.where(key[found] == wanted, found, -1)


def _pairs(counts: Counts, slots: dict, part: str, declared: set, min_count, min_texts, top) -> list[dict]:
    outlets = counts.outlets()
    if len(outlets) < 2:
        raise MeasureError(f"competing terms were expected to be sought in two outlets at least, not in {len(outlets)}")
    frequency, texts_with = totals(counts)
    keep = np.flatnonzero((frequency >= min_count) & (texts_with >= min(min_texts, len(counts.texts))))
    keep = np.sort(keep[np.argsort(-frequency[keep], kind="stable")[:MAX_WORDS]])
    if len(keep) < 2:
        return []
    terms = counts.terms[keep]
    profile, names = _ppmi(slots, terms)
    likeness = (profile @ profile.T).toarray()
    shared = (profile > 0).astype(float)
    shared = (shared @ shared.T).toarray()
    likeness = likeness * (1 - _together(slots, terms))
    n, _, words, _ = by_outlet(counts, outlets)
    rate = (n[:, keep] + 0.5) / np.maximum(words, 1)[:, None]
    share = rate / rate.sum(axis=0)
    first, second = np.nonzero(np.triu((shared >= MIN_SLOTS) & (likeness > 0), 1))
    divergence = _divergence(share[:, first], share[:, second])
    score = likeness[first, second] * divergence
    best = np.lexsort((second, first, -score))[: 4 * top]
    rows = []
    for a, b in zip(first[best], second[best], strict=True):
        if {terms[a], terms[b]} <= declared:
            continue
        most = profile[[a]].multiply(profile[[b]]).tocoo()
        slot = [names[k] for k in most.col[np.argsort(-most.data, kind="stable")[:5]]]
        # The word with more uses comes first.
        a, b = sorted((a, b), key=lambda k: (-frequency[keep[k]], terms[k]))
        rows.append({
            "term": terms[a], "competitor": terms[b], "pos": part, "n": int(frequency[keep[a]]),
            "n_competitor": int(frequency[keep[b]]), "n_articles": int(texts_with[keep[a]]),
            "n_articles_competitor": int(texts_with[keep[b]]), "similarity": likeness[a, b],
            "complementarity": float(_divergence(share[:, [a]], share[:, [b]])[0]),
            "estimate": likeness[a, b] * float(_divergence(share[:, [a]], share[:, [b]])[0]),
            "outlet": outlets[int(share[:, a].argmax())], "outlet_competitor": outlets[int(share[:, b].argmax())],
            "slots": ", ".join(slot), "note": "",
        })  # fmt: skip
    return rows


def _ppmi(slots: dict, terms: np.ndarray) -> tuple[sparse.csr_array, list[str]]:
    """Rows of unit length: positive pointwise mutual information of terms with the slots that two words share."""
    place = np.full(len(slots["lemmas"]) + 1, -1)
    place[np.searchsorted(slots["lemmas"].astype(str), terms.astype(str))] = np.arange(len(terms))
    row = place[slots["words"]]
    kinds, column = np.unique(slots["slots"], return_inverse=True)
    # Expected counts come from all words, not from the candidates only.
    total, by_column = len(row), np.bincount(column, minlength=len(kinds))
    inside = row >= 0
    shape = (len(terms), len(kinds))
    table = sparse.coo_array((np.ones(inside.sum()), (row[inside], column[inside])), shape=shape).tocsr()
    by_row = np.asarray(table.sum(axis=1)).ravel()
    where = np.repeat(np.arange(len(terms)), np.diff(table.indptr))
    table.data = np.maximum(np.log(table.data * total / (by_row[where] * by_column[table.indices])), 0)
    norm = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    table.data = table.data / np.maximum(norm[where], 1e-300)
    relation, lemma = np.divmod(kinds, len(slots["lemmas"]))
    return table, [f"{slots['labels'][r]} {slots['lemmas'][w]}" for r, w in zip(relation, lemma, strict=True)]


def _together(slots: dict, terms: np.ndarray) -> np.ndarray:
    """Share of the rarer word's sentences in which the other stands too."""
    place = np.full(len(slots["lemmas"]) + 1, -1)
    place[np.searchsorted(slots["lemmas"].astype(str), terms.astype(str))] = np.arange(len(terms))
    row = place[slots["lemma"]]
    inside = row >= 0
    shape = (len(terms), int(slots["sentence"].max(initial=0)) + 1)
    table = sparse.coo_array((np.ones(inside.sum()), (row[inside], slots["sentence"][inside])), shape=shape).tocsr()
    table.data = np.ones_like(table.data)
    both = (table @ table.T).toarray()
    size = np.maximum(np.diag(both), 1)
    return both / np.minimum.outer(size, size)


def _divergence(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    m = (p + q) / 2
    return ((p * np.log2(p / m) + q * np.log2(q / m)) / 2).sum(axis=0)
