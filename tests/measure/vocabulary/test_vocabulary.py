"""TF-IDF, keyness, dispersion, omnibus: by hand, against other implementations, and their invariances."""

import numpy as np
import pandas as pd
import pytest
from common import token_table
from little_corpus import LINES, drawn_tokens, little_tokens
from sklearn.feature_extraction.text import TfidfTransformer
from statsmodels.stats.contingency_tables import Table

from cadrage.errors import MeasureError
from cadrage.measure import compared, count, dispersion, keyness, omnibus, tfidf

SCORES = ["g2", "chi2", "lafon", "log_odds", "z", "log_ratio", "lrc", "lrc_texts"]


def of(table: pd.DataFrame, **where) -> pd.Series:
    rows = table
    for column, value in where.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1
    return rows.iloc[0]


def test_tfidf_by_hand():
    row = of(tfidf(little_tokens()), outlet="Le Phare", term="blocage")
    assert (row.n, row.total, row.df, row.n_texts, row.n_articles) == (3, 21, 3, 5, 2)
    assert row.idf == pytest.approx(np.log(6 / 4) + 1)
    assert row.estimate == pytest.approx(1000 * 3 / 21 * (np.log(6 / 4) + 1))


@pytest.mark.parametrize(
    "variant, options",
    [("raw", {"norm": None}), ("sublinear", {"norm": None, "sublinear_tf": True}), ("l2", {})],
)
def test_tfidf_variants_are_scikit_learns(variant, options):
    counts = count(drawn_tokens({"X": 4, "Y": 3}))
    weights = TfidfTransformer(**options).fit_transform(counts.matrix).toarray()
    table = tfidf(counts, variant=variant)
    for outlet in ("X", "Y"):
        mean = weights[(counts.texts["outlet"] == outlet).to_numpy()].mean(axis=0)
        mine = table[table["outlet"] == outlet].set_index("term")["estimate"]
        expected = pd.Series(mean, index=counts.terms)[mine.index]
        assert np.allclose(mine, expected, atol=1e-12)


def test_tfidf_cannot_see_a_word_of_both_outlets_and_says_how_it_is_ranked():
    table = tfidf(little_tokens(), top=3, lang="en")
    assert table.groupby("outlet")["rank"].max().eq(3).all()
    assert table.attrs["descriptive"] and table.attrs["rung"] == "2-3"


def test_keyness_by_hand():
    row = of(keyness(little_tokens(), outlet="Le Phare", min_count=1, min_texts=1, lang="en"), term="blocage")
    assert (row.n, row.total, row.n_reference, row.total_reference) == (3, 21, 1, 13)
    assert (row.n_articles, row.n_texts, row.n_articles_reference, row.n_texts_reference) == (2, 3, 1, 2)
    assert row.log_ratio == row.estimate == pytest.approx(np.log2(3 / 21) - np.log2(1 / 13))
    assert row.expected == pytest.approx(4 * 13 / 34)
    assert "few" in row["flags"].split(",")
    assert compared(row, lang="en") == (
        "More frequent in the texts of Le Phare (3 in 2 of 3 texts, against 1 in 1 of 2)."
    )


def test_every_row_names_its_reference():
    tokens = drawn_tokens({"X": 3, "Y": 3, "Z": 3})
    assert set(keyness(tokens, reference="rest")["reference"]) == {"rest"}
    pairs = keyness(tokens, outlet="X", reference="pairwise")
    assert set(pairs["reference"]) == {"Y", "Z"}
    assert set(keyness(tokens, outlet="X", reference="Y")["reference"]) == {"Y"}
    mean = of(keyness(tokens, outlet="X", reference="mean"), term="mot0")
    rates = [of(pairs, reference=r, term="mot0")["rate_reference"] for r in ("Y", "Z")]
    assert mean["rate_reference"] == pytest.approx(np.mean(rates))
    assert np.isnan(mean["lafon"])


def test_relabelling_the_outlets_flips_every_sign():
    tokens = drawn_tokens({"X": 4, "Y": 3}, seed=3)
    one = keyness(tokens, outlet="X", reference="Y").sort_values("term", ignore_index=True)
    two = keyness(tokens, outlet="Y", reference="X").sort_values("term", ignore_index=True)
    for score in [s for s in SCORES if s != "lafon"]:
        assert np.allclose(one[score], -two[score], atol=1e-9), score
    assert np.allclose(one["low"], -two["high"]) and np.allclose(one["deff"], two["deff"])
    # The observed value belongs to both tails, so a specificity only keeps its size where it leaves the mean.
    assert (np.sign(one["lafon"]) == -np.sign(two["lafon"])).all()


