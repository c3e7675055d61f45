"""Candidate competing terms that nobody declared: words that stand in the same slots, in different outlets.

A suggestion to read, not a finding: likeness of contexts also joins antonyms and members of one list.
"""

import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from cadrage.errors import MeasureError
from cadrage.measure.choice.slots import COLUMNS, Profile, Slots
from cadrage.measure.table import finish
from cadrage.measure.uncertainty.ladder import said
from cadrage.measure.vocabulary.counts import Counts, attributes, by_outlet
from cadrage.memory import give_back

# Pairs below share too little to be more than chance: two slots, as one is often a fixed phrase.
MIN_SLOTS = 2
# Words of a part of speech that are compared, most frequent first: the pairs grow with the square.
MAX_WORDS = 1_500


def candidates(
    tokens,
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
    of each), slots (those shared most), note.

    ``tokens``: a table of them with head, dep and i, or what looks words up without it (``study.lookup``): it is then
    read in batches.

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
    # Imported here: what looks words up is made of measures.
    from cadrage.lookup import InTokens

    places = InTokens(tokens) if isinstance(tokens, pd.DataFrame) else tokens
    parts, declared = list(pos), set(declared)
    sought = [_sought(places.counts(pos=[part], **counting), min_count, min_texts) for part in parts]
    slots = Slots([words.terms.tolist() for words in sought])
    for batch in places.batches(COLUMNS):
        slots.add(batch)
    give_back()
    profile, found = slots.profile(), []
    give_back()
    for k, (part, words) in enumerate(zip(parts, sought, strict=True)):
        found += _pairs(words, slots, profile, k, part, declared, top)
    columns = ["term", "competitor", "pos", "n", "n_competitor", "n_articles", "n_articles_competitor", "similarity"]
    columns += ["complementarity", "estimate", "outlet", "outlet_competitor", "slots", "note"]
    out = pd.DataFrame(found, columns=columns)
    out = out.sort_values(["estimate", "term", "competitor"], ascending=[False, True, True], kind="stable").iloc[:top]
    # No term: of all words only the texts are asked for.
    whole = places.counts(**{**counting, "terms": ()})
    return finish(
        out, measure="candidates", method="cosine of slots (PPMI) × divergence over outlets", reference="none",
        correction="none", descriptive=True, min_count=min_count, **attributes(whole), **told(whole, lang),
    )  # fmt: skip


def told(counts: Counts, lang: str) -> dict[str, str]:
    """What so many texts can support, as attributes of the result in a language."""
    return said(counts.texts.groupby("outlet").size().to_numpy(), lang=lang)


class _Sought(NamedTuple):
    """The words of one part of speech that are compared: uses, texts with them, share of each outlet in their rates."""

    terms: np.ndarray
    frequency: np.ndarray
    texts_with: np.ndarray
    outlets: list[str]
    share: np.ndarray


def candidates_of(study, *, lang: str = "fr") -> pd.DataFrame:
    """The :func:`candidates` of a study, kept with its tables: all tokens are read for it the first time."""
    who = {"articles": study.articles, "clusters": study.clusters}
    made = study.derived("candidates", sys.modules[__name__], lambda: candidates(study.lookup, **who))
    # What is kept speaks French.
    if lang != "fr":
        made.attrs |= told(study.counts(terms=(), **who), lang)
    return made


def _sought(counts: Counts, min_count: int, min_texts: int) -> _Sought:
    outlets = counts.outlets()
    if len(outlets) < 2:
        raise MeasureError(f"competing terms were expected to be sought in two outlets at least, not in {len(outlets)}")
    frequency, texts_with = counts.totals
    keep = np.flatnonzero((frequency >= min_count) & (texts_with >= min(min_texts, len(counts.texts))))
    keep = np.sort(keep[np.argsort(-frequency[keep], kind="stable")[:MAX_WORDS]])
    n, _, words, _ = by_outlet(replace(counts, matrix=counts.matrix[:, keep], terms=counts.terms[keep]), outlets)
    rate = (n + 0.5) / np.maximum(words, 1)[:, None]
    return _Sought(counts.terms[keep], frequency[keep], texts_with[keep], outlets, rate / rate.sum(axis=0))


def _pairs(words: _Sought, slots: Slots, found: Profile, k: int, part: str, declared: set, top: int) -> list[dict]:
    """The best pairs of the words of the k-th part of speech."""
    terms, frequency, share = words.terms, words.frequency, words.share
    if len(terms) < 2:
        return []
    profile = _ppmi(found, slots.groups[k])
    likeness = (profile @ profile.T).toarray()
    shared = (profile > 0).astype(float)
    shared = (shared @ shared.T).toarray()
    both = slots.together[k]
    # Lowered by the share of the rarer word's sentences in which the other stands too.
    size = np.maximum(np.diag(both), 1)
    likeness = likeness * (1 - both / np.minimum.outer(size, size))
    first, second = np.nonzero(np.triu((shared >= MIN_SLOTS) & (likeness > 0), 1))
    score = likeness[first, second] * _divergences(share, first, second)
    rows = []
    for at in np.lexsort((second, first, -score))[: 4 * top].tolist():
        a, b = int(first[at]), int(second[at])
        if {terms[a], terms[b]} <= declared:
            continue
        most = profile[[a]].multiply(profile[[b]]).tocoo()
        slot = found.names(most.col[np.argsort(-most.data, kind="stable")[:5]])
        # The word with more uses comes first.
        a, b = sorted((a, b), key=lambda k: (-frequency[k], terms[k]))
        apart = float(_divergences(share, np.array([a]), np.array([b]))[0])
        rows.append({
            "term": terms[a], "competitor": terms[b], "pos": part, "n": int(frequency[a]),
            "n_competitor": int(frequency[b]), "n_articles": int(words.texts_with[a]),
            "n_articles_competitor": int(words.texts_with[b]), "similarity": likeness[a, b], "complementarity": apart,
            "estimate": likeness[a, b] * apart, "outlet": words.outlets[int(share[:, a].argmax())],
            "outlet_competitor": words.outlets[int(share[:, b].argmax())], "slots": ", ".join(slot), "note": "",
        })  # fmt: skip
    return rows


def _ppmi(found: Profile, words: np.ndarray) -> sparse.csr_array:
    """Rows of unit length: positive pointwise mutual information of some words with the slots."""
    table = found.table[words].astype(float)
    by_row = np.asarray(table.sum(axis=1)).ravel()
    where = np.repeat(np.arange(len(words), dtype=np.int32), np.diff(table.indptr))
    # Expected counts come from all words, not from the candidates only.
    table.data *= found.total
    table.data /= by_row[where] * found.by_slot[table.indices]
    table.data = np.maximum(np.log(table.data, out=table.data), 0, out=table.data)
    norm = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    table.data /= np.maximum(norm[where], 1e-300)
    table.eliminate_zeros()
    return table


def _divergences(share: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Jensen–Shannon divergence (bits) of the distributions of pairs of words, some at a time: there may be a million."""
    starts = range(0, len(first), 100_000)
    parts = [_divergence(share[:, first[k : k + 100_000]], share[:, second[k : k + 100_000]]) for k in starts]
    return np.concatenate(parts) if parts else np.empty(0)


def _divergence(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    m = (p + q) / 2
    return ((p * np.log2(p / m) + q * np.log2(q / m)) / 2).sum(axis=0)
