"""Inflected forms of a declared word, for where the model's lemma is wrong (rare words, headlines in capitals)."""

from functools import cache

# Endings of the regular verbs in -er and -ir (type finir): present, imperfect, past historic, future, conditional,
# subjunctive, participles.  Irregular verbs are left to the lemmatiser.
_ER = [
    "e",
    "es",
    "ons",
    "ez",
    "ent",
    "ais",
    "ait",
    "ions",
    "iez",
    "aient",
    "ai",
    "as",
    "a",
    "âmes",
    "âtes",
    "èrent",
    "erai",
    "eras",
    "era",
    "erons",
    "erez",
    "eront",
    "erais",
    "erait",
    "erions",
    "eriez",
    "eraient",
    "asse",
    "asses",
    "ât",
    "assions",
    "assiez",
    "assent",
    "é",
    "ée",
    "és",
    "ées",
    "ant",
    "er",
]
_IR = [
    "is",
    "it",
    "issons",
    "issez",
    "issent",
    "issais",
    "issait",
    "issions",
    "issiez",
    "issaient",
    "îmes",
    "îtes",
    "irent",
    "irai",
    "iras",
    "ira",
    "irons",
    "irez",
    "iront",
    "irais",
    "irait",
    "irions",
    "iriez",
    "iraient",
    "isse",
    "isses",
    "ît",
    "i",
    "ie",
    "ies",
    "issant",
    "ir",
]


@cache
def verb_forms(infinitive: str) -> frozenset[str]:
    """Regular forms of an infinitive in -er or -ir; nothing for other words.

    >>> sorted(verb_forms("annexer") & {"annexée", "annexait", "annexion"})
    ['annexait', 'annexée']
    """
    if len(infinitive) > 3 and infinitive.endswith("er"):
        stem = infinitive[:-2]
        # c and g keep their sound before a, â and o: menaçait, changeons.
        soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1], stem)
        return frozenset((soft if ending[0] in "aâo" else stem) + ending for ending in _ER)
    if len(infinitive) > 3 and infinitive.endswith("ir"):
        return frozenset(infinitive[:-2] + ending for ending in _IR)
    return frozenset()


@cache
def noun_forms(word: str) -> frozenset[str]:
    """The word and its regular plurals.

    >>> sorted(noun_forms("journal"))
    ['journal', 'journals', 'journalx', 'journaux']
    """
    forms = {word, word + "s", word + "x"}
    if word.endswith(("al", "ail")):
        forms.add(word.removesuffix("il").removesuffix("l") + "ux")
    return frozenset(forms)
