"""Events found from titles and leads."""

import pandas as pd

from cadrage.measure.statements import events
from cadrage.measure.statements.events import find_events

TITLES = {
    "a1": ("Grève du rail : les trains à l'arrêt en Valdarie", "2024-05-02"),
    "b1": ("Le rail valdarien paralysé par une grève", "2024-05-03"),
    "c1": ("Valdarie : la grève des trains se durcit", "2024-05-03"),
    "a2": ("Crue de la Sarine : le bac emporté", "2024-05-02"),
    "b2": ("La Sarine en crue emporte le bac de Monterel", "2024-05-02"),
    "c3": ("Une chorale d'enfants enregistre son premier disque", "2024-05-03"),
    "a4": ("Grève du rail : les trains à l'arrêt en Valdarie, saison deux", "2024-11-20"),
}


def table(**change):
    rows = [
        {"article_id": name, "title": title, "text": f"{title}.", "date": pd.Timestamp(day), "event": None}
        for name, (title, day) in TITLES.items()
    ]
    return pd.DataFrame(rows).assign(**change)


def test_articles_on_one_event_are_together():
    found = find_events(table())
    assert found[["a1", "b1", "c1"]].nunique() == 1
    assert found["a2"] == found["b2"] == "a2"
    assert found[["a1", "a2", "c3"]].nunique() == 3


def test_months_later_is_another_event():
    found = find_events(table())
    assert found["a4"] != found["a1"]
    assert find_events(table(date=pd.NaT))["a4"] == find_events(table(date=pd.NaT))["a1"]


def test_order_changes_nothing():
    there, back = find_events(table()), find_events(table()[::-1])
    assert there.to_dict() == back.to_dict()


def test_given_events_stay():
    assert set(find_events(table(event="x"))) == {"x"}


def test_no_article_no_event():
    assert find_events(table().iloc[:0]).empty


def test_slices_of_days_change_nothing(monkeypatch):
    whole = find_events(table())
    monkeypatch.setattr(events, "_SLICE", 2)
    assert find_events(table()).to_dict() == whole.to_dict()
    # An article without a date may be near any other.
    some = table()
    some.loc[0, "date"] = pd.NaT
    assert find_events(some)["a1"] == find_events(some)["b1"]


def test_a_chain_of_too_many_articles_is_cut_at_its_weakest_links(monkeypatch):
    monkeypatch.setattr(events, "_MOST", 2)
    found = find_events(table())
    assert found.value_counts().max() <= 2
    assert found["a2"] == found["b2"] == "a2"