def test_a_zero_count_term_changes_nothing_but_the_family():
    counts = count(drawn_tokens({"X": 3, "Y": 3}, seed=4))
    wider = type(counts)(
        _with_empty_column(counts.matrix), counts.texts, np.append(counts.terms, "zzz"), counts.profile, 6
    )
    one, two = (keyness(c, outlet="X", min_count=0, min_texts=0) for c in (counts, wider))
    assert two.attrs["family"] == one.attrs["family"] + 1
    assert not two["term"].eq("zzz").any()
    columns = ["term", *[s for s in SCORES if not s.startswith("lrc")], "low", "high"]
    by_term = [t[columns].sort_values("term", ignore_index=True) for t in (one, two)]
    pd.testing.assert_frame_equal(*by_term)


def _with_empty_column(matrix):
    wide = matrix.copy()
    wide.resize((matrix.shape[0], matrix.shape[1] + 1))
    return wide


def test_doubling_a_text_changes_no_score_interval_or_rank():
    tokens = drawn_tokens({"X": 3, "Y": 3}, seed=5)
    copy = tokens[tokens["article_id"] == "X-000"].astype({"article_id": object})
    twice = pd.concat([tokens.astype({"article_id": object}), copy.assign(article_id="X-900")], ignore_index=True)
    for measure in (tfidf, omnibus, dispersion):
        pd.testing.assert_frame_equal(measure(tokens), measure(twice))
    pd.testing.assert_frame_equal(keyness(tokens), keyness(twice))
    assert keyness(twice).attrs["n_texts"] == 7 and keyness(twice).attrs["n_clusters"] == 6


def test_the_order_of_texts_changes_nothing():
    tokens = drawn_tokens({"X": 3, "Y": 3}, seed=6)
    blocks = [part for _, part in tokens.groupby("article_id", observed=True)]
    turned = pd.concat(blocks[::-1], ignore_index=True)
    pd.testing.assert_frame_equal(keyness(tokens), keyness(turned))


def test_the_design_effect_sees_a_word_that_one_text_repeats():
    even = {f"x{k}": "port quai mer vent" for k in range(4)} | {f"y{k}": "port vent sel eau bois" for k in range(4)}
    burst = even | {
        "x0": "port port port port quai mer vent",
        "x1": "quai mer vent",
        "x2": "quai mer vent",
        "x3": "quai mer vent",
    }
    outlets = {a: a[0].upper() for a in even}
    ids = {a: a for a in even}
    rows = [
        of(
            keyness(token_table(lines, outlets=outlets), outlet="X", min_count=1, min_texts=1, clusters=ids),
            term="port",
        )
        for lines in (even, burst)
    ]
    assert rows[0]["deff"] == 1 and rows[1]["deff"] > 1.5
    assert rows[1]["high"] - rows[1]["low"] > rows[0]["high"] - rows[0]["low"]
    assert "one text dominates" in rows[1]["flags"] and "one text dominates" not in rows[0]["flags"]


def test_one_text_per_outlet_is_description():
    table = keyness(token_table({"x": LINES["p1"], "y": LINES["a1"]}), min_count=1, min_texts=1, lang="en")
    assert table.attrs["descriptive"]
    assert table.attrs["said"] == "One text per outlet: this compares two texts, not two outlets."
    assert table[["low", "high", "deff", "lrc_texts"]].isna().all(axis=None)
    assert table["lrc"].notna().all()


def test_no_column_of_keyness_is_a_p():
    assert not {"p", "q", "p_value"} & set(keyness(little_tokens(), min_count=1).columns)


def test_an_absent_word_and_a_word_of_every_text():
    tokens = little_tokens()
    table = keyness(tokens, outlet="Le Phare", min_count=1, min_texts=1, stop=None, lang="en")
    absent = of(table, term="ni")
    assert absent["n"] == 0 and absent["log_ratio"] < 0 and absent["percent_diff"] == -100
    own = of(table, term="quai")
    assert np.isnan(own["percent_diff"]) and np.isposinf(own["odds_ratio"])
    assert "absent from the reference" in own["note"]
    everywhere = token_table(
        {"x": "port", "x2": "port quai", "y": "port", "y2": "port mer"},
        outlets={"x": "X", "x2": "X", "y": "Y", "y2": "Y"},
    )
    assert np.isfinite(of(keyness(everywhere, outlet="X", min_count=1), term="port")["g2"])


