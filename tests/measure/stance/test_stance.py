"""The profile of outlet × actor: counted by hand on small tables, and on five real texts by positions alone."""

import numpy as np
import pandas as pd
import pytest
from common import shared
from marked import NO_ATTRIBUTIONS, tokens_of

from cadrage import Study
from cadrage.errors import MeasureError
from cadrage.lookup import InTokens
from cadrage.measure.stance.asymmetry import asymmetry
from cadrage.measure.stance.distances import distances, hedges_lost
from cadrage.measure.stance.mentions import mentions
from cadrage.measure.stance.naming import named_sets, namings, set_shares
from cadrage.measure.stance.profile import profile, summary
from cadrage.measure.stance.roles import act_shares, acts, roles
from cadrage.measure.stance.speech import manners, named_sources, speaking
from cadrage.measure.stance.traces import by_camp, find, main_actors, traces
from cadrage.measure.uncertainty.permutation import permutation_test
from cadrage.measure.uncertainty.proportions import proportions

ACTORS = {"Ligue": ["la Ligue"], "Conseil": ["le Conseil"]}


def said(rows: list[tuple]) -> pd.DataFrame:
    """Attributions from (article, outlet, actor, cue class, words)."""
    out = pd.DataFrame(rows, columns=["article_id", "outlet", "actor", "cue_class", "words"])
    return out.assign(speaker=out["actor"], speaker_kind="institution", type="direct", zone="body")


def test_speaking_counts_statements_and_words():
    table = speaking(
        said(
            [("a", "X", "Ligue", "neutral", 10), ("a", "X", "Conseil", "neutral", 5), ("b", "X", "Ligue", "neutral", 5)]
        )
    )
    row = table.set_index("actor").loc["Ligue"]
    assert (row["n"], row["total"], row["words"], row["words_total"], list(row["rows"])) == (2, 3, 15, 20, [0, 2])


def test_sources_without_name():
    table = said([("a", "X", "Ligue", "neutral", 1)] * 3)
    table.loc[1, "speaker_kind"] = "unnamed"
    table.loc[2, "speaker"] = None
    assert named_sources(table).set_index("source")["n"].to_dict() == {"named": 1, "not said": 1, "unnamed": 1}


def test_manners_are_shares_within_an_actor():
    table = manners(
        said(
            [("a", "X", "Ligue", "doubting", 1), ("a", "X", "Ligue", "neutral", 1), ("a", "X", "Conseil", "neutral", 1)]
        ),
        by="cue_class",
    )
    assert table.set_index(["actor", "cue_class"])["total"].to_dict() == {
        ("Conseil", "neutral"): 1,
        ("Ligue", "doubting"): 2,
        ("Ligue", "neutral"): 2,
    }


def rows_of_asymmetry(texts: int) -> pd.DataFrame:
    """In every text the Ligue is doubted twice of two, the Conseil never of two."""
    return said(
        [
            (f"t{k}", "X", a, c, 1)
            for k in range(texts)
            for a, c in (("Ligue", "doubting"), ("Conseil", "neutral"))
            for _ in range(2)
        ]
    )


def test_asymmetry_is_exact():
    row = asymmetry(rows_of_asymmetry(5), actors=("Ligue", "Conseil")).iloc[0]
    assert (len(row["rows_total"]), len(row["rows_total_reference"])) == (row["total"], row["total_reference"])
    assert (row["n"], row["total"], row["n_reference"], row["total_reference"]) == (2 * 5, 10, 0, 10)
    # 2 to the power of 5 exchanges, of which the observed one and its mirror are as extreme.
    assert (row["n_assignments"], row["p"], row["floor"]) == (32, 2 / 32, 2 / 32)


def test_asymmetry_withholds_p_with_one_text():
    row = asymmetry(rows_of_asymmetry(1), actors=("Ligue", "Conseil"), lang="en").iloc[0]
    assert np.isnan(row["p"]) and "no p" in row["note"]


def test_asymmetry_holds_its_level_without_a_difference():
    rng = np.random.default_rng(4)
    rejected = 0
    for _ in range(200):
        table = said(
            [
                (f"t{k}", "X", a, rng.choice(["doubting", "neutral"]), 1)
                for k in range(8)
                for a in ("Ligue", "Conseil")
                for _ in range(2)
            ]
        )
        rejected += asymmetry(table, actors=("Ligue", "Conseil"))["p"].iloc[0] <= 0.05
    assert rejected / 200 <= 0.08


def test_texts_with_one_actor_are_not_exchanged():
    table = pd.concat([rows_of_asymmetry(3), said([("z", "X", "Ligue", "doubting", 1)])], ignore_index=True)
    row = asymmetry(table, actors=("Ligue", "Conseil")).iloc[0]
    assert (row["n_texts"], row["n_assignments"], row["total"]) == (3, 8, 7)
    cells = permutation_test(
        [2, 0] * 3 + [1], [True, False] * 3 + [True], weights=[2] * 6 + [1], strata=list("aabbccz")
    )
    assert row["p"] == cells.p


