import pandas as pd
import pytest

from cadrage.read import duplicates as module
from cadrage.read.duplicates import duplicates

WORDS = ["pont", "mer", "rive", "port", "ville", "quai", "phare", "digue", "barque", "vent", "sel", "brume", "marée"]


def text(seed: int, n: int) -> str:
    """A made-up run of words that shares no five in a row with that of another seed."""
    return " ".join(f"{WORDS[(k * k + seed) % len(WORDS)]}{seed if k % 3 == 0 else k}" for k in range(n))


def groups(*texts, dates=None) -> dict[str, tuple[int, str]]:
    articles = pd.DataFrame({
        "article_id": [str(k) for k in range(len(texts))], "outlet": "X", "text": list(texts),
        "date": pd.to_datetime(dates or [None] * len(texts)),
    })  # fmt: skip
    found = duplicates(articles)
    return {row.article_id: (row.cluster, row.kind) for row in found.itertuples()}


def test_same_words_in_other_typography_are_exact():
    assert groups("Le pont, l’été.", "LE PONT ; l'été !", "Autre chose.") == {"0": (1, "exact"), "1": (1, "exact")}


def test_one_changed_word_in_a_long_text_is_near():
    a = text(1, 200)
    assert groups(a, a.replace("rive100", "berge"), a.split(" ", 5)[5])["2"] == (1, "near")


def test_a_cut_version_stands_in_the_longer_one():
    a = text(1, 300)
    found = groups(a, " ".join(a.split()[:120]), text(2, 300))
    assert found == {"0": (1, "exact"), "1": (1, "version")}


def test_the_first_of_a_group_is_the_earliest():
    a = text(1, 300)
    found = groups(" ".join(a.split()[:200]), a, dates=["2017-05-03", "2017-05-02"])
    assert found["1"] == (1, "exact") and found["0"] == (1, "version")


def test_similarity_is_jaccard_counted_by_hand():
    a = text(1, 104)
    b = a.rsplit(" ", 4)[0]
    articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": "X", "text": [a, b], "date": pd.NaT})
    # 104 words make 100 runs of five, 100 words 96, all of which are among the 100.
    assert duplicates(articles)["similarity"].tolist() == [1.0, 0.96]


def test_short_texts_that_stand_in_others_by_chance_are_no_versions():
    assert groups("Le pont a rouvert jeudi.", "Le pont a rouvert jeudi. " + text(3, 200)) == {}


@pytest.mark.parametrize("texts", [(), ("Seul.",), ("", ""), ("Un.", "Deux.")])
def test_without_pairs_there_are_no_groups(texts):
    assert groups(*texts) in ({}, {"0": (1, "exact"), "1": (1, "exact")})


def test_runs_and_pairs_taken_in_parts_find_the_same_groups(monkeypatch):
    a, b = text(1, 200), text(2, 150)
    texts = (b, a, "Seul.", a.replace("rive100", "berge"), " ".join(b.split()[:120]), "seul", b, text(3, 90))
    whole = groups(*texts)
    assert len(whole) == 7
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    monkeypatch.setattr(module, "_CHUNK", 2)
    assert groups(*texts) == whole
