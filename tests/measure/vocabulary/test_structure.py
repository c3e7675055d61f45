"""Measures between whole vocabularies: correspondence analysis, word shift, separation, tests by text."""

import numpy as np
import pandas as pd
import prince
import pytest
from common import token_table
from little_corpus import drawn_tokens
from scipy import stats
from scipy.spatial.distance import jensenshannon

from cadrage.errors import MeasureError
from cadrage.measure import (
    correspondence,
    count,
    dispersion,
    omnibus,
    separation,
    term_tests,
    tfidf,
    word_shift,
)
from cadrage.measure.vocabulary.separation import _all_but_one


def contrasted(size: int = 4, *, outlets=("X", "Y")) -> pd.DataFrame:
    """Texts of two outlets that differ in one frequent word each, the rest being drawn from one law."""
    tokens = drawn_tokens(dict.fromkeys(outlets, size), seed=9)
    lines, names = {}, {}
    for article, part in tokens.astype({"form": str}).groupby("article_id", observed=True):
        own = {"X": "annexion", "Y": "rattachement"}.get(article[0], "passage")
        lines[article], names[article] = " ".join([*part["form"], *[own] * 20]), article[0]
    return token_table(lines, outlets=names)


def test_correspondence_is_princes_up_to_sign():
    counts = count(drawn_tokens({"X": 3, "Y": 2, "Z": 4, "W": 3}, seed=2))
    table = correspondence(counts, min_count=1, min_texts=1, axes=3)
    rows = table[table["kind"] == "outlet"].set_index("name")
    wide = pd.DataFrame(
        [counts.matrix[np.flatnonzero(counts.texts["outlet"] == o)].sum(axis=0) for o in rows.index],
        index=list(rows.index), columns=list(counts.terms),
    )  # fmt: skip
    oracle = prince.CA(n_components=3, engine="scipy", random_state=0).fit(wide)
    terms = table[table["kind"] == "term"].set_index("name").loc[wide.columns]
    assert np.allclose(table.attrs["eigenvalues"][:3], oracle.eigenvalues_, atol=1e-9)
    assert table.attrs["total_inertia"] == pytest.approx(oracle.total_inertia_, abs=1e-9)
    for k in range(3):
        for mine, theirs in ((rows, oracle.row_coordinates(wide)), (terms, oracle.column_coordinates(wide))):
            a, b = mine[f"axis_{k + 1}"].to_numpy(), theirs[k].to_numpy()
            assert np.allclose(a * np.sign(a @ b), b, atol=1e-9)
        assert np.allclose(rows[f"contribution_{k + 1}"], oracle.row_contributions_[k], atol=1e-9)
        assert np.allclose(rows[f"cos2_{k + 1}"], oracle.row_cosine_similarities(wide)[k], atol=1e-9)


@pytest.mark.parametrize("sizes", [{"X": 4, "Y": 5}, dict.fromkeys("ABCDEFGHIJKLMNOPQ", 3)])
def test_the_p_of_inertia_is_that_of_texts_dealt_one_by_one(sizes):
    """Some outlets are counted in one number: the counts are those of a plain sum over texts."""
    counts = count(drawn_tokens(sizes, words=30, seed=3))
    table = correspondence(counts, min_count=1, min_texts=1, n_permutations=120, seed=5)
    dense, outlets = counts.matrix.toarray(), sorted(sizes)
    group = np.array([outlets.index(o) for o in counts.texts["outlet"]])
    rng, reached = np.random.default_rng(5), 0
    for _ in range(120):
        dealt = rng.permutation(group)
        n = np.array([dense[dealt == k].sum(axis=0) for k in range(len(outlets))])
        expected = np.outer(n.sum(axis=1), n.sum(axis=0)) / n.sum()
        reached += ((n - expected) ** 2 / expected).sum() / n.sum() >= table.attrs["total_inertia"] - 1e-12
    assert 0 < reached < 120 and table.attrs["p_inertia"] == (1 + reached) / 121


