"""Distance marks: one sentence a line. [scare quotes], {hedges}: the cue; what is not marked must not be found.
Reported words are between < and >, as if a rule had found them. All invented."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.distance import mark
from cadrage.annotate.pipeline import load
from cadrage.annotate.view import View

CASES = """
# scare quotes
La [« mise en concurrence »] tenait en un coup de téléphone.
Les [« lignes rouges »] des uns sont les [« acquis »] des autres.
Le [« miracle du lac »] attendra.
Il est poursuivi pour [« association de malfaiteurs »].
Cette [« réforme »] a été votée de nuit.
# not scare quotes: reports, titles, names, movements, words talked about, votes, foreign words
Le maire a dit que <le dossier était « vide »>.
<« La porte est ouverte »>, a dit la ministre.
Elle vient de lire « L'Inconnu du Trans-Ardennes ».
Son film « la nuit des loups » sort mercredi.
Les « gilets jaunes » ont défilé à Vernon.
Le mot « annexion » fait peur.
Le « oui » l'emporte de justesse.
La maison de quartier « Les Embruns » a fermé.
Le « fact checking » gagne du terrain, comme le « fake news ».
<Un « prêt entre amis »>, a dit l'élu. Le « prêt entre amis » occupe la presse.
Le chalutier « petit Pierre » a coulé.
# hedge adjectives
Le suspect a reconnu l'attaque chimique {présumée}.
Une escapade {supposée} à Marbella occupe trente pages.
De {présumés} complices ont été entendus.
La {soi-disant} réforme n'a rien changé.
Sa {prétendue} [« enquête »] a fait long feu.
Le président {autoproclamé} a quitté la ville.
Les juges cherchent d'{éventuels} pots-de-vin.
# not hedges
Tout prévenu est présumé innocent.
Le maire a supposé une panne.
Elle a prétendu le contraire pendant des mois.
La ministre a dit que <les complices présumés avaient fui>.
# evidential adverbs, asides, naming phrases
{Apparemment} calmé, l'agent a quitté les lieux.
La cause remontera {vraisemblablement} à la Cour.
Le convoi est, {semble-t-il}, reparti vers le nord.
Il hante {ce qu'il est convenu d'appeler} la concertation sociale.
Voilà {ce qu'on appelle} un succès.
# reportive conditional
Le conducteur {aurait perdu} le contrôle de son bus.
Une partie de l'argent {aurait servi} à rénover une villa.
L'aéroport {serait cerné} par des soldats.
L'hôpital {aurait également été bombardé} dans la nuit.
Cent personnes {seraient mortes} dans l'incendie.
Le rapport d'autopsie, lui, {aurait été remis} mardi.
Il s'{agirait} d'un homme de trente ans.
Le suspect {aurait fui} sans payer.
Le gardien {serait blessé} au genou.
Un homme, qui {aurait tué} sa voisine, est en fuite.
Le club {chercherait} un nouvel avant-centre.
Alors que le capitaine {serait touché} à la cuisse, le club se tait.
# not reportive: hypothesis, politeness, modality, future of the past, imperfect in -rait
S'il pleuvait, le match serait reporté.
Si la digue avait cédé, la ville aurait été noyée.
Sans cette digue, la ville aurait été noyée.
Je voudrais un café.
Il faudrait un vote.
Le maire aurait dû prévenir les habitants.
La mesure aurait pu passer.
Le ministre pourrait venir.
Le texte devrait être voté.
Personne ne savait encore quel jour où il serait jugé.
Le procès durait depuis deux ans et la foule entrait au compte-gouttes.
La police a annoncé que <le suspect serait jugé en mai>.
On dirait un décor de cinéma.
Le car serait-il trop vieux ?
Ce projet permettrait de relier les deux rives.
Il serait bon de partir.
En cas d'accord, la grève serait levée.
""".strip().splitlines()
CASES = [c for c in CASES if not c.startswith("#")]
MARK = re.compile(r"[\[\]{}<>]")


def read(case: str):
    """(text, reported spans, scare quotes, hedges) of a marked-up case."""
    text, spans, opened, last = "", {"<": [], "[": [], "{": []}, {}, 0
    for m in MARK.finditer(case):
        text += case[last : m.start()]
        last = m.end()
        if m.group() in "[{<":
            opened[m.group()] = len(text)
        else:
            which = {"]": "[", "}": "{", ">": "<"}[m.group()]
            spans[which].append((opened.pop(which), len(text)))
    return text + case[last:], spans["<"], spans["["], spans["{"]


@pytest.fixture(scope="module")
def nlp():
    return load()


@pytest.mark.parametrize("case", CASES)
def test_marks_are_found_and_nothing_else(nlp, case):
    text, reported, scare, hedged = read(case)
    view = View.of(text)
    found = mark(nlp(view.text), view, view.quotes, [Attribution([span], "test", "test") for span in reported])
    cues = {
        kind: [text[m.cue_start : m.cue_end] for m in found if m.kind == kind] for kind in ("scare-quoted", "hedged")
    }
    assert cues == {
        "scare-quoted": [text[s:e] for s, e in scare],
        "hedged": [text[s:e] for s, e in hedged],
    }


SCOPES = """
Une attaque chimique présumée a eu lieu. => attaque chimique présumée
De présumés complices ont été entendus. => présumés complices
Le conducteur aurait perdu le contrôle ; un passager est mort. => Le conducteur aurait perdu le contrôle
Il hante ce qu'il est convenu d'appeler la concertation sociale, dit-on. => ce qu'il est convenu d'appeler la concertation sociale
""".strip().splitlines()


@pytest.mark.parametrize("case", SCOPES)
def test_a_hedge_holds_its_phrase_or_clause(nlp, case):
    text, expected = case.split(" => ")
    view = View.of(text)
    first = mark(nlp(text), view, view.quotes, [])[0]
    assert text[first.start : first.end] == expected


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aéer itsud'« »présumé.,;:?!()\n", max_size=90))
def test_odd_text_never_raises_and_marks_stay_inside(nlp, text):
    view = View.of(text)
    for m in mark(nlp(view.text), view, view.quotes, []):
        assert 0 <= m.start <= m.cue_start < m.cue_end <= m.end <= len(view.text)
