"""Invented reporting clauses: inverted incises, *selon*, *comme l'a dit*, each construction one function.

The treebanks have few of them (about thirty in Sequoia), yet they are where the pipeline is most used.
"""

import random

import press_lexicon as lex
from conllu import Sentence
from fragments import FINITE, MASC_SING, PARTICIPLE, VOWELS, close_up, leaf, phrase
from sources import circumstance, in_document, speaker


def verb_of_saying(rng: random.Random) -> tuple[str, tuple[str, str, str, str]]:
    verb = rng.choice([*lex.REGULAR, *lex.IRREGULAR, *lex.IRREGULAR])
    return verb, lex.conjugated(verb)


def inverted_clause(rng: random.Random) -> Sentence:
    """*a déclaré le ministre jeudi*, *explique-t-elle*, *s'est indigné le maire*, *lit-on dans le rapport*."""
    make = rng.choices(
        (_noun_subject, _clitic_subject, _reflexive, _read_in, _impersonal, _made_known),
        weights=(56, 18, 6, 9, 7, 4),
    )[0]
    return close_up(make(rng))


def _noun_subject(rng: random.Random) -> Sentence:
    verb, (participle, singular, plural, imperfect) = verb_of_saying(rng)
    many = rng.random() < 0.2
    number = "Plur" if many else "Sing"
    subject = speaker(rng, plural=many)
    extras = [(circumstance(rng), "obl:mod")] if rng.random() < 0.4 else []
    early = extras if extras and rng.random() < 0.25 else []
    late = [] if early else extras
    kind = rng.random()
    if kind < 0.6:
        form = rng.choices(("ont" if many else "a", "avaient" if many else "avait"), weights=(9, 1))[0]
        tense = "Pres" if form in ("ont", "a") else "Imp"
        aux = leaf(form, "avoir", "AUX", FINITE.format(number, tense))
        top = leaf(participle, verb, "VERB", MASC_SING + PARTICIPLE)
        adverb = []
        if rng.random() < 0.12:
            word = rng.choice(("également", "notamment", "aussi", "encore", "aussitôt", "déjà"))
            adverb = [(leaf(word, word, "ADV"), "advmod")]
        return phrase((aux, "aux:tense"), *adverb, (top, "top"), *early, (subject, "nsubj"), *late)
    form, tense = (plural, "Pres") if many else rng.choice(((singular, "Pres"), (singular, "Pres"), (imperfect, "Imp")))
    top = leaf(form, verb, "VERB", FINITE.format(number, tense))
    return phrase((top, "top"), *early, (subject, "nsubj"), *late)


def _clitic(rng: random.Random, after: str, *, plural: bool = False) -> Sentence:
    pronoun = rng.choice(("ils", "elles") if plural else ("il", "il", "elle", "on"))
    gender = "Fem" if pronoun.startswith("e") else "Masc"
    lemma = "on" if pronoun == "on" else ("eux" if plural else "lui")
    kind = "Ind" if pronoun == "on" else "Prs"
    feats = f"Gender={gender}|Number={'Plur' if plural else 'Sing'}|Person=3|PronType={kind}"
    if pronoun == "on":
        feats = "Number=Sing|Person=3|PronType=Ind"
    link = "-t-" if after[-1] not in "td" else "-"
    return leaf(link + pronoun, lemma, "PRON", feats)


def _clitic_subject(rng: random.Random) -> Sentence:
    verb, (participle, singular, plural, imperfect) = verb_of_saying(rng)
    many = rng.random() < 0.15
    number = "Plur" if many else "Sing"
    extras = [(circumstance(rng), "obl:mod")] if rng.random() < 0.35 else []
    if rng.random() < 0.6:
        form = "ont" if many else "a"
        aux = leaf(form, "avoir", "AUX", FINITE.format(number, "Pres"))
        top = leaf(participle, verb, "VERB", MASC_SING + PARTICIPLE)
        return phrase((aux, "aux:tense"), (_clitic(rng, form, plural=many), "nsubj"), (top, "top"), *extras)
    form, tense = (plural, "Pres") if many else rng.choice(((singular, "Pres"), (singular, "Pres"), (imperfect, "Imp")))
    top = leaf(form, verb, "VERB", FINITE.format(number, tense))
    return phrase((top, "top"), (_clitic(rng, form, plural=many), "nsubj"), *extras)


