"""The press-like version of seq-test: the same sentences under the typography and layout of a newspaper.

Its reporting clauses are written by hand, apart from the generator of the training data, with other verbs and
nouns where possible, so that what is measured is not the generator. They carry no lemmas and no features, which
leaves them out of those two scores.
"""

import random

from conllu import ROOT, Sentence, Word
from layout import Article, articles
from quotation import quoted, quoted_alone, spaced, with_incise
from typography import (
    RAW_STYLES,
    VIEW,
    drop_full_stop,
    no_break_before_high_marks,
    set_style,
)

SEED = 456

# One clause a line: form/class/head/label, heads counted from 1, 0 for the word that hangs from what is said.
CLAUSES = """
a/AUX/3/aux:tense fait/AUX/3/aux:caus savoir/VERB/0/x la/DET/5/det coopérative/NOUN/3/nsubj laitière/ADJ/5/amod
s'/PRON/3/expl:pv est/AUX/3/aux:tense réjouie/VERB/0/x l'/DET/5/det intéressée/NOUN/3/nsubj
explique/VERB/0/x -t-on/PRON/1/nsubj au/ADP/4/case siège/NOUN/1/obl:mod du/ADP/6/case groupe/NOUN/4/nmod
avait/AUX/2/aux:tense pronostiqué/VERB/0/x son/DET/4/det prédécesseur/NOUN/2/nsubj en/ADP/6/case octobre/NOUN/2/obl:mod
ont/AUX/2/aux:tense scandé/VERB/0/x les/DET/4/det manifestants/NOUN/2/nsubj
commente/VERB/0/x le/DET/3/det gérant/NOUN/1/nsubj du/ADP/5/case café/NOUN/3/nmod
confie/VERB/0/x celle/PRON/1/nsubj qui/PRON/4/nsubj dirige/VERB/2/acl:relcl le/DET/6/det club/NOUN/4/obj
peut/VERB/0/x -on/PRON/1/nsubj y/PRON/4/obl:mod lire/VERB/1/xcomp
a/AUX/3/aux:tense -t-elle/PRON/3/nsubj martelé/VERB/0/x devant/ADP/6/case ses/DET/6/det partisans/NOUN/3/obl:mod
résume/VERB/0/x un/DET/3/det pompier/NOUN/1/nsubj
écrivait/VERB/0/x -il/PRON/1/nsubj alors/ADV/1/advmod
aurait/AUX/2/aux:tense lâché/VERB/0/x un/DET/4/det proche/NOUN/2/nsubj du/ADP/6/case dossier/NOUN/4/nmod
""".strip().split("\n")


def _clause(line: str) -> Sentence:
    rows = [word.rsplit("/", 3) for word in line.split(" ")]
    return [
        Word(form, "", pos, "", int(head) - 1 if head != "0" else ROOT, label, not form.endswith("'"))
        for form, pos, head, label in rows
    ]


def _said(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    said = [*sentences[:-1], drop_full_stop(sentences[-1])]
    unmarked = rng.random() < 0.2 and len(sentences) == 1
    *before, last = [spaced(said[0])] if unmarked else quoted(said)
    return [*before, with_incise(last, _clause(rng.choice(CLAUSES)))]


VOICES = ((_said, 3, 4), (quoted_alone, 2, 4))


def press_articles(sentences: list[Sentence]) -> list[Article]:
    """Lay a treebank out as press: always the same articles for the same sentences."""
    return articles(sentences, random.Random(SEED), voices=VOICES, spoken=0.4)


def view_form(article: Article) -> Article:
    """The article as the pipeline meets it in use: « … », ', plain spaces."""
    return [set_style(s, VIEW) for s in article]


def raw_form(article: Article, n: int) -> Article:
    """The article as printed: the marks of one house, no-break spaces, curly apostrophes; ``n`` picks the house."""
    style = RAW_STYLES[n % len(RAW_STYLES)]
    styled = [set_style(s, style) for s in article]
    if style.inside.strip(" "):
        styled = [no_break_before_high_marks(s, style.inside) for s in styled]
    return styled


def sentence_spans(article: Article) -> list[tuple[int, int]]:
    """Character spans of the sentences under the project's convention: none ends inside an open quotation.

    A line break ends a sentence and with it any quotation left open.
    """
    spans, start, at, opened = [], 0, 0, False
    for sentence in article:
        for word in sentence:
            at += len(word.form)
            if word.pos != "SPACE":
                end = at
            if word.form in ("«", "»"):
                opened = word.form == "«"
            at += word.space
        if sentence[-1].form.startswith("\n"):
            opened = False
        if not opened:
            spans.append((start, end))
            start = at
    if opened:
        spans.append((start, end))
    return spans
