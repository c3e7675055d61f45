"""Standing text: a notice in unrelated articles is no shared passage, the background of one affair is."""

import pandas as pd
import pytest

from cadrage.measure.statements.passages import shared_passages
from cadrage.measure.statements.standing import standing_texts

NOTICE = "Cet article vous est offert par la fondation de nos lecteurs, qui soutient chaque année nos enquêtes."
DISPATCH = (
    "Le bac de la Sarine ne reprendra pas son service avant l'automne, la coque du navire ayant été jugée hors "
    "d'usage par les experts venus de la capitale."
)
BACKGROUND = "La fonderie Valmont avait fermé en mars dernier après la découverte de plomb dans les puits de la vallée de l'Orse."
PORT = "Le port de Brenne rouvre lundi après deux mois de travaux sur le grand quai, indique la régie maritime."
APPLES = "La récolte de pommes sera faible, craignent des producteurs frappés par le gel tardif du printemps."
PAINTER = "Une exposition rassemble des toiles inédites du peintre Aubin, prêtées par douze collections privées."
FOUNDRY = [
    "Devant le tribunal, les ouvriers de la fonderie réclament une indemnité pour le plomb respiré dans les ateliers.",
    "Le préfet promet une analyse des puits de la vallée, où le plomb de la fonderie menace encore les familles.",
    "Un repreneur visite la fonderie Valmont ; les ouvriers veulent savoir qui paiera la dépollution des puits.",
]


def articles(*texts, events=None):
    """One article of each text, each of an event and an outlet of its own."""
    names = [f"a{k}" for k in range(len(texts))]
    return pd.DataFrame({
        "article_id": names, "outlet": [f"Outlet {k}" for k in names], "event": events or names, "date": pd.NaT, "text": texts,
    })  # fmt: skip


def corpus():
    """Three unrelated events with the notice, the first told by two outlets that share the dispatch as well."""
    first, second = f"{PORT} {DISPATCH}\n{NOTICE}", f"À Brenne on attend. {DISPATCH}\nLa ville patiente. {NOTICE}"
    more = [f"{APPLES}\n{NOTICE}", f"{PAINTER}\n{NOTICE}"]
    return articles(first, second, *more, events=["port", "port", "pommes", "peintre"])


def texts_of(passages, table):
    text = table.set_index("article_id")["text"]
    return [text[r.article_id][r.start : r.end] for r in passages.itertuples()]


def test_a_notice_of_three_unrelated_events_is_no_passage_and_the_dispatch_beside_it_stays():
    table = corpus()
    assert texts_of(shared_passages(table), table) == [DISPATCH.rstrip(".")] * 2
    listed = standing_texts(table)
    assert listed["text"].tolist() == [NOTICE.rstrip(".")]
    assert (listed["n"].item(), listed["n_articles"].item(), listed["rows"].item()) == (4, 4, (0, 1, 2, 3))


def test_two_events_do_not_make_a_text_a_notice():
    table = corpus().iloc[:3]
    assert standing_texts(table).empty
    assert any(NOTICE.rstrip(".") in text for text in texts_of(shared_passages(table), table))


def test_without_events_unrelated_weeks_count():
    table = corpus().assign(event=None)
    table["date"] = pd.to_datetime(["2024-03-01", "2024-03-02", "2024-06-01", "2024-09-01"])
    assert texts_of(shared_passages(table), table) == [DISPATCH.rstrip(".")] * 2


def test_the_background_of_one_affair_stays_shared_copy():
    texts = [f"{own} {BACKGROUND}" for own in FOUNDRY]
    table = articles(*texts, f"{FOUNDRY[0].lower()} {BACKGROUND}", events=["e0", "e1", "e2", "e0"])
    assert standing_texts(table).empty
    assert any(BACKGROUND.rstrip(".") in text for text in texts_of(shared_passages(table), table))


@pytest.mark.parametrize("weeks", [0, 2])
def test_a_dispatch_that_many_carry_is_none_in_however_many_weeks(weeks):
    table = articles(*[f"{opening} {DISPATCH} (AFP)" for opening in ("Transports.", "Bac.", "Sarine.", "En bref.")] * 3)
    table["event"] = None
    table["date"] = pd.Timestamp("2024-03-01") + pd.to_timedelta([7 * weeks * (k // 4) for k in range(12)], unit="D")
    assert standing_texts(table).empty
    assert shared_passages(table)["article_id"].nunique() == 12


def test_copies_and_order_of_articles_change_nothing():
    table = corpus()
    copy = table.iloc[[2]].assign(article_id="a2~2")
    more = pd.concat([table, copy], ignore_index=True)
    places = ["article_id", "start", "end", "kind"]
    found = shared_passages(table)[places].sort_values(places).to_numpy().tolist()
    assert shared_passages(table[::-1])[places].sort_values(places).to_numpy().tolist() == found
    again = shared_passages(more)
    others = again[again["kind"] != "own repeat"]
    assert others[places].sort_values(places).to_numpy().tolist() == found
    # A copy is no third event.
    twice = pd.concat([table.iloc[:3], copy], ignore_index=True)
    assert standing_texts(twice).empty


def test_a_paragraph_is_copied_text_in_however_many_articles_it_stands():
    paragraph = " ".join([DISPATCH, BACKGROUND, NOTICE])
    table = articles(*[f"{own} {own[::-1]} {paragraph}" for own in (PORT, APPLES, PAINTER)])
    assert (
        standing_texts(table).empty
        and not standing_texts(table.assign(text=table["text"].str.replace(DISPATCH, ""))).empty
    )