def _reflexive(rng: random.Random) -> Sentence:
    verb = rng.choice(lex.REFLEXIVE)
    participle, singular, _, imperfect = lex.conjugated(verb)
    form, tense = rng.choice(((singular, "Pres"), (imperfect, "Imp")))
    elided = rng.random() < 0.6 or form[0] in VOWELS
    reflexive = leaf("s'" if elided else "se", "soi", "PRON", "Person=3|PronType=Prs|Reflex=Yes", space=not elided)
    subject = (speaker(rng), "nsubj")
    if elided and (form[0] not in VOWELS or rng.random() < 0.6):
        aux = leaf("est", "être", "AUX", FINITE.format("Sing", "Pres"))
        top = leaf(participle, verb, "VERB", MASC_SING + PARTICIPLE)
        return phrase((reflexive, "expl:pv"), (aux, "aux:tense"), (top, "top"), subject)
    return phrase((reflexive, "expl:pv"), (leaf(form, verb, "VERB", FINITE.format("Sing", tense)), "top"), subject)


def _read_in(rng: random.Random) -> Sentence:
    where = (in_document(rng), "obl:mod")
    on = "Number=Sing|Person=3|PronType=Ind"
    kind = rng.randrange(3)
    if kind == 0:
        can = leaf(*rng.choice((("peut", "pouvoir"), ("pouvait", "pouvoir"))), "VERB", FINITE.format("Sing", "Pres"))
        read = leaf("lire", "lire", "VERB", "VerbForm=Inf")
        return phrase((can, "top"), (leaf("-on", "on", "PRON", on), "nsubj"), (phrase((read, "top"), where), "xcomp"))
    form, lemma = rng.choice((("lit", "lire"), ("apprend", "apprendre"), ("lit", "lire"), ("dit", "dire")))
    read = leaf(form, lemma, "VERB", FINITE.format("Sing", "Pres"))
    return phrase((read, "top"), (leaf("-on", "on", "PRON", on), "nsubj"), where)


def _impersonal(rng: random.Random) -> Sentence:
    verb = rng.choice(("indiquer", "préciser", "écrire", "rappeler", "ajouter", "mentionner", "souligner", "relever"))
    participle = "écrit" if verb == "écrire" else verb[:-2] + "é"
    is_ = leaf("est", "être", "AUX", FINITE.format("Sing", "Pres"))
    it = leaf("-il", "lui", "PRON", "Gender=Masc|Number=Sing|Person=3|PronType=Prs")
    top = leaf(participle, verb, "VERB", f"{MASC_SING}{PARTICIPLE}|Voice=Pass")
    where = [(in_document(rng), "obl:mod")] if rng.random() < 0.7 else []
    return phrase((is_, "aux:pass"), (it, "expl:subj"), (top, "top"), *where)


def _made_known(rng: random.Random) -> Sentence:
    """*a fait savoir le ministère*, *fait valoir l'avocate*: *faire* is an auxiliary of the verb after it."""
    verb = rng.choice(("savoir", "savoir", "valoir", "remarquer", "observer"))
    top = leaf(verb, verb, "VERB", "VerbForm=Inf")
    subject = (speaker(rng), "nsubj")
    if rng.random() < 0.7:
        aux = leaf("a", "avoir", "AUX", FINITE.format("Sing", "Pres"))
        done = leaf("fait", "faire", "AUX", MASC_SING + PARTICIPLE)
        return phrase((aux, "aux:tense"), (done, "aux:caus"), (top, "top"), subject)
    does = leaf("fait", "faire", "AUX", FINITE.format("Sing", "Pres"))
    return phrase((does, "aux:caus"), (top, "top"), subject)


def according_to(rng: random.Random) -> Sentence:
    """*selon le ministère*, *d'après une source proche*: hangs from the verb as ``obl:mod``."""
    source = speaker(rng, plural=rng.random() < 0.15)
    if rng.random() < 0.75:
        case = leaf("selon", "selon", "ADP")
    else:
        case = phrase((leaf("d'", "de", "ADP", space=False), "top"), (leaf("après", "après", "ADV"), "fixed"))
    return close_up(phrase((case, "case"), (source, "top")))


def as_said(rng: random.Random) -> Sentence:
    """*comme l'a souligné la présidente*: an ``advcl`` with its subject after the verb."""
    verb, (participle, singular, *_) = verb_of_saying(rng)
    how = (leaf("comme", "comme", "SCONJ"), "mark")
    feats = "Gender=Masc|Number=Sing|Person=3|PronType=Prs"
    if rng.random() < 0.7:
        it = leaf("l'", "le", "PRON", feats, space=False)
        aux = leaf("a", "avoir", "AUX", FINITE.format("Sing", "Pres"))
        top = leaf(participle, verb, "VERB", MASC_SING + PARTICIPLE)
        return close_up(phrase(how, (it, "obj"), (aux, "aux:tense"), (top, "top"), (speaker(rng), "nsubj")))
    elided = singular[0] in VOWELS
    it = leaf("l'" if elided else "le", "le", "PRON", feats, space=not elided)
    top = leaf(singular, verb, "VERB", FINITE.format("Sing", "Pres"))
    return close_up(phrase(how, (it, "obj"), (top, "top"), (speaker(rng), "nsubj")))
