"""Who speaks, where and when, in the invented press sentences: noun phrases as trees in the style of Sequoia."""

import random
from dataclasses import replace

import press_lexicon as lex
from conllu import ROOT, Sentence
from fragments import FEM_PLUR, FEM_SING, MASC_PLUR, MASC_SING, article, comma, leaf, of, phrase


def name(rng: random.Random) -> Sentence:
    """First and family name, or the family name after a title."""
    family = leaf(lex.invented_name(rng), "", "PROPN")
    family = [replace(family[0], lemma=family[0].form)]
    if rng.random() < 0.2:
        title, lemma = rng.choice((("M.", "monsieur"), ("Mme", "madame"), ("Me", "maître"), ("Dr", "docteur")))
        return phrase((leaf(title, lemma, "NOUN", MASC_SING), "top"), (family, "nmod"))
    first = leaf(lex.invented_name(rng), "", "PROPN")
    first = [replace(first[0], lemma=first[0].form)]
    return phrase((first, "top"), (family, "flat:name")) if rng.random() < 0.8 else family


def _noun(entry: tuple[str, str | None], rng: random.Random, *, plural: bool = False) -> tuple[Sentence, bool]:
    feminine = entry[1] is not None and rng.random() < 0.45
    form = entry[1] if feminine else entry[0]
    if plural:
        form = form if form[-1] in "sx" or form == "porte-parole" else form + "s"
    feats = (FEM_PLUR if plural else FEM_SING) if feminine else (MASC_PLUR if plural else MASC_SING)
    return leaf(form, entry[0], "NOUN", feats), feminine


def body(rng: random.Random) -> Sentence:
    """A body that speaks, without its article: *exécutif américain*, *ministère de l'agence*."""
    form, gender = rng.choice(lex.BODIES)
    noun = leaf(form, form, "NOUN", FEM_SING if gender == "f" else MASC_SING)
    if rng.random() < 0.6:
        adjective = rng.choice(lex.ADJECTIVES)
        feats = FEM_SING if gender == "f" else MASC_SING
        return phrase((noun, "top"), (leaf(adjective[gender == "f"], adjective[0], "ADJ", feats), "amod"))
    if rng.random() < 0.4:
        city = lex.invented_name(rng)
        place = phrase((leaf("de", "de", "ADP"), "case"), (leaf(city, city, "PROPN"), "top"))
        return phrase((noun, "top"), (place, "nmod"))
    return noun


def speaker(rng: random.Random, *, plural: bool = False) -> Sentence:
    """A source as a noun phrase: a name, a person with office and name, a body."""
    kind = rng.random()
    if not plural and kind < 0.25:
        return name(rng)
    if not plural and kind < 0.55:
        noun = body(rng)
        return phrase((article(noun), "det"), (noun, "top"))
    noun, feminine = _noun(rng.choice(lex.PERSONS), rng, plural=plural)
    if rng.random() < 0.3:
        adjective = rng.choice(lex.ADJECTIVES)
        form = adjective[feminine]
        form = form + "s" * (plural and form[-1] not in "sx")
        form = form.replace("als", "aux") if plural and not feminine else form
        noun = phrase((noun, "top"), (leaf(form, adjective[0], "ADJ", noun[0].feats), "amod"))
    if rng.random() < 0.4:
        noun = phrase((noun, "top"), (of(body(rng)), "nmod"))
    det = article(noun)
    if plural and rng.random() < 0.4:
        some = rng.choice(("plusieurs", "des", "certains"))
        det = leaf(some, {"des": "un", "certains": "certain"}.get(some, some), "DET", "Number=Plur")
        if some == "certains" and feminine:
            det = leaf("certaines", "certain", "DET", "Gender=Fem|Number=Plur")
    elif not plural and rng.random() < 0.2:
        feats = FEM_SING if feminine else MASC_SING
        det = leaf("une" if feminine else "un", "un", "DET", f"Definite=Ind|{feats}|PronType=Art")
    source = phrase((det, "det"), (noun, "top"))
    if not plural and rng.random() < 0.45:
        person = name(rng)
        if rng.random() < 0.5:
            return phrase((source, "top"), (person, "appos"))
        return phrase((source, "top"), (comma(), "punct"), (person, "appos"))
    return source


def circumstance(rng: random.Random) -> Sentence:
    """When or where it was said: *jeudi soir*, *dans un communiqué*, *le 3 mars*, *à l'agence Rovel*."""
    kind = rng.randrange(5)
    if kind == 0:
        day = rng.choice(lex.DAYS)
        noun = leaf(day, day, "NOUN", MASC_SING)
        if rng.random() < 0.5:
            moment = rng.choice(lex.MOMENTS)
            return phrase((noun, "top"), (leaf(moment, moment, "NOUN", MASC_SING), "nmod"))
        return noun
    if kind == 1:
        return dated(rng)
    if kind == 2:
        noun = body(rng)
        to = leaf("auprès", "auprès", "ADV")
        de = of(noun)
        case = [replace(de[0], head=ROOT)]
        rest = [replace(w, head=w.head - 1 if w.head > 0 else w.head) for w in de[1:]]
        return phrase((phrase((to, "top"), (case, "fixed")), "case"), (rest, "top"))
    return in_document(rng)


def dated(rng: random.Random) -> Sentence:
    """*le 12 mars*."""
    day, month = str(rng.randint(2, 31)), rng.choice(lex.MONTHS)
    the = leaf("le", "le", "DET", f"Definite=Def|{MASC_SING}|PronType=Art")
    number = phrase((leaf(day, day, "NUM"), "top"), (leaf(month, month, "NOUN", MASC_SING), "nmod"))
    return phrase((the, "det"), (number, "top"))


def in_document(rng: random.Random) -> Sentence:
    """*dans un communiqué*, *dans le rapport du ministère*."""
    form, gender = rng.choice(lex.DOCUMENTS)
    feats = FEM_SING if gender == "f" else MASC_SING
    noun = leaf(form, form, "NOUN", feats)
    if rng.random() < 0.5:
        det = leaf("une" if gender == "f" else "un", "un", "DET", f"Definite=Ind|{feats}|PronType=Art")
    else:
        det = article(noun)
    if rng.random() < 0.4:
        noun = phrase((noun, "top"), (of(body(rng)), "nmod"))
    return phrase((leaf("dans", "dans", "ADP"), "case"), (det, "det"), (noun, "top"))
