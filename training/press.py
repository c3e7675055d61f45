"""Beginnings of sentences that report, and invented sentences with charged words in quotation marks."""

import random
from dataclasses import replace

import press_lexicon as lex
from clauses import verb_of_saying
from conllu import Sentence
from fragments import FEM_SING, FINITE, MASC_SING, PARTICIPLE, VOWELS, article, close_up, comma, full_stop, leaf, phrase
from sources import body, circumstance, speaker


def reporting_start(rng: random.Random) -> Sentence:
    """*Le ministre a déclaré*, to be followed by *que* or a colon; capitalised, not closed."""
    verb, (participle, singular, plural, imperfect) = verb_of_saying(rng)
    many = rng.random() < 0.2
    number = "Plur" if many else "Sing"
    subject = speaker(rng, plural=many)
    before = [(comma(), "punct")] if any(w.form == "," for w in subject) else []
    if rng.random() < 0.6:
        aux = leaf("ont" if many else "a", "avoir", "AUX", FINITE.format(number, "Pres"))
        top = leaf(participle, verb, "VERB", MASC_SING + PARTICIPLE)
        clause = phrase((subject, "nsubj"), *before, (aux, "aux:tense"), (top, "top"))
    else:
        form, tense = (plural, "Pres") if many else rng.choice(((singular, "Pres"), (imperfect, "Imp")))
        top = leaf(form, verb, "VERB", FINITE.format(number, tense))
        clause = phrase((subject, "nsubj"), *before, (top, "top"))
    return capitalised(close_up(clause))


def charged_object(rng: random.Random) -> Sentence:
    """*Le maire a dénoncé une « agression brutale »*, *... a qualifié le texte de « mascarade »*: scare quotes."""
    form, gender = rng.choice(lex.CHARGED)
    feats = FEM_SING if gender == "f" else MASC_SING
    noun = leaf(form, form, "NOUN", feats)
    charged = [(leaf("«", "«", "PUNCT"), "punct"), (noun, "top")]
    if rng.random() < 0.5:
        adjective = rng.choice(lex.CHARGED_ADJECTIVES)
        charged.append((leaf(adjective[gender == "f"], adjective[0], "ADJ", feats), "amod"))
    charged.append((leaf("»", "»", "PUNCT"), "punct"))
    when = [(circumstance(rng), "obl:mod")] if rng.random() < 0.3 else []
    aux = leaf("a", "avoir", "AUX", FINITE.format("Sing", "Pres"))
    subject = speaker(rng)
    before = [(comma(), "punct")] if any(w.form == "," for w in subject) else []
    if rng.random() < 0.5:
        det = leaf("une" if gender == "f" else "un", "un", "DET", f"Definite=Ind|{feats}|PronType=Art")
        if rng.random() < 0.3:
            det = article(noun)
        verb = rng.choice(("dénoncer", "évoquer", "fustiger", "craindre", "réclamer", "redouter", "critiquer"))
        participle = "craint" if verb == "craindre" else verb[:-2] + "é"
        complement = (phrase((det, "det"), *charged), "obj")
        top = leaf(participle, verb, "VERB", MASC_SING + PARTICIPLE)
        rest = [complement]
    else:
        top = leaf("qualifié", "qualifier", "VERB", MASC_SING + PARTICIPLE)
        noun = body(rng)
        target = phrase((article(noun), "det"), (noun, "top"))
        elided = form[0] in VOWELS
        case = leaf("d'" if elided else "de", "de", "ADP", space=not elided)
        rest = [(target, "obj"), (phrase((case, "case"), *charged), "xcomp")]
    clause = phrase((subject, "nsubj"), *before, (aux, "aux:tense"), (top, "top"), *rest, *when, (full_stop(), "punct"))
    return capitalised(close_up(clause))


def capitalised(words: Sentence) -> Sentence:
    """The sentence with a capital letter at its start."""
    first = words[0].form
    return [replace(words[0], form=first[0].upper() + first[1:]), *words[1:]]


def uncapitalised(words: Sentence) -> Sentence:
    """The sentence as it stands after *que*: no capital, unless a name starts it."""
    first = words[0]
    if first.pos in ("PROPN", "NUM", "X") or first.form[1:] != first.form[1:].lower():
        return words
    return [replace(first, form=first.form[0].lower() + first.form[1:]), *words[1:]]
