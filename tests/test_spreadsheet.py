"""No cell that is written is calculated by a spreadsheet, whichever way it is written."""

import csv as reader
import io
import re

import pandas as pd
import pytest
from common import ROOT

from cadrage.export.csv import write_csv
from cadrage.report.csv import csv_of

FORMULAS = ["=1+1", "+33 1", "-2+3", "@SOMME(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠A1"]


def _exported(table: pd.DataFrame) -> str:
    out = io.StringIO()
    write_csv(table, out)
    return out.getvalue()


@pytest.mark.parametrize("written", [csv_of, _exported])
@pytest.mark.parametrize("kind", ["str", object, "category"])
def test_text_like_a_formula_stands_behind_an_apostrophe_and_other_text_as_it_is(written, kind):
    plain = ["1 = 1", "n°2", "", "« =1 »"]
    table = pd.DataFrame({"term": pd.Series([*FORMULAS, *plain], dtype=kind), "n": -1})
    rows = list(reader.reader(io.StringIO(written(table), newline="")))[1:]
    assert [term for term, _ in rows] == [*(f"'{f}" for f in FORMULAS), *plain]
    assert {n for _, n in rows} == {"-1"}


def test_the_script_of_the_page_has_the_same_rule():
    script = (ROOT / "src/cadrage/report/assets/report.js").read_text(encoding="utf-8")
    # A class of characters is written alike in both languages.
    rule = re.compile(re.search(r"/(\^\[=[^\]]*\])/\.test", script)[1])
    assert all(map(rule.match, FORMULAS)) and not any(map(rule.match, ["1 = 1", "n°2", "« =1 »"]))
