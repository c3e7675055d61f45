"""Robustness: what stands, weakens or flips under another choice; candidates nobody declared."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from common import DEMO, token_table
from little_corpus import hits_of

from cadrage import Study
from cadrage.errors import MeasureError
from cadrage.measure import (
    Detector,
    board,
    candidates,
    headline_findings,
    headline_words,
    independent_texts,
    robustness,
)
from cadrage.measure.choice.slots import Slots

FINDING = {"frame": "port", "term": "blocage", "outlet": "X", "reference": "Y", "voice": "narrator"}


def texts() -> pd.DataFrame:
    return hits_of([("X", 4, 0), ("X", 3, 1), ("X", 4, 1), ("Y", 0, 4), ("Y", 1, 3), ("Y", 1, 4)])


def verdicts(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["choice"], table["verdict"], strict=True))


def test_a_firm_finding_stands_whatever_the_choice():
    table = robustness(texts(), findings=[FINDING])
    found = verdicts(table)
    assert {"base", "every voice", "no headline", "no shared", "form", "leave one out", "one per event"} <= set(found)
    assert {found[c] for c in ("base", "every voice", "no headline", "no shared", "form", "leave one out")} == {
        "stands"
    }
    for row in table.itertuples():
        assert len(row.rows) == row.n and len(row.rows_reference) == row.n_reference


def test_a_finding_that_lives_in_shared_copy_flips_without_it():
    hits = texts()
    copied = ((hits["outlet"] == "X") & (hits["term"] == "blocage")) | (
        (hits["outlet"] == "Y") & (hits["term"] == "fermeture")
    )
    hits["shared"] = copied.to_numpy()
    table = robustness(hits, findings=[FINDING])
    row = table[table["choice"] == "no shared"].iloc[0]
    assert row["verdict"] == "flips" and row["estimate"] == pytest.approx(-1)


def test_a_finding_that_lives_in_headlines_or_in_one_text_does_not_stand():
    hits = texts()
    hits["zone"] = np.where(hits["term"] == "blocage", "headline", "body")
    assert verdicts(robustness(hits, findings=[FINDING]))["no headline"] == "weaker"
    one = hits_of([("X", 9, 0), ("X", 0, 3), ("Y", 1, 2), ("Y", 1, 2)])
    assert verdicts(robustness(one, findings=[FINDING]))["leave one out"] == "flips"


def test_opinion_is_left_out_by_section():
    articles = pd.DataFrame({"article_id": [f"t{k:03d}" for k in range(6)], "outlet": ["X"] * 3 + ["Y"] * 3})
    articles["section"] = ["Tribune", "Éditorial", "Opinions", "International", "Politique", None]
    articles["date"] = pd.Timestamp("2031-03-01")
    found = verdicts(robustness(texts(), findings=[FINDING], articles=articles))
    assert found["no opinion"] == "cannot say"


def test_the_first_article_of_an_event_by_date():
    articles = pd.DataFrame({"article_id": [f"t{k:03d}" for k in range(6)], "outlet": ["X"] * 3 + ["Y"] * 3})
    articles["date"] = pd.to_datetime(["2031-03-03", "2031-03-02", "2031-03-01"] * 2)
    table = robustness(texts(), findings=[FINDING], articles=articles).set_index("choice")
    assert table.loc["one per event", ["n", "total", "n_reference", "total_reference"]].tolist() == [4, 5, 1, 5]


def test_findings_are_chosen_when_none_is_given_and_shown_as_a_board():
    assert headline_findings(texts())[["term", "outlet", "reference"]].values.tolist() == [["blocage", "X", "Y"]]
    wide = board(robustness(texts()))
    assert wide.columns[:2].tolist() == ["finding", "base"] and len(wide) == 1


def test_a_finding_on_nothing_is_an_error():
    with pytest.raises(MeasureError, match="a term with uses in its frame, but has 'grève'"):
        robustness(texts(), findings=[FINDING | {"term": "grève"}])
    with pytest.raises(MeasureError, match="come with tokens="):
        robustness(texts(), findings=[], words=[FINDING])


def test_findings_on_words():
    lines = {f"x{k}": f"port blocages/blocage blocage/blocage quai mot{k}" for k in range(4)}
    lines |= {f"y{k}": f"port blocage/blocage quai mer vent eau mot{k}" for k in range(4)}
    tokens = token_table(lines, outlets={a: a[0].upper() for a in lines})
    table = robustness(
        hits_of([]), findings=[], tokens=tokens, words=[{"term": "blocage", "outlet": "X", "reference": "Y"}]
    ).set_index("choice")
    assert table.loc["base", "estimate"] == pytest.approx(np.log2((8 / 20) / (4 / 28)))
    assert table.loc["form", "n"] == len(table.loc["form", "rows"]) == 4
    assert set(tokens.loc[list(table.loc["form", "rows"]), "form"]) == {"blocage"}
    assert len(table.loc["leave one out", "rows"]) == table.loc["leave one out", "n"] == 6
    assert table.loc["form", "verdict"] in {"stands", "weaker"}
    assert 0 < table.loc["other prior", "estimate"] < table.loc["base", "estimate"]
    assert set(tokens.loc[list(table.loc["base", "rows"]), "lemma"]) == {"blocage"}
    assert len(table.loc["base", "rows"]) == 8
    assert table.loc["leave one out", "estimate"] <= table.loc["base", "estimate"] + 1e-12


def test_words_are_the_same_in_the_index_and_in_the_tokens(demo):
    who = {"articles": demo.articles, "clusters": independent_texts(demo.articles, passages=demo.passages)}
    words = headline_words(demo.counts(pos=("NOUN", "VERB", "ADJ"), **who))
    assert len(words) == 4 and words == headline_words(demo.tokens, **who)
    words.append(words[0] | {"reference": next(o for o in demo.outlets if o != words[0]["outlet"])})
    ours, theirs = (robustness(demo.hits, tokens=t, words=words, **who) for t in (demo.lookup, demo.tokens))
    pd.testing.assert_frame_equal(ours, theirs)
    assert set(ours.loc[ours["kind"] == "word", "choice"]) >= {"one per event", "form", "leave one out"}
    for row in ours[ours["kind"] == "word"].itertuples():
        assert len(row.rows) == row.n and len(row.rows_reference) == row.n_reference


def test_the_text_left_out_is_the_one_that_hurts_most(demo):
    words = [{"term": "port", "outlet": demo.outlets[0], "reference": "rest"}]
    table = robustness(demo.hits, findings=[], tokens=demo.lookup, words=words).set_index("choice")
    base, sign = demo.counts(stop=None), np.sign(table.loc["base", "estimate"])
    uses, texts = base.matrix[:, np.flatnonzero(base.terms == "port")].toarray().ravel(), base.texts
    own, left = (texts["outlet"] == demo.outlets[0]).to_numpy(), []
    for k in range(len(texts)):
        keep = np.arange(len(texts)) != k
        n = [(uses[keep & side].sum(), texts.loc[keep & side, "n_tokens"].sum()) for side in (own, ~own)]
        left.append(np.log2(max(n[0][0], 0.5) / n[0][1]) - np.log2(max(n[1][0], 0.5) / n[1][1]))
    assert table.loc["leave one out", "estimate"] == pytest.approx(sign * min(sign * np.array(left)))


def slots() -> pd.DataFrame:
    """Two nouns in the same slots, one in each outlet, and a third that both use elsewhere."""
    rows = []
    for k in range(6):
        outlet, noun = ("X", "annexion") if k % 2 else ("Y", "rattachement")
        for s, (verb, word, adjective) in enumerate(
            [("dénoncer", noun, "brutal"), ("dater", noun, "ancien"), ("voir", "port", "calme")]
        ):
            for i, (lemma, pos, head, dep) in enumerate(
                [(verb, "VERB", 0, "ROOT"), (word, "NOUN", 0, "obj"), (adjective, "ADJ", 1, "amod")]
            ):
                rows.append([f"t{k}", outlet, 3 * s + i, lemma, pos, 3 * s + head, dep, s])
    names = ["article_id", "outlet", "i", "lemma", "pos", "head", "dep", "sentence"]
    return pd.DataFrame(rows, columns=names).assign(boilerplate=False, event=None, form=[r[3] for r in rows])


def test_candidates_share_slots_and_divide_the_outlets():
    who = {"clusters": {f"t{k}": f"t{k}" for k in range(6)}, "pos": ["NOUN"]}
    table = candidates(slots(), **who)
    best = table.iloc[0]
    assert {best["term"], best["competitor"]} == {"annexion", "rattachement"}
    assert {best["outlet"], best["outlet_competitor"]} == {"X", "Y"}
    assert (best["n"], best["n_competitor"], best["n_articles"]) == (6, 6, 3)
    assert "dénoncer" in best["slots"]
    assert not ((table["term"] == "port") | (table["competitor"] == "port")).any()
    assert candidates(slots(), declared=["annexion", "rattachement"], **who).empty
    with pytest.raises(MeasureError, match="two outlets at least"):
        candidates(slots().assign(outlet="X"), **who)


def test_candidates_are_the_same_whatever_the_batches(demo, monkeypatch):
    whole = candidates(demo.tokens)
    assert len(whole) == 50 and whole["slots"].str.len().min() > 0
    pd.testing.assert_frame_equal(candidates(demo.lookup), whole)
    # Articles the other way round, three at a time: words and relations are met in another order.
    ids = demo.articles["article_id"].tolist()[::-1]
    batches = [demo.tokens_of(ids[k : k + 3]) for k in range(0, len(ids), 3)]
    places = SimpleNamespace(counts=demo.counts, batches=lambda columns: (b[columns] for b in batches))
    monkeypatch.setattr("cadrage.measure.choice.slots._WAITING", 100)
    pd.testing.assert_frame_equal(candidates(places), whole)
    assert whole.attrs["n_texts"] == len(demo.articles)


def test_slots_are_counted_over_all_words_and_sentences():
    # A verb and its noun twice in one sentence are two uses of a slot, but one sentence.
    rows = [
        ("a", k, lemma, pos, head, dep, 0)
        for k, (lemma, pos, head, dep) in enumerate(
            [
                ("voir", "VERB", 0, "ROOT"),
                ("port", "NOUN", 0, "obj"),
                ("port", "NOUN", 0, "obj"),
                ("mer", "NOUN", 2, "nmod"),
            ]
        )
    ]
    names = ["article_id", "i", "lemma", "pos", "head", "dep", "sentence"]
    slots = Slots([["mer", "port"]])
    slots.add(pd.DataFrame(rows, columns=names).assign(boilerplate=False))
    found = slots.profile()
    counted = dict(zip(found.names(np.arange(len(found.by_slot))), found.table.toarray().T.tolist(), strict=True))
    assert counted == {"nmod ↑ port": [1, 0], "obj ↑ voir": [0, 2], "nmod ↓ mer": [0, 1],
                       "± mer": [0, 1], "± port": [1, 2], "± voir": [0, 1]}  # fmt: skip
    assert found.total == 12 and slots.together[0].tolist() == [[1, 1], [1, 1]]


def test_a_studys_candidates_are_read_where_they_were_made(tmp_path, monkeypatch, demo):
    study = Study.open(DEMO, tables=demo.table_folder)
    who = {"articles": study.articles, "clusters": independent_texts(study.articles, passages=study.passages)}
    wanted, english = candidates(demo.tokens, **who), candidates(demo.tokens, lang="en", **who)
    made = study.candidates()
    monkeypatch.setattr("cadrage.lookup.InIndex.batches", lambda *_: pytest.fail("read again"))
    for kept, right in ((made, wanted), (study.candidates(), wanted), (study.candidates(lang="en"), english)):
        pd.testing.assert_frame_equal(kept, right, check_dtype=False)
        assert kept.attrs == right.attrs


def test_the_detectors_error_moves_uses_between_the_voices():
    hits = hits_of([("X", 6, 2), ("X", 5, 1), ("Y", 1, 5), ("Y", 2, 6)])
    hits["voice"] = np.where(np.arange(len(hits)) % 4 == 0, "attributed", "narrator")
    base = robustness(hits, findings=[FINDING], detector=Detector(1.0, 1.0)).set_index("choice")
    assert base.loc["detector", "estimate"] == pytest.approx(base.loc["base", "estimate"])
    # Half of what others say was missed: every attributed use found stands for one that was taken for the outlet's own.
    worse = robustness(hits, findings=[FINDING], detector=Detector(0.5, 1.0)).set_index("choice")
    own, told = (hits[hits["voice"] == v].groupby(["outlet", "term"]).size() for v in ("narrator", "attributed"))
    moved = own.sub(told, fill_value=0)
    expected = moved["X", "blocage"] / moved["X"].sum() - moved["Y", "blocage"] / moved["Y"].sum()
    assert worse.loc["detector", "estimate"] == pytest.approx(expected)
    sure = robustness(hits, findings=[FINDING], detector=Detector(0.8, 0.9)).set_index("choice").loc["detector"]
    unsure = robustness(hits, findings=[FINDING], detector=Detector(0.8, 0.9, 0.1, 0.05)).set_index("choice")
    unsure = unsure.loc["detector"]
    assert unsure["estimate"] == sure["estimate"]
    assert unsure["low"] < sure["low"] and unsure["high"] > sure["high"]
    assert "detector" not in verdicts(robustness(hits, findings=[FINDING]))