def test_the_parts_of_inertia_add_up_and_texts_lie_around_their_outlet():
    table = correspondence(contrasted(), min_count=1, min_texts=1)
    for kind in ("outlet", "term"):
        part = table[table["kind"] == kind]
        assert part["inertia"].sum() == pytest.approx(table.attrs["total_inertia"])
        assert part["contribution_1"].sum() == pytest.approx(1)
    texts = table[table["kind"] == "text"]
    centres = table[table["kind"] == "outlet"].set_index("name")["axis_1"]
    for outlet, part in texts.groupby("outlet"):
        assert np.average(part["axis_1"], weights=part["mass"]) == pytest.approx(centres[outlet])


def test_a_rule_fixes_the_signs_of_the_axes():
    tokens = contrasted(outlets=("X", "Y", "Z"))
    table = correspondence(tokens, min_count=1, min_texts=1)
    terms = table[table["kind"] == "term"]
    for k in (1, 2):
        assert terms.loc[terms[f"contribution_{k}"].idxmax(), f"axis_{k}"] > 0
    assert "Trois médias remplissent toujours un plan" in table.attrs["said"]
    assert table.attrs["draw_texts"]


def test_inertia_is_tested_before_anything_is_read():
    noise = correspondence(drawn_tokens({"X": 4, "Y": 4}, seed=1), lang="en")
    real = correspondence(contrasted(), lang="en")
    assert noise.attrs["p_inertia"] > 0.05 and "compatible with independence" in noise.attrs["said"]
    assert real.attrs["p_inertia"] <= 0.05 and "exceeds" in real.attrs["said"]
    assert "p_inertia" not in correspondence(drawn_tokens({"X": 1, "Y": 3}, seed=1)).attrs
    with pytest.raises(MeasureError, match="two outlets and two terms at least, but has 1"):
        correspondence(drawn_tokens({"X": 3}))


def test_word_shift_is_scipys_divergence_term_by_term():
    counts = count(drawn_tokens({"X": 3, "Y": 4}, seed=3))
    table = word_shift(counts, outlet="X", reference="Y")
    sums = [np.asarray(counts.matrix[np.flatnonzero(counts.texts["outlet"] == o)].sum(axis=0)).ravel() for o in "XY"]
    expected = jensenshannon(*(s / s.sum() for s in sums), base=2) ** 2
    assert table.attrs["divergence"] == pytest.approx(expected, abs=1e-9)
    assert table["estimate"].sum() == pytest.approx(expected, abs=1e-12)
    assert (table["estimate"] >= 0).all() and table["cumulative"].iloc[-1] == pytest.approx(1)
    turned = word_shift(counts, outlet="Y", reference="X")
    assert turned["estimate"].tolist() == pytest.approx(table["estimate"].tolist())
    assert turned.set_index("term")["direction"].add(table.set_index("term")["direction"]).eq(0).all()


def test_a_raw_divergence_is_set_against_the_one_of_texts_dealt_at_random():
    noise = word_shift(drawn_tokens({"X": 4, "Y": 4}, seed=1), outlet="X", reference="Y").attrs
    real = word_shift(contrasted(), outlet="X", reference="Y")
    assert noise["divergence"] < noise["permutation_high"] and noise["p"] > 0.05
    assert set(real["term"][:2]) == {"annexion", "rattachement"} and real.attrs["p"] == real.attrs["floor"]
    assert "p" not in word_shift(drawn_tokens({"X": 1, "Y": 4}), outlet="X", reference="Y").attrs


