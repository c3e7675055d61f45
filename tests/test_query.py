"""Questions in SQL are answered from the tables on disk."""

import pytest

from cadrage.errors import MeasureError


def test_an_answer_is_what_the_tables_hold(demo):
    answer = demo.query("SELECT outlet, count(*) AS n FROM hits WHERE NOT excluded GROUP BY outlet ORDER BY outlet")
    expected = demo.hits[~demo.hits["excluded"]].groupby("outlet").size()
    assert dict(zip(answer["outlet"], answer["n"], strict=True)) == expected.to_dict()


def test_tables_in_parts_are_one_table(demo):
    answer = demo.query(
        "SELECT count(*) AS n, count(DISTINCT t.article_id) AS articles FROM tokens t JOIN articles USING (article_id)"
    )
    assert answer.loc[0].tolist() == [len(demo.tokens), len(demo.articles)]


def test_what_is_no_question_is_said(demo):
    with pytest.raises(MeasureError, match="a question in SQL was expected, about articles, tokens"):
        demo.query("SELECT nothing FROM nowhere")
