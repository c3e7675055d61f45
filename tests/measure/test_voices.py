"""Whom outlets let speak: by hand, simultaneous intervals, measured error of the detector."""

import numpy as np
import pandas as pd
import pytest
from little_corpus import little_tokens

from cadrage.errors import MeasureError
from cadrage.measure import attribution_shares, correct_for_detection, sources_per_1000, speech_shares
from cadrage.measure.uncertainty.intervals import clustered_share, quasi_poisson_rate

ARTICLES = pd.DataFrame(
    {
        "article_id": list("abcd"),
        "outlet": ["X", "X", "Y", "Z"],
        "n_words": [400, 600, 500, 300],
        "sha256": list("1234"),
    }
)


def attributions() -> pd.DataFrame:
    rows = [
        ("a", "X", "ministère"),
        ("a", "X", "ministère"),
        ("a", "X", None),
        ("b", "X", "syndicat"),
        ("c", "Y", "syndicat"),
    ]
    table = pd.DataFrame(rows, columns=["article_id", "outlet", "speaker"], index=[f"r{k}" for k in range(5)])
    return table.assign(type=["direct", "indirect", "direct", "direct", "mixed"])


def of(table, **where):
    rows = table
    for column, value in where.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1
    return rows.iloc[0]


def test_shares_by_hand_with_simultaneous_intervals():
    table = attribution_shares(attributions(), articles=ARTICLES)
    row = of(table, outlet="X", speaker="ministère")
    assert (row["n"], row["total"], row["n_articles"], row["n_texts"]) == (2, 4, 1, 2)
    assert list(row["rows"]) == ["r0", "r1"]
    share = clustered_share([2, 0], [3, 1], confidence=1 - 0.05 / 3)
    assert (row["estimate"], row["low"], row["high"]) == pytest.approx(share[:3])
    assert table[table["outlet"] == "X"]["estimate"].sum() == pytest.approx(1)
    assert of(table, outlet="X", speaker="(sans locuteur)")["n"] == 1
    assert of(table, outlet="Z", speaker="syndicat")["flags"] == "none"


def test_the_rare_are_pooled():
    table = attribution_shares(attributions(), top=1, lang="en")
    assert set(table["speaker"]) == {"ministère", "(others)"}
    assert of(table, outlet="X", speaker="(others)")["n"] == 2


def test_by_type():
    table = attribution_shares(attributions(), by="type")
    assert of(table, outlet="X", type="direct")["n"] == 3


def test_sources_count_each_speaker_of_a_text_once():
    table = sources_per_1000(attributions(), articles=ARTICLES)
    row = of(table, outlet="X")
    expected, _ = quasi_poisson_rate([1, 1], [400, 600])
    assert (row["n"], row["total"], list(row["rows"])) == (2, 1000, ["r0", "r1", "r3"])
    assert (row["estimate"], row["low"], row["high"]) == pytest.approx(expected[:3])
    assert of(table, outlet="Z")["estimate"] == 0
    assert of(sources_per_1000(attributions(), articles=ARTICLES, count="attributions"), outlet="X")["n"] == 4


def test_the_share_of_words_that_are_other_peoples_speech():
    tokens = little_tokens()
    spoken = tokens["article_id"].isin(["p1"]) & (tokens["i"] >= 6)
    tokens["voice"] = pd.Categorical(np.where(spoken, "attributed", "narrator"))
    row = of(speech_shares(tokens), outlet="Le Phare")
    assert (row["n"], row["total"], row["n_articles"], row["n_texts"]) == (3, 21, 1, 3)
    assert (row["estimate"], row["low"]) == pytest.approx(clustered_share([3, 0, 0], [8, 8, 5])[:2])
    assert of(speech_shares(tokens, by="article"), article_id="p1")["estimate"] == pytest.approx(3 / 8)


def test_a_duplicate_is_one_text():
    copies = pd.concat([attributions(), attributions().iloc[:3].assign(article_id="e")], ignore_index=True)
    articles = pd.concat([ARTICLES, ARTICLES.iloc[:1].assign(article_id="e")], ignore_index=True)
    columns = ["outlet", "speaker", "n", "total", "estimate", "low", "high"]
    one = attribution_shares(attributions(), articles=ARTICLES)[columns]
    pd.testing.assert_frame_equal(one, attribution_shares(copies, articles=articles)[columns])


def test_the_detectors_error_is_carried_into_share_and_note():
    quality = {"precision": {"X": 0.9, "Y": 1.0, "Z": 1.0}, "recall": 0.75}
    plain = attribution_shares(attributions(), articles=ARTICLES)
    table = attribution_shares(attributions(), articles=ARTICLES, **quality, n_gold=50, lang="en")
    row, before = of(table, outlet="X", speaker="ministère"), of(plain, outlet="X", speaker="ministère")
    assert row["observed"] == before["estimate"]
    assert row["estimate"] == pytest.approx(before["estimate"] * 0.9 / 0.75)
    assert "corrected for the measured error of the detector (precision 0.90, recall 0.75)" in row["note"]
    with pytest.raises(MeasureError, match="'Y' has none"):
        correct_for_detection(plain, precision={"X": 0.9}, recall=1.0)


def test_an_unknown_grouping_is_named():
    with pytest.raises(MeasureError, match="by was expected to be one of speaker, .* but is 'mood'"):
        attribution_shares(attributions(), by="mood")
