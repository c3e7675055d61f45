"""Measures: functions that take the tables of a corpus and return tidy tables, each number with its texts.

Data come first, everything else is named.  Every result names method, unit, reference, correction and seed in
``attrs``, and says in ``note`` what a row cannot show; ``rows`` holds the labels of the counted rows.
"""

from cadrage.measure.choice.contrast import choice_contrasts
from cadrage.measure.choice.discovery import candidates
from cadrage.measure.choice.over_time import choice_over_time
from cadrage.measure.choice.shares import choice_shares, term_voices
from cadrage.measure.choice.uses import excluded_uses
from cadrage.measure.quality.agreement import agreement, cohen_kappa, krippendorff_alpha
from cadrage.measure.quality.reliability import reliability
from cadrage.measure.table import describe
from cadrage.measure.uncertainty.detection import correct_for_detection
from cadrage.measure.uncertainty.detector import Detector, measured_detector, with_detection
from cadrage.measure.uncertainty.independence import independent_texts
from cadrage.measure.uncertainty.ladder import Rung, ladder, rung, supports
from cadrage.measure.uncertainty.permutation import floor_of_p, max_t, permutation_test
from cadrage.measure.uncertainty.robustness import board, headline_findings, robustness
from cadrage.measure.uncertainty.robustness_words import headline_words
from cadrage.measure.vocabulary.correspondence import correspondence
from cadrage.measure.vocabulary.counts import Counts, count, term_rows, token_rows
from cadrage.measure.vocabulary.dispersion import dispersion
from cadrage.measure.vocabulary.keyness import keyness
from cadrage.measure.vocabulary.omnibus import omnibus
from cadrage.measure.vocabulary.separation import separation
from cadrage.measure.vocabulary.shift import word_shift
from cadrage.measure.vocabulary.term_tests import term_tests
from cadrage.measure.vocabulary.tfidf import tfidf
from cadrage.measure.vocabulary.words import stop_list
from cadrage.measure.voices import attribution_shares, sources_per_1000, speech_shares
from cadrage.measure.wording import compared

__all__ = [
    "Counts",
    "Detector",
    "KeynessSelector",
    "Rung",
    "agreement",
    "attribution_shares",
    "board",
    "candidates",
    "choice_contrasts",
    "choice_over_time",
    "choice_shares",
    "cohen_kappa",
    "compared",
    "correct_for_detection",
    "correspondence",
    "count",
    "describe",
    "dispersion",
    "excluded_uses",
    "floor_of_p",
    "headline_findings",
    "headline_words",
    "independent_texts",
    "keyness",
    "krippendorff_alpha",
    "ladder",
    "max_t",
    "measured_detector",
    "omnibus",
    "permutation_test",
    "reliability",
    "robustness",
    "rung",
    "separation",
    "sources_per_1000",
    "speech_shares",
    "stop_list",
    "supports",
    "term_tests",
    "term_voices",
    "tfidf",
    "term_rows",
    "token_rows",
    "with_detection",
    "word_shift",
]


def __getattr__(name: str):
    # scikit-learn takes half a second to load, and only its users need it.
    if name == "KeynessSelector":
        from cadrage.measure.vocabulary.estimators import KeynessSelector

        return KeynessSelector
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
