"""Headline, lead, body: one layout a case."""

import pytest

from cadrage.annotate.zones import Zones, covered

LONG = "Les deux pays ont signé hier soir un accord de paix dans la ville de Valmer, après trois jours."

LAYOUTS = [
    # (text, end of the headline, boilerplate, a word, its zone)
    (f"Accord à Valmer\n\n{LONG}\nLa suite.", 15, [], "Accord", "headline"),
    (f"Accord à Valmer\n\n{LONG}\nLa suite.", 15, [], "deux", "lead"),
    (f"Accord à Valmer\n\n{LONG}\nLa suite.", 15, [], "suite", "body"),
    # a byline is no lead
    (f"Accord à Valmer\n\nPar Anne Ricou\n\n{LONG}", 15, [], "Ricou", "body"),
    (f"Accord à Valmer\n\nPar Anne Ricou\n\n{LONG}", 15, [], "deux", "lead"),
    # nor is boilerplate, however long
    (f"Lire aussi : {LONG}\n{LONG.replace('deux', 'trois')}", 0, [(0, 13 + len(LONG))], "trois pays", "lead"),
    # no headline: the first paragraph is the lead
    (f"{LONG}\nLa suite.", 0, [], "signé", "lead"),
    # nothing long enough: no lead at all
    ("Un mot.\nDeux mots.", 0, [], "Deux", "body"),
]


@pytest.mark.parametrize("text, headline_end, boilerplate, word, zone", LAYOUTS)
def test_zone(text, headline_end, boilerplate, word, zone):
    zones = Zones(text, headline_end=headline_end, boilerplate=boilerplate)
    assert zones.at(text.index(word)) == zone


def test_covered_wants_the_whole_passage():
    assert not covered([(0, 5)], 4, 6)
    assert not covered([], 0, 1)
    assert covered([(0, 5), (7, 9)], 7, 9)
