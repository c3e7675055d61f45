"""Every measure of vocabulary is the same, to the last bit, however many entries are in memory at a time."""

import numpy as np
import pandas as pd
import pytest
from little_corpus import drawn_tokens
from scipy import sparse

from cadrage.measure import correspondence, count, dispersion, keyness, separation, tfidf, word_shift
from cadrage.measure.uncertainty import permutation
from cadrage.measure.vocabulary import blocks, shift
from cadrage.measure.vocabulary.counts import by_outlet

MEASURES = {
    "keyness": lambda counts: keyness(counts, min_count=2, min_texts=1),
    "keyness of the mean": lambda counts: keyness(counts, min_count=2, reference="mean"),
    "dispersion": lambda counts: dispersion(counts, min_count=1),
    "tfidf": lambda counts: tfidf(counts),
    "shift": lambda counts: word_shift(counts, n_permutations=20),
    "shift from the mean": lambda counts: word_shift(counts, reference="mean", n_permutations=20),
    "correspondence": lambda counts: correspondence(counts, min_count=2, min_texts=1, n_permutations=30),
    "separation by pairs": lambda counts: separation(counts, n_permutations=5),
    "separation by blocks of texts": lambda counts: separation(counts, reference="rest", n_permutations=5),
}


@pytest.fixture(scope="module")
def counts():
    # So many of each outlet that few blocks of entries end where an outlet does.
    return count(drawn_tokens({"X": 14, "Y": 5, "Z": 18}, seed=4))


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_a_measure_does_not_depend_on_the_blocks(counts, measure, monkeypatch):
    whole = measure(counts)
    assert len(list(blocks.blocks(counts.matrix))) == 1
    monkeypatch.setattr(blocks, "SIZE", 50)
    monkeypatch.setattr(permutation, "DRAWN", 90)
    monkeypatch.setattr(shift, "SUMS", 1)
    monkeypatch.setattr(shift, "TERMS", 7)
    assert len(list(blocks.blocks(counts.matrix))) > 10
    pd.testing.assert_frame_equal(measure(counts), whole, check_exact=True)
    assert measure(counts).attrs == whole.attrs


def test_some_outlets_only(counts, monkeypatch):
    monkeypatch.setattr(blocks, "SIZE", 50)
    uses, texts_with, words, texts = by_outlet(counts, ["Z", "X"])
    for k, outlet in enumerate(["Z", "X"]):
        mine = (counts.texts["outlet"] == outlet).to_numpy()
        dense = counts.matrix.toarray()[mine]
        assert (uses[k] == dense.sum(axis=0)).all() and (texts_with[k] == (dense > 0).sum(axis=0)).all()
        assert (words[k], texts[k]) == (counts.texts["n_tokens"][mine].sum(), mine.sum())


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_blocks_hold_every_row_once(size, monkeypatch):
    monkeypatch.setattr(blocks, "SIZE", size)
    # Rows without an entry, and one with more entries than a block.
    matrix = sparse.csr_array([[0, 0, 0, 0], [1, 2, 3, 4], [0, 0, 0, 0], [5, 0, 0, 0], [0, 6, 7, 0], [0, 0, 0, 0]])
    rows = [r for block in blocks.blocks(matrix) for r in range(6)[block]]
    assert rows == list(range(6))
    row, column, value = (np.concatenate(part) for part in zip(*blocks.entries(matrix), strict=True))
    assert sparse.coo_array((value, (row, column)), shape=matrix.shape).toarray().tolist() == matrix.toarray().tolist()


def test_whole_numbers_take_the_smallest_type_that_holds_them():
    for most, kind in ((127, np.int8), (128, np.int16), (40_000, np.int32)):
        matrix = blocks.compact(sparse.csr_array([[0, most], [1, 0]]))
        assert matrix.dtype == kind and matrix.max() == most


def test_counts_can_be_multiplied():
    tokens = drawn_tokens({"X": 2, "Y": 2})
    many = pd.concat([tokens.iloc[:1].assign(lemma="crise")] * 200 + [tokens], ignore_index=True)
    matrix = count(many).matrix
    assert ((matrix.T @ matrix).toarray() == matrix.toarray().T.astype(int) @ matrix.toarray().astype(int)).all()
