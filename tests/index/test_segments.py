"""Segments are made once, and only those are made anew whose parts changed."""

import pytest
from made import put, random_tokens, same_counts, store_of

from cadrage.index import Index, counts, segments
from cadrage.measure import count


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(segments, "PARTS", 2)


@pytest.fixture
def jobs(monkeypatch):
    done = []
    make = segments.make_segment
    monkeypatch.setattr(segments, "make_segment", lambda *job: done.append(job[1]) or make(*job))
    return done


def test_a_second_index_makes_nothing(tmp_path, jobs):
    store = store_of(random_tokens(), tmp_path)
    Index(store)
    assert len(jobs) == 3
    Index(store)
    assert len(jobs) == 3


def test_a_new_article_touches_its_own_segment_only(tmp_path, jobs):
    tokens = random_tokens()
    last = tokens["article_id"] == tokens["article_id"].iloc[-1]
    store = store_of(tokens[~last], tmp_path)
    Index(store)
    put(store, 7, tokens[last])
    same_counts(counts(Index(store)), count(tokens))
    assert len(jobs) == 4 and len(jobs[-1]) == 1


def test_what_is_marked_as_shared_reaches_the_index(tmp_path, jobs):
    tokens = random_tokens()
    store = store_of(tokens, tmp_path)
    Index(store)
    article = tokens["article_id"].iloc[0]
    tokens.loc[tokens["article_id"] == article, "shared"] = True
    every = {a: tokens["shared"][tokens["article_id"] == a].to_numpy() for a in tokens["article_id"].unique()}
    store.mark_shared({article: [(0, 999)]}, lambda part, _: [s for a in part["article_id"].unique() for s in every[a]])
    same_counts(counts(Index(store), shared=False), count(tokens, shared=False))
    assert len(jobs) == 4


def test_segments_without_parts_are_taken_away(tmp_path):
    store = store_of(random_tokens(), tmp_path)
    Index(store)
    for part in store.parts()[-2:]:
        store.folder.remove(f"tokens.parquet/{part}")
    index = Index(store)
    assert sorted(p.name for p in index.folder.iterdir()) == [s.folder.name for s in index.segments]
    assert len(index.segments) == 2


def test_a_damaged_segment_is_made_anew(tmp_path, jobs):
    store = store_of(random_tokens(), tmp_path)
    folder = Index(store).segments[0].folder
    (folder / "articles.arrow").write_bytes(b"broken")
    same_counts(counts(Index(store)), count(random_tokens()))
    assert len(jobs) == 4