def test_asymmetry_names_an_actor_who_does_not_speak():
    with pytest.raises(MeasureError, match="'Port' has none"):
        asymmetry(rows_of_asymmetry(2), actors=("Ligue", "Port"))


def test_copies_count_once():
    items = pd.DataFrame({"article_id": ["a", "b"], "outlet": "X", "actor": "Ligue", "role": "agent"})
    table = proportions(items, group=["outlet", "actor"], value=["role"], clusters={"a": "k", "b": "k"})
    assert table[["n", "total"]].values.tolist() == [[1, 1]]


def test_roles_are_mapped_onto_actors():
    tokens = tokens_of(["La Ligue a attaqué le Conseil.", "Le Conseil a été attaqué.", "Il a attaqué le port."])
    named = mentions(tokens, actors=ACTORS, attributions=NO_ATTRIBUTIONS)
    table = act_shares(acts(roles(tokens), tokens, named)).set_index(["actor", "role"])
    assert table["n"].to_dict() == {
        ("Conseil", "patient"): 1,
        ("Conseil", "patient of unsaid"): 1,
        ("Ligue", "agent"): 1,
    }
    assert tokens.loc[list(table.at[("Ligue", "agent"), "rows"]), "form"].tolist() == ["attaqué"]


def test_what_is_theirs_acts_for_them():
    tokens = tokens_of(["L'armée russe a bombardé le port de Homs.", "La Russie se tait."])
    found = acts(roles(tokens), tokens, mentions(tokens, attributions=NO_ATTRIBUTIONS))
    agent = found[found["role"] == "agent"].iloc[0]
    assert (agent["actor"], agent["through"]) == ("Russie", "theirs")


def marked_away(words: str, kind: str = "hedged") -> tuple[pd.DataFrame, pd.DataFrame]:
    text, first, last = words.replace("[", "").replace("]", ""), words.index("["), words.index("]") - 1
    tokens = tokens_of([text])
    inside = (tokens["start"] >= first) & (tokens["end"] <= last)
    tokens["distance"] = np.where(inside, kind, "none")
    return tokens, mentions(tokens, actors=ACTORS, attributions=NO_ATTRIBUTIONS)


@pytest.mark.parametrize(
    ("words", "kind", "mark", "actor", "link"),
    [
        ("[La Ligue aurait payé les marins].", "hedged", "conditional", "Ligue", "grammar"),
        ("L'[attaque présumée] a surpris la Ligue.", "hedged", "hedge", "Ligue", "nearest"),
        ("La [prétendue victoire de la Ligue] fait rire.", "hedged", "hedge", "Ligue", "grammar"),
        ("Le Conseil parle d'un [« geste »] utile.", "scare-quoted", "scare quotes", "Conseil", "nearest"),
        ("Un [« geste »] utile suffit.", "scare-quoted", "scare quotes", "", "none"),
    ],
)
def test_marks_of_distance_fall_on_an_actor(words, kind, mark, actor, link):
    tokens, named = marked_away(words, kind)
    row = distances(tokens, named, NO_ATTRIBUTIONS).iloc[0]
    assert (row["mark"], row["actor"]) == (mark, actor)
    assert row["link"] == link or (row["link"] in ("grammar", "nearest") and actor)


def test_a_reserve_that_another_outlet_drops():
    tokens, named = marked_away("[La Ligue aurait payé les marins].")
    away = distances(tokens, named, NO_ATTRIBUTIONS)
    versions = pd.DataFrame({
        "statement_id": "s1", "article_id": ["c000", "d"], "outlet": ["X", "Y"], "event": None, "attribution_id": None,
        "start": [0, 0], "end": [33, 30],
    })  # fmt: skip
    table = hedges_lost(versions, NO_ATTRIBUTIONS, away)
    assert table[["outlet_with", "outlets_without", "mark", "n"]].values.tolist() == [["X", "Y", "conditional", 1]]
    assert table.at[0, "rows"] == tuple(away.index)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    study = Study.open(shared("seed-corpus"), tables=tmp_path_factory.mktemp("stance"), workers=1)
    return study, traces(study, whole=True)


def test_batches_do_not_matter(demo, monkeypatch):
    whole = find(InTokens(demo.tokens).batches, demo.attributions, demo.codebook)
    monkeypatch.setattr("cadrage.lookup.BATCH", 7)
    pieces = find(demo.batches, demo.attributions, demo.codebook)
    assert len(whole.mentions) > 500 and len(whole.acts) > 500
    # Text that repeats is kept once, whatever the number of batches.
    assert {"category"} == {str(t["actor"].dtype) for t in pieces[:5]}
    for one, other in zip(whole, pieces, strict=True):
        pd.testing.assert_frame_equal(one.astype(object), other.astype(object), check_index_type=False)


