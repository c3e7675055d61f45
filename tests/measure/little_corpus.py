"""A corpus that can be counted by hand, and drawn ones for properties; all words and outlets are invented.

Five articles of two outlets.  Uses of *blocage*: 3 in 2 of the 3 texts of Le Phare (20 words), 1 in 1 of the 2 texts
of L'Ancre (13 words).  Uses of *fermeture*: 1 and 3.
"""

import numpy as np
import pandas as pd
from common import token_table

LINES = {
    "p1": "Le/le/DET blocage du/de/ADP port dure/durer/VERB ,/,/PUNCT le/le/DET blocage lasse/lasser/VERB",
    "p2": "Selon/selon/ADP lui/lui/PRON le/le/DET blocage n'/ne/ADV est/être/AUX pas/pas/ADV légal/légal/ADJ",
    "p3": "La/le/DET fermeture fatigue/fatiguer/VERB le/le/DET quai",
    "a1": "La/le/DET fermeture du/de/ADP port apaise/apaiser/VERB la/le/DET fermeture",
    "a2": "Ni/ni/CCONJ blocage ni/ni/CCONJ fermeture ,/,/PUNCT dit/dire/VERB Maud/Maud/PROPN",
}
OUTLETS = {"p1": "Le Phare", "p2": "Le Phare", "p3": "Le Phare", "a1": "L'Ancre", "a2": "L'Ancre"}


def little_tokens() -> pd.DataFrame:
    """The tokens of the five articles."""
    return token_table(LINES, outlets=OUTLETS)


def drawn_tokens(sizes: dict[str, int], *, words: int = 60, vocabulary: int = 40, seed: int = 0) -> pd.DataFrame:
    """Tokens of texts drawn from one bursty law, so that outlets do not differ: outlet → number of texts."""
    rng = np.random.default_rng(seed)
    base = 1 / np.arange(2, vocabulary + 2)
    lines, outlets = {}, {}
    for outlet, size in sizes.items():
        for k in range(size):
            article = f"{outlet}-{k:03d}"
            law = rng.dirichlet(20 * base / base.sum())
            lines[article] = " ".join(f"mot{w}" for w in rng.choice(vocabulary, size=words, p=law))
            outlets[article] = outlet
    return token_table(lines, outlets=outlets)


def hits_of(texts: list[tuple], *, frame: str = "port", event: str = "port", **columns) -> pd.DataFrame:
    """Hits from (outlet, uses of A, uses of B) for each text; further columns as given."""
    rows = []
    for k, (outlet, a, b) in enumerate(texts):
        for term, times in (("blocage", a), ("fermeture", b)):
            rows += [{"article_id": f"t{k:03d}", "outlet": outlet, "term": term}] * times
    constant = {"event": event, "frame": frame, "start": 0, "end": 7, "zone": "body", "voice": "narrator"}
    constant |= {"speaker": None, "attribution_id": None, "distance": "none", "negated": False, "shared": False}
    hits = pd.DataFrame(rows, columns=["article_id", "outlet", "term"]).assign(**constant, excluded=False, reason="")
    return hits.assign(form=hits["term"], **columns)