def test_the_shift_names_its_reference_whichever_it_is():
    tokens = contrasted(outlets=("X", "Y", "Z"))
    pairs = word_shift(tokens, reference="pairwise", top=1)
    assert list(zip(pairs["outlet"], pairs["reference"], strict=True)) == [
        (a, b) for a in "XYZ" for b in "XYZ" if a != b
    ]
    alone = word_shift(tokens, outlet="X", reference="Y")
    both = pairs[(pairs["outlet"] == "X") & (pairs["reference"] == "Y")].iloc[0]
    assert (both["divergence"], both["p"]) == (alone.attrs["divergence"], alone.attrs["p"])
    for name in ("rest", "mean"):
        table = word_shift(tokens, reference=name)
        assert set(table["reference"]) == {name} and set(table["outlet"]) == set("XYZ")
        sums = table.groupby("outlet")["estimate"].sum()
        assert np.allclose(sums, table.groupby("outlet")["divergence"].first())


def test_in_the_mean_every_other_outlet_weighs_the_same():
    lines = {"x1": "port quai", "y1": "port " * 7 + "quai", "z1": "quai quai"}
    tokens = token_table(lines, outlets={k: k[0].upper() for k in lines})
    row = word_shift(tokens, outlet="X", reference="mean").set_index("term").loc["port"]
    # Y has port in 7 of 8 words, Z in none of 2: the mean of the rates, not 7 of 10.
    assert row["rate_reference"] == pytest.approx(1000 * (7 / 8 + 0) / 2)
    divergence = word_shift(tokens, outlet="X", reference="mean").attrs["divergence"]
    assert divergence == pytest.approx(jensenshannon([0.5, 0.5], [7 / 16, 9 / 16], base=2) ** 2, abs=1e-12)
    assert np.isnan(row["p"])


def test_the_null_of_the_mean_keeps_its_error_rate():
    rejected = 0
    for seed in range(40):
        tokens = drawn_tokens({"X": 3, "Y": 4, "Z": 3}, words=40, vocabulary=12, seed=seed)
        rejected += word_shift(tokens, outlet="X", reference="mean", n_permutations=39, seed=seed).attrs["p"] <= 0.05
    # Of 40 true nulls 2 are expected; more than 6 would be beyond the 99th percentile.
    assert rejected <= 6


def test_a_side_without_words_gives_no_shift():
    tokens = drawn_tokens({"X": 2, "Y": 2})
    tokens.loc[tokens["outlet"] == "Y", "boilerplate"] = True
    with pytest.raises(MeasureError, match="words on both sides"):
        word_shift(tokens, outlet="X")


WHOLE = {
    "correspondence": lambda t, c: correspondence(t, min_count=1, min_texts=1, clusters=c),
    "word_shift": lambda t, c: word_shift(t, clusters=c),
    "separation": lambda t, c: separation(t, clusters=c),
    "term_tests": lambda t, c: term_tests(t, outlet="X", reference="Y", correction="BH", clusters=c),
    "dispersion": lambda t, c: dispersion(t, min_count=1, clusters=c),
    "tfidf": lambda t, c: tfidf(t, clusters=c),
    "omnibus": lambda t, c: omnibus(t, min_count=1, clusters=c),
}


@pytest.mark.parametrize("name", WHOLE)
def test_doubling_a_text_and_another_order_change_nothing(name):
    tokens = drawn_tokens({"X": 6, "Y": 7}, words=30, vocabulary=12, seed=4).astype({"article_id": str})
    ids = {a: a for a in tokens["article_id"].unique()}
    copy = tokens[tokens["article_id"] == "X-002"].assign(article_id="X-900")
    twice = pd.concat([tokens, copy], ignore_index=True).sample(frac=1, random_state=1)
    twice = twice.sort_values(["article_id", "i"], ascending=[False, True])
    one, two = WHOLE[name](tokens, ids), WHOLE[name](twice, ids | {"X-900": "X-002"})
    pd.testing.assert_frame_equal(one, two)


