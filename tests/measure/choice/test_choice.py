"""Choice shares, their contrasts, the voices of terms: by hand, null rate, invariances, edges."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from little_corpus import hits_of

from cadrage.errors import MeasureError
from cadrage.measure import choice_contrasts, choice_over_time, choice_shares, excluded_uses, term_voices
from cadrage.measure.uncertainty.intervals import clustered_share

VOICES = ("all", "narrator", "attributed", "distanced")


def of(table: pd.DataFrame, **where) -> pd.Series:
    rows = table
    for column, value in where.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1
    return rows.iloc[0]


def test_a_share_by_hand():
    table = choice_shares(hits_of([("X", 3, 0), ("X", 1, 2), ("X", 0, 1), ("Y", 0, 2)]))
    row = of(table, outlet="X", term="blocage")
    share = clustered_share([3, 1, 0], [3, 3, 1])
    assert (row["n"], row["total"], row["n_articles"], row["n_texts"]) == (4, 7, 2, 3)
    assert (row["estimate"], row["low"], row["high"]) == pytest.approx(share[:3])
    other = of(table, outlet="X", term="fermeture")
    assert (other["estimate"], other["low"], other["high"]) == pytest.approx(
        (1 - row["estimate"], 1 - row["high"], 1 - row["low"])
    )
    lonely = of(table, outlet="Y", term="fermeture")
    assert lonely["estimate"] == 1 and np.isnan(lonely["low"]) and "one text" in lonely["flags"]
    assert "un seul texte" in lonely["note"]


def test_the_four_counts_are_disjoint_and_add_up():
    hits = hits_of([("X", 6, 0), ("X", 0, 1)])
    hits["voice"] = ["narrator", "narrator", "attributed", "attributed", "narrator", "narrator", "narrator"]
    hits["negated"] = [False, False, False, True, True, False, False]
    hits["distance"] = ["none", "none", "none", "none", "none", "scare-quoted", "none"]
    table = choice_shares(hits, voice=VOICES)
    counts = of(table, term="blocage", voice="all")
    assert counts[["n_all", "n_own", "n_attributed", "n_distanced"]].tolist() == [6, 2, 1, 3]
    for voice, column in zip(VOICES, ("n_all", "n_own", "n_attributed", "n_distanced"), strict=True):
        assert of(table, term="blocage", voice=voice)["n"] == counts[column]
    voices = term_voices(hits)
    shares = voices[voices["term"] == "blocage"]
    assert shares["n"].tolist() == [2, 1, 3] and shares["estimate"].sum() == pytest.approx(1)


def test_the_rows_are_the_counted_hits_and_keep_their_labels():
    hits = hits_of([("X", 2, 1), ("Y", 1, 1)])
    hits.index = [f"h{k}" for k in range(len(hits))]
    for row in choice_shares(hits, voice=VOICES).itertuples():
        shown = hits.loc[list(row.rows)]
        assert len(shown) == row.n
        assert shown["term"].eq(row.term).all() and shown["outlet"].eq(row.outlet).all()


def test_excluded_uses_are_listed_with_their_reason_and_nowhere_else():
    hits = hits_of([("X", 2, 1), ("Y", 1, 1)])
    hits.loc[0, ["excluded", "reason"]] = [True, "blocage du dos"]
    assert of(choice_shares(hits), outlet="X", term="blocage")["n"] == 1
    assert excluded_uses(hits)[["outlet", "term", "reason", "n", "rows"]].values.tolist() == [
        ["X", "blocage", "blocage du dos", 1, (0,)]
    ]


def test_a_text_published_twice_counts_once_and_is_listed():
    hits = hits_of([("X", 3, 0), ("X", 1, 2), ("Y", 0, 2)])
    copy = hits[hits["article_id"] == "t000"].assign(article_id="t900")
    twice = pd.concat([hits, copy], ignore_index=True)
    clusters = {"t000": "t000", "t900": "t000", "t001": "t001", "t002": "t002"}
    one, two = choice_shares(hits), choice_shares(twice, clusters=clusters)
    pd.testing.assert_frame_equal(one, two)
    contrasts = [choice_contrasts(hits), choice_contrasts(twice, clusters=clusters)]
    pd.testing.assert_frame_equal(*contrasts)
    left_out = excluded_uses(twice, clusters=clusters, lang="en")
    assert left_out[["reason", "n"]].values.tolist() == [["duplicate of another article: t000", 3]]


def test_order_and_typography_of_the_table_change_nothing():
    hits = hits_of([("X", 3, 1), ("X", 1, 2), ("Y", 1, 2), ("Y", 0, 2)])
    turned = hits.iloc[::-1]
    columns = [c for c in choice_shares(hits).columns if not c.startswith("rows")]
    pd.testing.assert_frame_equal(choice_shares(hits)[columns], choice_shares(turned)[columns])
    assert choice_contrasts(hits)["p"].tolist() == choice_contrasts(turned)["p"].tolist()


def test_an_outlet_without_a_use_is_there_with_nothing():
    articles = pd.DataFrame({"article_id": ["t000", "z"], "outlet": ["X", "Zone"], "sha256": ["1", "2"]})
    row = of(choice_shares(hits_of([("X", 1, 1)]), articles=articles, lang="en"), outlet="Zone", term="blocage")
    assert row["total"] == 0 and np.isnan(row["estimate"]) and row["rows"] == ()
    assert row["flags"] == "none" and row["note"] == "no occurrence"


def test_by_zone_by_event_and_over_time():
    hits = hits_of([("X", 2, 1), ("X", 0, 2)])
    hits["zone"] = ["headline", "body", "body", "body", "lead"]
    table = choice_shares(hits, by="zone")
    assert of(table, zone="headline", term="blocage")["estimate"] == 1
    assert of(table, zone="body", term="blocage")["total"] == 3
    assert choice_shares(hits, zone="headline")["total"].eq(1).all()
    dates = pd.to_datetime(["2031-01-15", "2031-02-03"])
    articles = pd.DataFrame({"article_id": ["t000", "t001"], "outlet": "X", "date": dates})
    months = choice_over_time(hits, articles=articles, freq="month")
    assert months["period"].dt.strftime("%m").tolist() == ["01", "01", "02", "02"]
    articles.loc[1, "date"] = pd.NaT
    assert choice_over_time(hits, articles=articles).attrs["undated"] == 2


def test_by_one_column_every_outlet_has_all_its_values_and_the_four_counts_their_rows():
    hits = hits_of([("X", 2, 1), ("Y", 1, 0)])
    hits["zone"] = ["body", "headline", "lead", "body"]
    hits["voice"] = ["narrator", "attributed", "narrator", "narrator"]
    table = choice_shares(hits, voice="narrator", by="zone", outlets=["X", "Y", "Z"])
    assert table.attrs["measure"] == "choice_by_zone"
    assert list(dict.fromkeys(zip(table["outlet"], table["zone"], strict=True))) == [
        (o, z) for o in "XYZ" for z in ("headline", "lead", "body")
    ]
    assert table[table["outlet"] == "Z"]["total"].eq(0).all()
    for row in table.itertuples(index=False):
        for count in ("all", "own", "attributed", "distanced"):
            labels = list(getattr(row, f"rows_{count}"))
            assert len(labels) == getattr(row, f"n_{count}")
            assert hits.loc[labels, "zone"].eq(row.zone).all() and hits.loc[labels, "term"].eq(row.term).all()
    headline = of(table, outlet="X", zone="headline", term="blocage")
    assert (headline["n"], headline["n_all"], headline["n_attributed"]) == (0, 1, 1)


@pytest.mark.parametrize("days, freq", [(8, "day"), (40, "week"), (200, "month"), (2_000, "year")])
def test_the_period_is_the_finest_that_a_figure_has_room_for(days, freq):
    hits = hits_of([("X", 1, 1)] * days)
    dates = pd.Series(pd.date_range("2031-01-01", periods=days), name="date")
    articles = pd.DataFrame({"article_id": [f"t{k:03d}" for k in range(days)], "outlet": "X", "date": dates})
    table = choice_over_time(hits, articles=articles, freq="auto")
    assert table.attrs["freq"] == freq and table["n_all"].sum() == len(hits)


def test_without_shared_copy():
    hits = hits_of([("X", 2, 1), ("X", 1, 0)])
    hits["shared"] = [True, False, False, False]
    assert of(choice_shares(hits, shared=False), term="blocage")["n"] == 2
    assert choice_shares(hits, shared=False).attrs["shared"] == "left out"


def test_a_contrast_by_hand():
    hits = hits_of([("X", 2, 0), ("X", 3, 1), ("Y", 0, 2), ("Y", 1, 3)])
    row = of(choice_contrasts(hits, term="blocage", strata=None))
    assert (row["share"], row["share_reference"]) == (5 / 6, 1 / 6)
    assert row["estimate"] == pytest.approx(4 / 6)
    assert row["p"] == pytest.approx(2 / 6) == row["floor"]
    assert row["n_assignments"] == 6 and row["q"] == row["p"]
    first, second = clustered_share([2, 3], [2, 4]), clustered_share([0, 1], [2, 4])
    low = row["estimate"] - np.hypot(first.estimate - first.low, second.high - second.estimate)
    assert row["low"] == pytest.approx(max(-1, low))
    assert len(row["rows"]) == 5 and len(row["rows_reference"]) == 1


def test_of_two_competing_terms_one_contrast_says_it_all():
    assert choice_contrasts(hits_of([("X", 2, 1), ("Y", 1, 1)]))["term"].tolist() == ["blocage"]


def test_exchanging_the_outlets_flips_the_contrast():
    hits = hits_of([("X", 2, 0), ("X", 3, 1), ("Y", 0, 2), ("Y", 1, 3), ("Y", 2, 2)])
    one, two = (of(choice_contrasts(hits, pairs=[pair])) for pair in (("X", "Y"), ("Y", "X")))
    assert one["estimate"] == pytest.approx(-two["estimate"]) and one["p"] == two["p"]
    assert (one["low"], one["high"]) == pytest.approx((-two["high"], -two["low"]))


def test_no_p_below_two_texts():
    row = of(choice_contrasts(hits_of([("X", 5, 1), ("Y", 1, 5), ("Y", 0, 3)]), lang="en"))
    assert np.isnan(row["p"]) and np.isnan(row["q"]) and np.isnan(row["low"])
    assert "no p: at least two independent texts are needed on each side" in row["note"]


def test_texts_are_exchanged_within_events():
    hits = hits_of([("X", 3, 0), ("Y", 0, 3), ("X", 0, 2), ("Y", 2, 0)])
    hits["event"] = np.where(hits["article_id"].isin(["t000", "t001"]), "grève", "crue")
    assert of(choice_contrasts(hits, strata="event"))["n_assignments"] == 4
    hits["event"] = hits["outlet"]
    mixed = of(choice_contrasts(hits, strata="event", lang="en"))
    assert np.isnan(mixed["p"]) and "share no stratum" in mixed["note"]


def test_q_is_refused_where_the_floor_puts_it_out_of_reach():
    texts = [(outlet, 2, 1) for outlet in ("X", "Y", "Z") for _ in range(3)]
    table = choice_contrasts(hits_of(texts), strata=None, lang="en")
    assert table["p"].notna().all() and table["q"].isna().all()
    assert table["note"].str.contains("q out of reach").all()
    assert choice_contrasts(hits_of(texts), strata=None, correction=None)["q"].notna().all()


def test_a_fragile_contrast_is_flagged():
    fragile = [("X", 9, 0), ("X", 0, 2), ("Y", 1, 2), ("Y", 1, 2)]
    firm = [("X", 4, 0), ("X", 4, 1), ("Y", 0, 4), ("Y", 1, 4)]
    flags = [of(choice_contrasts(hits_of(texts)))["flags"] for texts in (fragile, firm)]
    assert "fragile" in flags[0] and "fragile" not in flags[1]


def test_doubling_all_counts_leaves_the_p_of_texts_alone():
    texts = [("X", 2, 0), ("X", 3, 1), ("X", 1, 1), ("Y", 0, 2), ("Y", 1, 3), ("Y", 2, 2)]
    doubled = [(outlet, 2 * a, 2 * b) for outlet, a, b in texts]
    one, two = (of(choice_contrasts(hits_of(t))) for t in (texts, doubled))
    assert one["p"] == two["p"] and one["estimate"] == two["estimate"]


def test_shuffled_labels_reject_at_most_five_per_cent():
    """Every way to deal eight texts to two outlets: the share of declared contrasts with p ≤ .05 is the error rate."""
    rng = np.random.default_rng(8)
    a, b = rng.poisson(2, 8), rng.poisson(2, 8) + 1
    rejected = []
    for chosen in combinations(range(8), 4):
        texts = [("X" if k in chosen else "Y", a[k], b[k]) for k in range(8)]
        rejected.append(of(choice_contrasts(hits_of(texts)))["p"] <= 0.05)
    assert len(rejected) == 70 and 0 < np.mean(rejected) <= 0.05


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda h: choice_shares(h, frame="pont"), "frame was expected to be one of port, but is 'pont'"),
        (lambda h: choice_shares(h, voice="author"), "voice was expected to be one of all, narrator, attributed, "),
        (lambda h: choice_shares(h, zone="foot"), "zone was expected to be one of headline, lead, body, but is 'foot'"),
        (lambda h: choice_shares(h, by="ville"), "hits was expected to have the column 'ville'"),
        (lambda h: choice_contrasts(h, term="grève"), "term was expected to be one of blocage, fermeture, but is "),
        (
            lambda h: choice_contrasts(h, pairs=[("X", "Q")]),
            "pairs was expected to name outlets of the corpus, but 'Q'",
        ),
        (lambda h: choice_shares(h.drop(columns="voice")), "hits was expected to have the column 'voice'"),
        (lambda h: choice_shares(h, lang="de"), "lang was expected to be one of fr, en, but is 'de'"),
    ],
)
def test_errors_say_what_was_expected_and_found(call, message):
    with pytest.raises(MeasureError) as error:
        call(hits_of([("X", 1, 1), ("Y", 1, 1)]))
    assert message in str(error.value)


def test_empty_hits_give_an_empty_table():
    hits = hits_of([("X", 1, 1)]).iloc[:0]
    assert choice_shares(hits).empty and term_voices(hits).empty
    assert choice_contrasts(hits).empty and excluded_uses(hits).empty
