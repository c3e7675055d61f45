"""Negation of a term: one sentence a line, the term in [brackets], + where it is denied."""

import pytest

from cadrage.annotate.negation import negated
from cadrage.annotate.pipeline import load

CASES = """
+ Ce n'est pas une [annexion].
+ Ce ne serait pas une véritable [annexion].
+ Il ne s'agit pas d'une [annexion], assure le préfet.
+ Cette fusion n'a rien d'une [annexion].
+ Il n'y a pas eu d'[annexion].
+ La ville n'a commis aucune [agression].
+ Aucune [annexion] n'a eu lieu.
+ Un rattachement, et non une [annexion].
+ C'est un rattachement, pas une [annexion].
+ Ni [annexion] ni rattachement.
+ Elle refuse de parler d'[annexion].
+ Le maire évite de parler de « [pénurie] ».
+ Le groupe réfute le terme d'[annexion].
+ Le ministre dément toute [annexion].
+ On ne peut pas parler d'[annexion].
+ On ne saurait parler d'[annexion].
+ Le mot ne peut être qualifié d'[annexion].
+ Il n'est pas question d'[annexion].
+ Elle a raconté la scène sans parler d'[annexion].
+ La fusion s'est faite sans [annexion].
+ La France n'a pas [annexé] cette île.
+ La commune n'a pas été [annexée].
+ Le royaume n'[annexera] pas la province.
+ Tout sauf une [annexion].
+ Il n'a jamais été question d'une [annexion].
+ La région n'a pas parlé d'[annexion].
+ C'est loin d'être une [annexion].
+ Personne n'a vu trace d'[annexion] et il n'y a pas de [pénurie].
- C'est une [annexion].
- L'[annexion] n'est pas reconnue par ses voisins.
- Le Conseil ne reconnaît pas l'[annexion].
- Le Parlement n'a pas condamné l'[annexion].
- Ce n'est qu'une [annexion].
- Ce n'est pas seulement une [annexion], c'est une faute.
- Il faut agir avant qu'il ne parle d'[annexion].
- Il n'a pas dit que c'était une [annexion].
- Ils ne viendront pas, à cause de l'[annexion].
- Le maire n'est pas venu, mais l'[annexion] a été votée.
- N'est-ce pas une [annexion] ?
- Depuis l'[annexion], rien n'a changé.
- Il parle plus d'[annexion] que de fusion.
- Le pays a [annexé] la province.
- Qui ne dénonce pas l'[annexion] l'accepte.
- Non seulement une [annexion], mais un pillage.
- Le texte qualifie cette opération d'[annexion].
- Les habitants n'ont pas oublié l'[annexion].
""".strip().splitlines()


@pytest.fixture(scope="module")
def nlp():
    return load()


@pytest.mark.parametrize("case", CASES)
def test_a_term_is_denied_only_where_the_sentence_denies_it(nlp, case):
    expected, marked = case[0] == "+", case[2:]
    last = marked.rindex("[")
    text = marked.replace("[", "").replace("]", "")
    at = last - marked[:last].count("[") - marked[:last].count("]")
    doc = nlp(text)
    token = next(t for t in doc if t.idx <= at < t.idx + len(t.text))
    lists = zip(*((t.lemma_, t.text, t.pos_, t.head.i, t.dep_) for t in doc), strict=True)
    assert negated(*map(list, lists), token.i, token.i + 1) is expected


def test_empty_and_odd_spans_are_not_denied():
    assert negated([], [], [], [], [], 0, 0) is False
    assert negated(["annexion"], ["annexion"], ["NOUN"], [0], ["ROOT"], 0, 1) is False
