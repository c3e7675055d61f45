import numpy as np
import pandas as pd

from cadrage.read.coverage import coverage, covered, remarks, sections


def articles(*rows) -> pd.DataFrame:
    """Rows of (outlet, date, number of words, warnings)."""
    return pd.DataFrame({
        "article_id": [str(k) for k in range(len(rows))],
        "outlet": [r[0] for r in rows],
        "date": pd.to_datetime([r[1] for r in rows]),
        "section": ["Une", "Mer"] * (len(rows) // 2) + ["Une"] * (len(rows) % 2),
        "text": [" ".join(f"m{k}x{i}" for i in range(r[2])) for k, r in enumerate(rows)],
        "n_words": [r[2] for r in rows],
        "warnings": [list(r[3:]) for r in rows],
    })  # fmt: skip


def test_a_corpus_counted_by_hand():
    table = coverage(articles(
        ("X", "2017-05-01", 100), ("X", "2017-05-03", 300, "may be truncated: x"), ("X", None, 200, "behind a paywall: y"),
        ("Y", "2017-05-02", 50), ("Y", "2017-05-03", 70, "headline guessed"),
    ))  # fmt: skip
    x, y = table.itertuples(index=False)
    assert (x.n_articles, x.n_undated, x.n_days, x.n_missing_days, x.n_sections, x.n_cut) == (3, 1, 2, 1, 2, 2)
    assert (x.words_low, x.words_median, x.words_high) == (150, 200, 250)
    assert (str(x.first)[:10], str(x.last)[:10]) == ("2017-05-01", "2017-05-03")
    assert (y.n_articles, y.n_missing_days, y.n_cut, y.n_duplicates) == (2, 1, 0, 0)
    assert np.isnan(x.shared)


def test_repeats_within_an_outlet_are_duplicates_and_copies_in_another_are_not():
    table = articles(("X", "2017-05-01", 60), ("X", "2017-05-02", 60), ("Y", "2017-05-02", 60))
    table["text"] = table["text"].iloc[0]
    assert coverage(table)["n_duplicates"].tolist() == [1, 0]


def test_shared_copy_counts_overlaps_once():
    table = articles(("X", None, 1))
    table["text"] = "a" * 100
    passages = pd.DataFrame({"article_id": "0", "start": [0, 20, 90], "end": [30, 40, 100]})
    assert coverage(table, passages=passages)["shared"].tolist() == [0.5]


def test_comparable_outlets_get_no_remark():
    rows = [(outlet, f"2017-05-{day:02}", 200) for outlet in "XY" for day in range(1, 9)]
    assert remarks(coverage(articles(*rows))) == []


def test_outlets_that_differ_get_one_sentence_for_each_difference():
    rows = [("X", f"2017-05-{day:02}", 400) for day in range(1, 9)]
    rows += [("Y", "2017-05-20", 100, "may be truncated: x"), ("Y", None, 100)]
    said = remarks(coverage(articles(*rows)), lang="en")
    assert said == [
        "X has 8 articles, Y 2: compare shares, not numbers.",
        "The median article of X has 400 words, that of Y 100: what is short says less.",
        "X runs from 2017-05-01 to 2017-05-08, Y from 2017-05-20 to 2017-05-20: less than half of the time is common.",
        "Articles that look truncated or are behind a paywall: Y (1 of 2).",
        "Articles without a date: Y (1 of 2).",
    ]
    french = remarks(coverage(articles(*rows)))
    assert len(french) == 5 and french[3].endswith("réservés aux abonnés : Y (1 sur 2).")


def test_a_remark_names_some_outlets_and_counts_the_others():
    table = coverage(articles(*[(f"M{k}", None, 100) for k in range(9)]))
    assert remarks(table, lang="en")[-1] == (
        "Articles without a date: M0 (1 of 1), M1 (1 of 1), M2 (1 of 1), M3 (1 of 1), M4 (1 of 1), M5 (1 of 1) and 3 others."
    )


def test_shared_copy_is_said_only_where_it_is_known_and_large():
    table = articles(("X", None, 1), ("Y", None, 1))
    table["text"] = "a" * 100
    passages = pd.DataFrame({"article_id": ["0", "1"], "start": [0, 0], "end": [60, 40]})
    assert any("X (60\u202f%) ; lisez" in said for said in remarks(coverage(table, passages=passages)))
    assert not any("copie" in said for said in remarks(coverage(table)))


def test_the_rows_behind_a_count_are_those_that_were_counted():
    table = coverage(articles(("X", None, 60, "may be truncated: x"), ("X", "2017-05-02", 60), ("Y", "2017-05-02", 60)))
    x = table.iloc[0]
    assert (x["rows_n_articles"], x["rows_n_undated"], x["rows_n_cut"], x["rows_n_duplicates"]) == (
        (0, 1),
        (0,),
        (0,),
        (),
    )
    for name in ("n_articles", "n_undated", "n_cut", "n_duplicates"):
        assert table[f"rows_{name}"].map(len).tolist() == table[name].tolist()


def test_sections_add_up_to_the_articles_and_are_absent_where_none_is_given():
    table = articles(*[("X", None, 9)] * 5, *[("Y", None, 9)] * 3)
    table.loc[[1, 6], "section"] = None
    counted = sections(table)
    assert counted.groupby("outlet")["n"].sum().to_dict() == {"X": 5, "Y": 3}
    assert counted["section"].iloc[-1] == "no section" and counted["rows"].map(len).tolist() == counted["n"].tolist()
    table["section"] = None
    assert sections(table).empty


def test_every_remark_exists_in_both_languages():
    from cadrage.read.coverage import _REMARKS

    assert _REMARKS["fr"].keys() == _REMARKS["en"].keys()


def test_a_period_inside_another_is_compared_with_it_and_not_with_itself():
    rows = [("X", f"2017-05-{day:02}", 200) for day in range(1, 29)] + [
        ("Y", f"2017-05-{day}", 200) for day in (10, 11)
    ] * 7
    said = remarks(coverage(articles(*rows)), lang="en")
    assert (
        "X runs from 2017-05-01 to 2017-05-28, Y from 2017-05-10 to 2017-05-11: less than half of the time is common."
        in said
    )


def test_stretches_inside_others_count_once():
    start, end = np.array([5, 0, 2, 3]), np.array([9, 10, 4, 8])
    assert covered(["a", "a", "a", "b"], start, end).to_dict() == {"a": 10, "b": 5}
