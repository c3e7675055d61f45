"""The training corpus: every sentence plain, laid out as press in the view's typography, and raw."""

import random
from pathlib import Path

from conllu import Sentence, read_sentences, to_doc
from harmonise import harmonise
from layout import articles
from spacy.tokens import DocBin
from spacy.vocab import Vocab
from typography import (
    RAW_STYLES,
    VIEW,
    VIEW_GLUED,
    no_break_before_high_marks,
    set_style,
    slip,
)

TRAINING = ("seq-train", "gsd-dev", "gsd-test", "pud")
GROUP = 5


def load_treebanks(folder: Path) -> dict[str, list[Sentence]]:
    """Read and harmonise the treebanks used: the four of the training, and ``seq-dev``."""
    return harmonise({name: read_sentences(folder / f"{name}.conllu") for name in (*TRAINING, "seq-dev")})


def plain(sentences: list[Sentence]) -> list[list[Sentence]]:
    """Groups of five sentences on one line with the marks of the treebank, as ``spacy convert -n 5`` makes them."""
    return [sentences[i : i + GROUP] for i in range(0, len(sentences), GROUP)]


def in_view(sentences: list[Sentence], rng: random.Random) -> list[list[Sentence]]:
    """Press articles in normalised typography, the form the pipeline meets in use."""
    return [_styled(a, rng, (VIEW, VIEW, VIEW_GLUED)) for a in articles(sentences, rng)]


def raw(sentences: list[Sentence], rng: random.Random) -> list[list[Sentence]]:
    """Press articles in the typography of one house each: other marks, no-break spaces, curly apostrophes."""
    return [_styled(a, rng, RAW_STYLES) for a in articles(sentences, rng)]


def _styled(article: list[Sentence], rng: random.Random, styles) -> list[Sentence]:
    style = rng.choice(styles)
    styled = [slip(set_style(s, style), rng) for s in article]
    if "\u00a0" in style.inside or "\u202f" in style.inside:
        styled = [no_break_before_high_marks(s, style.inside) for s in styled]
    return styled


def build(
    treebanks: dict[str, list[Sentence]], vocab: Vocab, *, seed: int, copies: int = 2, press: bool = True
) -> dict[str, DocBin]:
    """Make the training and development documents.

    Training: each sentence plain once per copy and, with ``press``, once in the view's form and every other copy
    raw. Development: seq-dev plain and in the view's form, fixed by its own seed.
    """
    rng = random.Random(seed)
    train = DocBin()
    for copy in range(copies):
        for name in TRAINING:
            sentences = treebanks[name]
            groups = plain(_rotated(sentences, copy))
            if press:
                groups += in_view(_rotated(sentences, copy), rng)
                groups += raw(sentences, rng) if copy % 2 == 0 else []
            for group in groups:
                train.add(to_doc(vocab, group))
    dev = DocBin()
    fixed = random.Random(0)
    for group in plain(treebanks["seq-dev"]) + in_view(treebanks["seq-dev"], fixed):
        dev.add(to_doc(vocab, group))
    return {"train": train, "dev": dev}


def _rotated(sentences: list[Sentence], by: int) -> list[Sentence]:
    """The sentences started a little later, so that groups fall differently in each copy."""
    return sentences[by:] + sentences[:by]
