"""Inflected forms of a word, for where the model's lemma is wrong (rare words, headlines in capitals)."""

from functools import cache

from cadrage.lexicon.conjugation import forms

# First and second persons of the regular verbs; the third persons, participles and irregular verbs come from
# the conjugation that the reporting verbs use.
_ER = "ons ez ions iez ais ai as es âmes âtes erai eras erons erez erais erions eriez asse asses assions assiez".split()
_IR = "is issons issez issais issions issiez îmes îtes irai iras irons irez irais irions iriez isses".split()


@cache
def verb_forms(infinitive: str) -> frozenset[str]:
    """Forms of an infinitive in -er, -ir, -re or -oir; nothing for other words.

    >>> sorted(verb_forms("annexer") & {"annexée", "annexait", "annexons", "annexion"})
    ['annexait', 'annexons', 'annexée']
    """
    if len(infinitive) <= 3 or not infinitive.endswith(("er", "ir", "re")):
        return frozenset()
    stem = infinitive[:-2]
    endings = {"er": _ER, "ir": _IR}.get(infinitive[-2:], ())
    # c and g keep their sound before a, â and o: menaçais, changeons.
    soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1], stem)
    return frozenset(forms(infinitive)) | {(soft if e[0] in "aâo" else stem) + e for e in endings}


@cache
def noun_forms(word: str) -> frozenset[str]:
    """The word and its regular plurals.

    >>> sorted(noun_forms("journal"))
    ['journal', 'journals', 'journalx', 'journaux']
    """
    plurals = {word, word + "s", word + "x"}
    if word.endswith(("al", "ail")):
        plurals.add(word.removesuffix("il").removesuffix("l") + "ux")
    return frozenset(plurals)