def test_traces_are_found_once(demo, monkeypatch):
    first = traces(demo)
    monkeypatch.setattr("cadrage.measure.stance.traces.find", None)
    for one, other in zip(first, traces(demo), strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_the_columns_that_measures_count_by_are_enough(demo):
    lean, whole = by_camp(traces(demo)), by_camp(traces(demo, whole=True))
    assert "start" not in lean.mentions and isinstance(lean.mentions["article_id"].dtype, pd.CategoricalDtype)
    for measure in (profile, lambda found: namings(found.mentions), lambda found: set_shares(found.named)):
        pd.testing.assert_frame_equal(measure(lean), measure(whole))
    assert main_actors(lean) == main_actors(whole)


def place(study, outlet_end: str, word: str) -> set[int]:
    """Labels of the tokens with a lower-case form in one of the five texts."""
    tokens = study.tokens
    here = tokens["outlet"].astype(str).str.endswith(outlet_end) & (tokens["form"].astype(str).str.lower() == word)
    return set(tokens.index[here])


def test_seeds_persons_and_seats_of_power_have_profiles(seeds):
    study, found = seeds
    table = profile(found, articles=study.articles)
    assert {"Donald Trump", "Vladimir Poutine", "Kremlin", "Maison Blanche"} <= set(table["actor"])
    heard = table[(table["aspect"] == "speech") & table["actor"].isin(["Kremlin", "Maison Blanche"])]
    assert heard.groupby("actor")["outlet"].nunique().to_dict() == {"Kremlin": 5, "Maison Blanche": 4}
    assert main_actors(by_camp(found)) == ["États-Unis", "Russie"]


def test_seeds_agression_is_the_word_of_russia(seeds):
    study, found = seeds
    uses = named_sets(study.tokens, study.attributions, found.mentions, sets=["armed action"])
    row = uses[uses["term"] == "agression"].iloc[0]
    assert (row["outlet"], row["voice"], row["speaker"]) == ("Outlet 003", "attributed", "Russie")


def test_seeds_presumee_is_a_hedge(seeds):
    study, found = seeds
    hedges = found.distances[found.distances["mark"] == "hedge"]
    (label,) = place(study, "003", "présumée")
    word = study.tokens.loc[label]
    over = hedges[(hedges["article_id"] == "003") & (hedges["start"] <= word["start"]) & (hedges["end"] >= word["end"])]
    assert len(over) == 1


def test_seeds_power_in_syria_is_named_differently(seeds):
    study, found = seeds
    table = namings(found.mentions)
    syria = table[table["actor"] == "gouvernement syrien"].set_index("outlet")
    assert syria["word"].to_dict() == {"Outlet 001": "régime", "Outlet 003": "gouvernement"}
    assert syria["way"].to_dict() == {"Outlet 001": "label", "Outlet 003": "function"}
    assert set(syria.at["Outlet 001", "rows"]) == place(study, "001", "régime")


def test_seeds_the_event_is_named_differently(seeds):
    study, found = seeds
    table = set_shares(named_sets(study.tokens, study.attributions, found.mentions, sets=["armed action"]))
    used = table[table["n"] > 0]
    assert set(used.loc[used["term"] == "frappe", "outlet"]) == {"Outlet 001", "Outlet 002", "Outlet 004"}
    assert set(used.loc[used["term"] == "bombardement", "outlet"]) == {"Outlet 003"}
    (rows,) = used.loc[used["term"] == "bombardement", "rows"]
    assert set(rows) == place(study, "003", "bombardement")


def test_seeds_say_what_one_text_cannot_show(seeds):
    study, found = seeds
    table = profile(found, articles=study.articles, lang="en")
    assert table.attrs["said"] == "One text per outlet: this compares two texts, not two outlets."
    assert table["low"].isna().all()
    short = summary(
        table,
        found=found,
        actors=["Kremlin"],
        outlets=["Outlet 001", "Outlet 003"],
        articles=study.articles,
    )
    assert short.attrs["rung"] == "1"
    # What a share is of opens too: all that the outlet reports, all that the actor is made to say, all its mentions.
    assert all(len(rows) == total for rows, total in zip(short["rows_total"], short["total"], strict=True))
    assert all(set(rows) <= set(of) for rows, of in zip(short["rows"], short["rows_total"], strict=True))
    spoken = short[(short["question"] == "speaks") & (short["outlet"] == "Outlet 001")].iloc[0]
    assert spoken["total"] == (study.attributions["outlet"] == "Outlet 001").sum() > spoken["n"]


def test_every_number_opens_as_many_rows(seeds):
    study, found = seeds
    table = profile(found, articles=study.articles)
    counted = table[table["aspect"] != "words"]
    assert all(len(set(rows)) == n for rows, n in zip(counted["rows"], counted["n"], strict=True))
    for name in ("tokens", "attributions"):
        labels = {r for rows in table.loc[table["rows_of"] == name, "rows"] for r in rows}
        assert labels <= set(getattr(study, name).index)