@pytest.mark.parametrize("size", [4, 14, 30])
def test_the_leave_out_distance_is_one_half_under_chance(size):
    """By all pairs, by folds of texts, by folds of blocks: the mean over shuffled labels is .5."""
    tokens = drawn_tokens({"X": size, "Y": size}, words=25, seed=4)
    row = separation(tokens, n_permutations=199).iloc[0]
    assert row["null_mean"] == pytest.approx(0.5, abs=0.002)
    assert row["low"] < row["estimate"] < row["high"]


def test_the_mean_over_every_labelling_is_exactly_one_half():
    row = separation(drawn_tokens({"X": 4, "Y": 4}, seed=5)).iloc[0]
    assert row["null_mean"] == pytest.approx(0.5, abs=1e-12)


def test_outlets_that_differ_are_separated_and_small_ones_are_withheld():
    row = separation(contrasted()).iloc[0]
    assert row["estimate"] > row["high"] or row["estimate"] == pytest.approx(row["high"])
    assert row["p"] == row["floor"] == pytest.approx(2 / 70)
    few = separation(contrasted(3), lang="en").iloc[0]
    assert np.isnan(few["estimate"]) and np.isnan(few["p"]) and "at least four" in few["note"]


@pytest.mark.parametrize("sizes", [{"X": 14, "Y": 13}, {"X": 21, "Y": 52}])
def test_the_leave_out_distance_by_folds_follows_its_definition(sizes):
    """Fold by fold; some words stand in the texts of one fold only, so that the others tell nothing of them."""
    tokens = drawn_tokens(sizes, words=12, vocabulary=90, seed=7)
    counts = count(tokens)
    two = {o: counts.matrix[np.flatnonzero(counts.texts["outlet"] == o)].toarray().astype(float) for o in sizes}
    several = (counts.matrix.toarray() > 0).sum(axis=0) > 1
    blocks = {}
    for outlet, n in two.items():
        shares = n / n.sum(axis=1, keepdims=True)
        size = max(1, min(sizes.values()) // 10)
        number = np.arange(len(n)) % max(1, len(n) // size)
        blocks[outlet] = np.array([shares[number == k].mean(axis=0) for k in range(number.max() + 1)])
    told = []
    for fold in range(5):
        # The first text of a side is in the fold of number one: they are counted from there.
        out = {o: (np.arange(len(b)) + 1) % 5 == fold for o, b in blocks.items()}
        a, b = (blocks[o][~out[o]].mean(axis=0) for o in ("X", "Y"))
        a, b = (np.where(side <= 1e-12, 0, side) for side in (a, b))
        rho = np.where(a + b > 0, a / np.where(a + b > 0, a + b, 1), 0.5)
        left, right = (blocks[o][out[o]].mean(axis=0) for o in ("X", "Y"))
        told.append(((left * rho)[several].sum() + (right * (1 - rho))[several].sum()) / 2)
    # A word of one text only counts one half.
    lone = [b[:, ~several].sum(axis=1).mean() / 4 for b in blocks.values()]
    assert separation(counts)["estimate"].iloc[0] == pytest.approx(np.mean(told) + sum(lone), abs=1e-12)


def test_all_folds_but_one_leave_no_trace_of_rounding():
    rng = np.random.default_rng(0)
    sums = rng.random((3, 5, 400)) * (rng.random((3, 5, 400)) < 0.2)
    rest = _all_but_one(sums)
    for k in range(5):
        others = np.delete(sums, k, axis=1)
        assert np.allclose(rest[:, k], others.sum(axis=1), rtol=1e-14, atol=0)
        assert ((rest[:, k] == 0) == (others == 0).all(axis=1)).all()


def test_by_hand_separation_of_two_disjoint_vocabularies_is_certain():
    lines = {f"x{k}": "port quai" for k in range(4)} | {f"y{k}": "mer vent" for k in range(4)}
    tokens = token_table(lines, outlets={a: a[0] for a in lines})
    assert separation(tokens, clusters={a: a for a in lines}).iloc[0]["estimate"] == 1


def test_welch_is_scipys_and_corrected_by_benjamini_and_hochberg():
    tokens = drawn_tokens({"X": 7, "Y": 9}, seed=6)
    table = term_tests(tokens, outlet="X", reference="Y", correction="BH").set_index("term")
    counts = count(tokens)
    rates = pd.DataFrame(counts.matrix.toarray() / counts.texts["n_tokens"].to_numpy()[:, None], columns=counts.terms)
    first = (counts.texts["outlet"] == "X").to_numpy()
    for term in table.index[:8]:
        welch = stats.ttest_ind(rates[term][first], rates[term][~first], equal_var=False)
        assert table.loc[term, "p"] == pytest.approx(welch.pvalue, abs=1e-9)
        interval = welch.confidence_interval()
        assert np.allclose(table.loc[term, ["low", "high"]].astype(float), 1000 * np.array(interval), atol=1e-9)
    assert np.allclose(table["q"], stats.false_discovery_control(table["p"]), atol=1e-12)


def test_lists_of_words_are_tested_from_six_texts_on():
    few = term_tests(contrasted(5), outlet="X", reference="Y", lang="en")
    assert few[["p", "q"]].isna().all(axis=None) and few["estimate"].notna().all()
    assert "no word can pass a correction over 250 words" in few.attrs["said"]
    many = term_tests(contrasted(6), outlet="X", reference="Y").set_index("term")
    assert (many.loc[["annexion", "rattachement"], "q"] <= 0.05).all()
    assert (many.drop(["annexion", "rattachement"])["q"] > 0.05).all()


def test_declared_words_are_tested_from_two_texts_on():
    row = term_tests(contrasted(3), outlet="X", reference="Y", terms=["annexion"], correction=None).iloc[0]
    assert row["p"] == pytest.approx(0.1) == row["floor"]
    one = term_tests(contrasted(1), outlet="X", reference="Y", terms=["annexion"], lang="en").iloc[0]
    assert np.isnan(one["p"]) and "no p" in one["note"]
    refused = term_tests(
        contrasted(3), outlet="X", reference="Y", terms=["annexion", "mot0"], correction="holm", lang="en"
    )
    assert refused["p"].notna().all() and refused["q"].isna().all()
    assert refused["note"].str.contains("q out of reach").all()
    with pytest.raises(MeasureError, match="'conquête' never occurs"):
        term_tests(contrasted(3), outlet="X", terms=["conquête"])


def test_relabelling_flips_the_test_of_a_word_and_keeps_its_p():
    tokens = contrasted(4)
    one, two = (
        term_tests(tokens, outlet=a, reference=b, terms=["annexion", "mot0"], correction=None).set_index("term")
        for a, b in (("X", "Y"), ("Y", "X"))
    )
    assert np.allclose(one["estimate"], -two.loc[one.index, "estimate"]) and np.allclose(
        one["p"], two.loc[one.index, "p"]
    )


def test_the_null_of_lists_keeps_its_error_rate():
    """Texts of one law, labels shuffled: any word with q ≤ .05 is an error of the family."""
    wrong = [
        bool((term_tests(drawn_tokens({"X": 6, "Y": 6}, words=30, vocabulary=20, seed=s), outlet="X", correction=how)["q"] <= 0.05).any())
        for s in range(15)
        for how in ("maxT", "BH")
    ]  # fmt: skip
    assert np.mean(wrong) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / len(wrong))


def test_no_path_gives_a_p_below_two_texts():
    tokens = contrasted(1)
    words = [
        term_tests(tokens, outlet="X", terms=["annexion"], correction=how)[["p", "q"]]
        for how in ("maxT", "holm", "BH", None)
    ]
    assert all(table.isna().all(axis=None) for table in words)
    assert separation(tokens)["p"].isna().all()
    assert "p" not in word_shift(tokens, outlet="X").attrs
    assert "p_inertia" not in correspondence(tokens, min_count=1).attrs
