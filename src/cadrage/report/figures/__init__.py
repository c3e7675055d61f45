"""Figures: small functions that put a measure on a matplotlib ``Axes`` and return it.

>>> import matplotlib.pyplot as plt
>>> from cadrage.report import figures
>>> sizes = pd.DataFrame({"outlet": ["Le Phare"], "n_articles": [3], "n_words": [900]})
>>> ax = figures.corpus_sizes(sizes, plt.subplot(), lang="fr")
"""

import pandas as pd  # noqa: F401  (for the example above)

from cadrage.report.figures.base import make_figure
from cadrage.report.figures.board import robustness, statement_matrix
from cadrage.report.figures.choice import choice_shares, term_uses
from cadrage.report.figures.choice_parts import choice_by_zone, choice_over_time
from cadrage.report.figures.corpus import calendar, corpus_sizes, coverage
from cadrage.report.figures.plane import correspondence
from cadrage.report.figures.quality import reliability
from cadrage.report.figures.shared import shared_shares, sharing
from cadrage.report.figures.vocabulary import dispersion, keyness, word_shift
from cadrage.report.figures.voices import parts, speakers, speech_shares

__all__ = [
    "calendar", "choice_by_zone", "choice_over_time", "choice_shares", "correspondence", "corpus_sizes", "coverage", "dispersion", "keyness", "make_figure", "parts", "shared_shares", "sharing", "speakers", "speech_shares",
    "reliability", "robustness", "statement_matrix", "term_uses", "word_shift",
]  # fmt: skip
