"""Ways of naming and words for one event, counted by hand."""

import pytest
from marked import NO_ATTRIBUTIONS, tokens_of

from cadrage.errors import MeasureError
from cadrage.measure.stance.mentions import mentions
from cadrage.measure.stance.naming import named_sets, namings, set_shares

ACTORS = {"Gouvernement valdarien": ["le gouvernement valdarien", "la Valdarie", "Ostervel"]}
TEXTS = {
    "a": "Le régime d'Ostervel proteste. Ostervel attend. Le régime valdarien cède. Les frappes ont repris.",
    "b": "La Valdarie proteste. Le gouvernement valdarien attend. Le bombardement a repris. Un raid à vélo part mardi.",
}


@pytest.fixture(scope="module")
def tokens():
    out = tokens_of(TEXTS)
    out["outlet"] = out["article_id"].map({"a": "Le Phare", "b": "L'Ancre"})
    return out


@pytest.fixture(scope="module")
def named(tokens):
    return mentions(tokens, actors=ACTORS, attributions=NO_ATTRIBUTIONS)


def test_ways_are_counted_by_outlet(named):
    table = namings(named).set_index(["outlet", "value"])["n"]
    assert table.to_dict() == {
        ("L'Ancre", "gouvernement"): 1, ("L'Ancre", "name"): 1, ("Le Phare", "régime"): 2, ("Le Phare", "metonym"): 1,
    }  # fmt: skip


def test_first_mention_apart(named):
    table = namings(named, first=True)
    assert dict(zip(table["outlet"], table["way"], strict=True)) == {"L'Ancre": "name", "Le Phare": "label"}
    assert namings(named).set_index(["outlet", "value"]).at[("Le Phare", "régime"), "n_first"] == 1


def test_rows_open_the_mentions(named, tokens):
    row = namings(named).set_index(["outlet", "value"]).loc[("Le Phare", "régime")]
    assert tokens.loc[list(row["rows"]), "form"].tolist() == ["régime", "régime"]


def test_event_is_named_differently(tokens, named):
    table = set_shares(named_sets(tokens, NO_ATTRIBUTIONS, named, sets=["armed action"]))
    used = table[table["n"] > 0]
    assert dict(zip(used["outlet"], used["term"], strict=True)) == {"Le Phare": "frappe", "L'Ancre": "bombardement"}
    assert tokens.loc[[r for rows in used["rows"] for r in rows], "form"].tolist() == ["bombardement", "frappes"]


def test_excluded_phrase_says_why(tokens, named):
    hits = named_sets(tokens, NO_ATTRIBUTIONS, named, sets=["armed action"])
    assert hits.loc[hits["term"] == "raid", "reason"].tolist() == ["excluded use: raid à vélo"]


def test_power_counts_only_with_its_actor(tokens, named):
    hits = named_sets(tokens, NO_ATTRIBUTIONS, named, sets=["power"])
    assert sorted(hits["term"]) == ["gouvernement", "régime", "régime"]
    assert set(hits["actor"]) == {"Gouvernement valdarien"}
    plain = tokens_of(["Le régime fiscal change.", "Un régime sans sel."])
    assert named_sets(plain, NO_ATTRIBUTIONS, mentions(plain), sets=["power"]).empty


def test_unknown_set_is_named(tokens, named):
    with pytest.raises(MeasureError, match="found 'fruits'"):
        named_sets(tokens, NO_ATTRIBUTIONS, named, sets=["fruits"])
