"""Texts that end in the middle: whatever was cut off, what stands there is annotated."""

from types import SimpleNamespace

import pytest

from cadrage.annotate.annotator import Annotator
from cadrage.annotate.rows import ArticleRows

SENTENCES = [
    "Selon la province, les travaux ont coûté 40 millions d’euros, ce que la maire conteste, et le préfet estime que tout va bien.",
    "« Nous refusons », a déclaré la maire, qui a promis que le pont serait gratuit, mais le syndicat affirme que non.",
    "D’après Odile Marchetti, le chenal est trop étroit et, ajoute-t-elle, mal placé.",
    "Le préfet a dit, jeudi, que le bac, dont « la fin est proche », ne partirait plus, tandis que Luc Ardenne, pêcheur, le regrette.",
]  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_cut_behind_any_word_or_mark_is_annotated(sentence):
    ends = [k for k in range(1, len(sentence)) if not sentence[k].isalnum() or not sentence[k - 1].isalnum()]
    cut = [
        SimpleNamespace(
            article_id=str(k), outlet="X", event=None, headline_end=0, title="", sha256="", text=sentence[:k]
        )
        for k in ends
    ]
    failed = {
        a.text[-25:]: r
        for a, r in zip(cut, Annotator.load().annotate(cut), strict=True)
        if not isinstance(r, ArticleRows)
    }
    assert not failed