def test_an_outlet_with_nothing_in_it():
    tokens = little_tokens()
    tokens["voice"] = pd.Categorical(np.where(tokens["outlet"] == "L'Ancre", "attributed", "narrator"))
    with pytest.raises(MeasureError, match="one side has none"):
        keyness(tokens, voice="narrator", min_count=1)
    assert tfidf(tokens, voice="narrator")["outlet"].unique().tolist() == ["Le Phare"]


def test_one_outlet_cannot_be_compared():
    with pytest.raises(MeasureError, match="at least two outlets, but has 1"):
        keyness(token_table({"x": "port quai"}))
    with pytest.raises(MeasureError, match="outlet was expected to be one of L'Ancre, Le Phare, but is 'Le Rail'"):
        keyness(little_tokens(), outlet="Le Rail")


def test_the_reference_that_one_outlet_dominates_is_flagged():
    tokens = drawn_tokens({"X": 2, "Y": 8, "Z": 1})
    assert keyness(tokens, outlet="X")["flags"].str.contains("dominant reference").all()
    assert not keyness(tokens, outlet="X", reference="mean")["flags"].str.contains("dominant reference").any()


def test_omnibus_is_statsmodels():
    tokens = drawn_tokens({"X": 3, "Y": 3, "Z": 4}, seed=7)
    counts = count(tokens)
    row = omnibus(counts)
    for term in row["term"].unique()[:5]:
        part = row[row["term"] == term].sort_values("outlet")
        oracle = Table(np.array([part["n"], part["total"] - part["n"]]), shift_zeros=False)
        assert np.allclose(part["residual"], np.asarray(oracle.standardized_resids)[0], atol=1e-9)
        assert part["chi2"].iloc[0] == pytest.approx(oracle.test_nominal_association().statistic, abs=1e-9)
    two = omnibus(count(drawn_tokens({"X": 3, "Y": 3}, seed=7)))
    pair = keyness(count(drawn_tokens({"X": 3, "Y": 3}, seed=7)), outlet="X", reference="Y").set_index("term")
    first = two.drop_duplicates("term").set_index("term")
    assert np.allclose(first["g2"], pair.loc[first.index, "g2"].abs(), atol=1e-9)


def test_dispersion_by_hand():
    tokens = token_table(
        {"x1": "port port quai mer", "x2": "port vent", "x3": "mer vent"},
        outlets=dict.fromkeys(("x1", "x2", "x3"), "X"),
    )
    row = of(dispersion(tokens, min_count=1), term="port")
    # Shares of words 4/8, 2/8, 2/8 against shares of uses 2/3, 1/3, 0.
    dp = (abs(1 / 2 - 2 / 3) + abs(1 / 4 - 1 / 3) + 1 / 4) / 2
    assert row["dp"] == pytest.approx(dp)
    assert row["dp_norm"] == row["estimate"] == pytest.approx(dp / (1 - 1 / 4))
    assert (row["n"], row["n_articles"], row["n_texts"]) == (3, 2, 3)


def test_dispersion_is_withheld_below_three_texts():
    table = dispersion(drawn_tokens({"X": 2}), min_count=1, lang="en")
    assert table[["dp", "dp_norm"]].isna().all(axis=None)
    assert table["note"].eq("no dispersion: fewer than three texts").all()


def test_attributes_say_how_it_was_made():
    attrs = keyness(drawn_tokens({"X": 2, "Y": 3})).attrs
    assert {
        "method",
        "unit",
        "reference",
        "correction",
        "n_tokens",
        "n_texts",
        "n_clusters",
        "profile",
        "stop_list",
        "said",
    } <= set(attrs)
    assert (attrs["n_tokens"], attrs["n_texts"], attrs["n_clusters"]) == (300, 5, 5)


def test_the_filter_never_asks_for_more_texts_than_the_smallest_outlet_has():
    lonely = keyness(token_table({"x": "port port quai", "y": "mer mer quai"}), min_count=2, min_texts=3)
    assert {"port", "mer"} <= set(lonely["term"]) and lonely.attrs["min_texts"] == 1
    assert keyness(drawn_tokens({"X": 3, "Y": 5}), min_texts=9).attrs["min_texts"] == 3
