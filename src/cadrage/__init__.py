"""cadrage compares how news outlets frame the same event.

A folder of articles is a :class:`~cadrage.study.Study`; its tables are plain pandas tables, and measures are
functions that take tables::

    from cadrage import Study, choice_shares

    study = Study.open("data/demo")
    choice_shares(study.hits, frame="peninsule", voice="narrator")
"""

import os
import sys
from importlib import import_module

__version__ = "0.1.0"

if sys.platform == "linux":
    # Read when Arrow is first imported.  Its own allocator keeps some hundred megabytes of what a stage needed; the C
    # library's gives them back when asked (cadrage.memory).
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

# Name → module.  Resolved when first used: `cadrage check` needs neither scikit-learn nor spaCy.
_PUBLIC = {
    "Study": "cadrage.study",
    "attribution_shares": "cadrage.measure",
    "choice_contrasts": "cadrage.measure",
    "choice_shares": "cadrage.measure",
    "concordance": "cadrage.evidence",
    "keyness": "cadrage.measure",
    "speech_shares": "cadrage.measure",
    "tfidf": "cadrage.measure",
}
__all__ = ["__version__", *_PUBLIC]


def __getattr__(name: str):
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'cadrage' has no attribute {name!r}")


def __dir__():
    return sorted(__all__)
