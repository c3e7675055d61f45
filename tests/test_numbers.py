"""Numbers are written one way for each language, in sentences as in tables."""

import math

import numpy as np
import pandas as pd
import pytest

from cadrage.measure import compared
from cadrage.numbers import number, p_value, percent, whole
from cadrage.read.coverage import remarks
from cadrage.report.language import Language
from cadrage.report.table import html_table


@pytest.mark.parametrize(
    ("p", "french", "english"),
    [
        (0.125, "0,125", "0.125"),
        (1 / 35, "0,029", "0.029"),
        (0.1, "0,100", "0.100"),
        (0.05, "0,050", "0.050"),
        (1.0, "1,000", "1.000"),
        (0.0005, "0,0005", "0.0005"),
        (1 / 12870, "0,00008", "0.00008"),
        (math.nan, "", ""),
    ],
)
def test_a_p_is_written_alike_in_sentences_and_tables(p, french, english):
    table = pd.DataFrame({"outlet": ["X"], "p": [p]})
    for lang, written in (("fr", french), ("en", english)):
        assert p_value(p, lang) == Language(lang).p(p) == written
        assert f'<td class="num">{written}</td>' in html_table(table, Language(lang))[0]


def test_a_p_is_never_written_as_none():
    assert not any(float(p_value(10.0**-k, "en")) == 0 for k in range(1, 9))


def test_counts_of_tables_have_thousands_in_sentences():
    # Sums and medians of tables are numbers of numpy, which Python does not take for its own.
    for n in (9450, np.int64(9450)):
        assert whole(n, "fr") == Language("fr").t("n texts", n=n).split(" ")[0] == "9\u202f450"
        assert Language("en").t("n articles", n=n) == "9,450 articles"
    assert number(np.float64(1234.5), "fr", 1) == "1\u202f234,5" and percent(12.5, "en") == "1,250%"


def test_remarks_and_comparisons_have_thousands():
    rows = {"outlet": ["X", "Y"], "n_articles": [9450, 40], "n_undated": [1200, 0], "first": pd.NaT, "last": pd.NaT,
            "words_median": [4000.0, 300.0], "n_cut": 0, "n_duplicates": 0}  # fmt: skip
    said = " ".join(remarks(pd.DataFrame(rows), lang="fr"))
    assert "9\u202f450 articles" in said and "4\u202f000 mots" in said and "1\u202f200 sur 9\u202f450" in said
    row = pd.Series({"outlet": "X", "estimate": 1.0, "n": 6000, "n_articles": 3, "n_texts": 4, "n_reference": 3,
                     "n_articles_reference": 3, "n_texts_reference": 8})  # fmt: skip
    assert "(6,000 in 3 of 4 texts" in compared(row, lang="en")
