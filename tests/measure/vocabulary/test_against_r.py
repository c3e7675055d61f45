"""Measures against R: values computed by ``reference.R`` beside this file, with R's own functions and the package ca."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from common import token_table

from cadrage.measure import correspondence, count, term_tests
from cadrage.measure.uncertainty.intervals import clopper_pearson, wilson
from cadrage.measure.vocabulary import scores

R = json.loads((Path(__file__).parent / "reference_r.json").read_text(encoding="utf-8"))


def test_specificity_is_what_textometry_computes_with_phyper():
    cells = np.array(R["cells"]).T
    assert scores.lafon(*cells) == pytest.approx(R["lafon"], rel=1e-9, abs=1e-9)


def test_the_conservative_log_ratio_is_everts():
    cells = np.array(R["cells"]).T
    assert scores.lrc(*cells, family=250) == pytest.approx(R["lrc"], abs=1e-9)


def test_correspondence_is_that_of_the_package_ca_up_to_sign():
    table = np.array(R["table"])
    lines = {f"{'ABCD'[k]}1": " ".join(f"mot{j + 1} " * n for j, n in enumerate(row)) for k, row in enumerate(table)}
    tokens = token_table(lines, outlets={a: a[0] for a in lines})
    found = correspondence(count(tokens, stop=None), min_count=1, min_texts=1)
    assert np.allclose(found.attrs["eigenvalues"], R["eigenvalues"], atol=1e-9)
    rows = found[found["kind"] == "outlet"].sort_values("name")
    terms = found[found["kind"] == "term"].sort_values("name")
    for k in (0, 1):
        for mine, name in ((rows, "row_points"), (terms, "column_points")):
            ours, theirs = mine[f"axis_{k + 1}"].to_numpy(), np.array(R[name])[:, k]
            assert np.allclose(ours * np.sign(ours @ theirs), theirs, atol=1e-9)
        assert np.allclose(rows[f"contribution_{k + 1}"], np.array(R["row_contributions"])[:, k], atol=1e-9)
        assert np.allclose(rows[f"cos2_{k + 1}"], np.array(R["row_cos2"])[:, k], atol=1e-9)


def test_wilson_and_exact_intervals_are_those_of_prop_test_and_binom_test():
    k, n = np.array(R["shares"]["k"]), np.array(R["shares"]["n"])
    assert np.allclose(np.transpose(wilson(k, n)), R["shares"]["wilson"], atol=1e-9)
    assert np.allclose(np.transpose(clopper_pearson(k, n)), R["shares"]["exact"], atol=1e-9)


def test_welch_over_texts_is_that_of_t_test():
    lines, outlets = {}, {}
    for side in ("x", "y"):
        for k, rate in enumerate(R["welch"][side]):
            n = round(1000 * rate)
            lines[f"{side}{k}"] = "port " * n + "quai " * (1000 - n)
            outlets[f"{side}{k}"] = side
    clusters = pd.Series(outlets).index.to_series()
    table = term_tests(
        token_table(lines, outlets=outlets), outlet="x", reference="y", correction="BH", clusters=clusters
    )
    row = table[table["term"] == "port"].iloc[0]
    assert row["p"] == pytest.approx(R["welch"]["p"], abs=1e-9)
    assert [row["low"] / 1000, row["high"] / 1000] == pytest.approx(R["welch"]["interval"], abs=1e-9)
