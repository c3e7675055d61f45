"""Declared terms in tokens: one case a line, traps included."""

import pytest
from common import token_table

from cadrage import tables
from cadrage.annotate.hits import find_hits
from cadrage.codebook import Frame

# (declared forms, tokens as form/lemma/POS, the words that must be found)
CASES = [
    (["annexion"], "l'/le/DET annexion/annexion/NOUN", ["annexion"]),
    (["annexion"], "Annexion/annexion/NOUN", ["Annexion"]),
    (["annexion"], "les/le/DET annexions/annexion/NOUN", ["annexions"]),
    # the model's lemma is wrong, the inflection tells
    (["annexion"], "ANNEXIONS/annexions/NOUN", ["ANNEXIONS"]),
    (["annexer"], "annexée/annexée/ADJ", ["annexée"]),
    (["annexer"], "annexa/annexer/VERB", ["annexa"]),
    # a homograph of another part of speech is another word
    (["retenue"], "la/le/DET date/date/NOUN retenue/retenir/VERB", []),
    (["retenue"], "la/le/DET retenue/retenue/NOUN", ["retenue"]),
    (["annexer"], "une/un/DET annexe/annexe/NOUN", []),
    # an accent may be missing on a capital, never elsewhere
    (["réunification"], "REUNIFICATION/reunification/NOUN", ["REUNIFICATION"]),
    (["État"], "Etat/etat/NOUN", ["Etat"]),
    (["pêche"], "péché/péché/NOUN", []),
    (["pêche"], "peche/peche/NOUN", []),
    # phrases, whatever the apostrophe, the hyphen and the cut of the tokens
    (["retour de la Crimée"], "retour de/de/ADP la/le/DET Crimée/Crimée/PROPN", ["retour de la Crimée"]),
    (["cessez-le-feu"], "cessez-le-feu/cessez-le-feu/NOUN", ["cessez-le-feu"]),
    (["cessez-le-feu"], "cessez/cesser/VERB -/-/PUNCT le/le/DET -/-/PUNCT feu", ["cessez - le - feu"]),
    (["coup d’État"], "coup d'/de/ADP État", ["coup d' État"]),
    (["coup d'État"], "coups/coup/NOUN d'/de/ADP Etat", ["coups d' Etat"]),
    # the longest match wins, and a phrase does not cross into the next word
    (["zone", "zone de sécurité"], "zone de/de/ADP sécurité zone", ["zone de sécurité", "zone"]),
    (["zone de sécurité"], "zone de/de/ADP", []),
]


@pytest.mark.parametrize("forms, line, expected", CASES)
def test_terms_are_found(forms, line, expected):
    hits = find_hits(token_table({"a": line}), tables.empty("attributions"), {"f": Frame(terms={"t": forms})})
    assert hits["form"].tolist() == expected


def test_a_phrase_does_not_run_from_one_article_into_the_next():
    tokens = token_table({"a": "zone de/de/ADP", "b": "sécurité"})
    assert find_hits(tokens, tables.empty("attributions"), {"f": Frame(terms={"t": ["zone de sécurité"]})}).empty


def test_excluded_uses_are_kept_with_their_reason():
    tokens = token_table({"a": "rattachement administratif/administratif/ADJ\nrattachement"})
    frame = Frame(terms={"rattachement": ["rattachement"]}, exclude=["rattachement administratif"])
    hits = find_hits(tokens, tables.empty("attributions"), {"f": frame})
    assert hits["excluded"].tolist() == [True, False]
    assert hits["reason"].tolist() == ["excluded use: rattachement administratif", ""]


def test_boilerplate_is_excluded_and_says_so():
    tokens = token_table({"a": "annexion"}).assign(boilerplate=True)
    hits = find_hits(tokens, tables.empty("attributions"), {"f": Frame(terms={"t": ["annexion"]})})
    assert hits[["excluded", "reason"]].values.tolist() == [[True, "boilerplate"]]


def test_terms_compete_within_a_frame_only():
    tokens = token_table({"a": "annexion"})
    frames = {"f": Frame(terms={"t": ["annexion"]}), "g": Frame(terms={"u": ["annexion"]})}
    assert find_hits(tokens, tables.empty("attributions"), frames)["frame"].tolist() == ["f", "g"]


def test_the_order_of_declaration_changes_nothing():
    tokens = token_table({"a": "zone de/de/ADP sécurité annexion"})
    forward = Frame(terms={"a": ["zone"], "b": ["zone de sécurité"], "c": ["annexion"]})
    backward = Frame(terms=dict(reversed(forward.terms.items())))
    one, other = (find_hits(tokens, tables.empty("attributions"), {"f": f}) for f in (forward, backward))
    assert one.equals(other)


def test_voice_speaker_and_position_come_from_the_token():
    tokens = token_table({"a": "une/un/DET annexion"})
    tokens["voice"] = ["narrator", "attributed"]
    tokens["attribution_id"] = [None, "a#001"]
    row = dict.fromkeys((c.name for c in tables.TABLES["attributions"]), None) | {
        "article_id": "a", "outlet": "a", "attribution_id": "a#001", "type": "direct", "starts": [4], "ends": [12],
        "speaker": "Kremlin", "zone": "body", "rule": "test", "confidence": 1.0,
    }  # fmt: skip
    hits = find_hits(tokens, tables.make("attributions", [row]), {"f": Frame(terms={"t": ["annexion"]})})
    hit = hits.iloc[0]
    assert (hit.start, hit.end, hit.voice, hit.speaker) == (4, 12, "attributed", "Kremlin")
