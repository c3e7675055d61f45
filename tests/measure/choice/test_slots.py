"""Slots added up over batches: the counts are those of a plain count, however they wait and are shared out."""

from collections import Counter

import numpy as np
import pytest
from common import token_table

from cadrage.measure.choice import slots as module
from cadrage.measure.choice.slots import COLUMNS, Slots

LETTERS = "port quai digue grue bateau marin vague vent".split()


def _tokens():
    rng = np.random.default_rng(4)
    return token_table({f"a{k:02d}": " ".join(rng.choice(LETTERS, size=20)) for k in range(12)})


def _plainly(tokens, words) -> Counter:
    """Neighbours and relations of some words, counted one by one."""
    seen = Counter()
    for _, article in tokens.groupby("article_id", observed=True):
        lemma, head = article["lemma"].astype(str).tolist(), article["head"].tolist()
        for one, other in zip(lemma, lemma[1:], strict=False):
            seen[f"± {other}", one] += 1
            seen[f"± {one}", other] += 1
        for k, governor in enumerate(head):
            if k != governor:
                seen[f"dep ↑ {lemma[governor]}", lemma[k]] += 1
                seen[f"dep ↓ {lemma[k]}", lemma[governor]] += 1
    return Counter({(slot, word): n for (slot, word), n in seen.items() if word in words}), sum(seen.values())


@pytest.mark.parametrize("shares", [1, 3, 16])
@pytest.mark.parametrize("waiting", [1, 10_000])
@pytest.mark.parametrize("batch", [1, 5, 12])
def test_counts_are_those_of_a_plain_count(monkeypatch, shares, waiting, batch):
    monkeypatch.setattr(module, "_SHARES", shares)
    monkeypatch.setattr(module, "_WAITING", waiting)
    tokens, words = _tokens(), ["marin", "port", "vent"]
    slots, articles = Slots([words]), tokens["article_id"].unique().tolist()
    for k in range(0, len(articles), batch):
        slots.add(tokens.loc[tokens["article_id"].isin(articles[k : k + batch]), COLUMNS])
    found = slots.profile()
    names, table = found.names(np.arange(len(found.by_slot))), found.table.toarray()
    counted = {(s, w): int(table[i, j]) for i, w in enumerate(words) for j, s in enumerate(names) if table[i, j]}
    expected, total = _plainly(tokens, words)
    assert counted == dict(expected) and found.total == total
    assert len(set(names)) == len(names)
    # Nothing is kept of what was handed out.
    assert not any(slots._seen.shares)
