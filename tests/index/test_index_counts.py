"""Counts from the index are the counts of the tokens, whatever is asked."""

from pathlib import Path

import pandas as pd
import pytest
from made import random_tokens, same_counts, store_of

from cadrage.index import Index, counts, segments
from cadrage.measure import count, keyness

ASKED = {
    "as it comes": {},
    "forms": {"unit": "form"},
    "own voice without shared copy": {"voice": "narrator", "shared": False},
    "nouns of the lead": {"zone": "lead", "pos": ["NOUN"]},
    "proper nouns and verbs as written": {"unit": "form", "pos": ["PROPN", "VERB"], "zone": ("headline", "body")},
    "numerals, no stop list": {"numerals": True, "stop": None},
    "a stop list of one's own": {"stop": ["port"]},
    "two words": {"ngram": 2},
    "three forms in quotations": {"ngram": 3, "unit": "form", "stop": None, "voice": "attributed"},
    "two outlets": {"outlets": ["Outlet 2", "Outlet 0"]},
    # The copy that counts is another one where the first is not among the articles.
    "some articles": {"among": [f"a{k:02d}" for k in range(1, 9)]},
    "no article": {"among": []},
    "some terms": {"terms": ["port", "accord", "le", "rien"]},
    "some forms of some articles": {"unit": "form", "terms": ["ports", "Port"], "among": ["a07", "a04"], "stop": None},
    "some pairs of words": {"ngram": 2, "terms": ["accord annexer", "port accord"], "stop": None},
    "clusters": {"clusters": {f"a{k:02d}": f"c{k % 4}" for k in range(11)}},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    tokens = random_tokens()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "PARTS", 2)
        index = Index(store_of(tokens, tmp_path_factory.mktemp("tables")))
    # Not while other studies make theirs: their segments would be taken for old ones afterwards.
    return tokens, index


@pytest.mark.parametrize("how", ASKED.values(), ids=ASKED)
def test_the_index_counts_what_the_tokens_hold(made, how):
    tokens, index = made
    assert len(index.segments) == 3
    same_counts(counts(index, **how), count(tokens, **how))


def test_measures_take_counts_in_the_place_of_tokens(made):
    tokens, index = made
    one = keyness(counts(index), min_count=1, lang="en")
    pd.testing.assert_frame_equal(one, keyness(tokens, min_count=1, lang="en"))


def test_nothing_counted_is_no_error(tmp_path):
    empty = counts(Index(store_of(random_tokens().iloc[:0], tmp_path)))
    assert empty.matrix.shape == (0, 0) and empty.texts.empty


def test_a_study_counts_from_its_index(demo):
    same_counts(demo.counts(voice="narrator"), count(demo.tokens, voice="narrator"))


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="only Linux says which pages of a file are in memory")
def test_what_was_counted_does_not_stay_in_memory(made):
    def in_memory() -> int:
        file, total = "", 0
        for line in Path("/proc/self/smaps").read_text().splitlines():
            if line.split()[-1].endswith(".arrow"):
                file = line.split()[-1]
            elif line.startswith("Rss:"):
                total += int(line.split()[1]) if file.startswith(str(index.folder)) else 0
                file = ""
        return total

    _, index = made
    read = [segment.postings["article"].sum() for segment in index.segments]
    assert in_memory() > 0
    counts(index)
    assert in_memory() == 0
    assert [segment.postings["article"].sum() for segment in index.segments] == read
