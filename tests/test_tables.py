"""The contract of the tables: columns of the specification, and refusal of anything else."""

import pytest

from cadrage import tables
from cadrage.errors import TableError

# What other programs rely on; a column may be added, none may go.
CONTRACT = {
    "articles": "article_id outlet date title text headline_end url section event source_file sha256 n_words warnings",
    "tokens": "article_id i start end lemma pos morph head dep sentence zone voice attribution_id distance shared",
    "attributions": "article_id attribution_id type starts ends cue_start cue_end cue_lemma cue_class source_start "
    "source_end speaker speaker_kind parent_id rule confidence",
    "hits": "article_id frame term start end zone voice speaker distance negated shared excluded reason",
    "passages": "passage_id article_id start end kind similarity agency_credit",
    "statements": "statement_id article_id attribution_id start end similarity",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_declared_columns_hold_the_contract(name):
    declared = [c.name for c in tables.TABLES[name]]
    assert set(CONTRACT[name].split()) <= set(declared)
    assert len(declared) == len(set(declared))
    assert tables.empty(name).columns.tolist() == declared == tables.arrow_schema(name).names


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="the table hits was expected to have the column 'article_id'"):
        tables.make("hits", [{"term": "annexion"}])


def test_a_value_that_is_not_allowed_is_named():
    row = {
        "passage_id": "p", "article_id": "a", "outlet": "X", "event": None, "start": 0, "end": 1, "kind": "dépêche",
        "similarity": 1.0, "agency_credit": None,
    }  # fmt: skip
    with pytest.raises(TableError, match="dépêche"):
        tables.make("passages", [row])
