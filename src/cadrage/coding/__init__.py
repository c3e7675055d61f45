"""Human coding: draw a sample, let people label it, measure their agreement, learn from them, report with their error.

>>> from cadrage.coding import draw, read_back, report
"""

from cadrage.coding.classify import Trial, apply, features, try_out
from cadrage.coding.prevalence import prevalence, sensitivity_specificity
from cadrage.coding.report import report
from cadrage.coding.sample import draw, sample
from cadrage.coding.scheme import Scheme, load_scheme
from cadrage.coding.sheets import read_back, write_sheet

__all__ = [
    "Scheme", "Trial", "apply", "draw", "features", "load_scheme", "prevalence", "read_back", "report", "sample",
    "sensitivity_specificity", "try_out", "write_sheet",
]  # fmt: skip
