"""Measures of invented studies of any number of outlets, for figures: long names, few texts, one outlet without a use."""

import numpy as np
import pandas as pd
from common import token_table

from cadrage.measure import (
    attribution_shares,
    choice_over_time,
    choice_shares,
    correspondence,
    keyness,
    robustness,
    term_voices,
    word_shift,
)
from cadrage.report import key_dispersion

NAMES = (
    "Le Courrier de la Vallée Haute et du Plateau réunis", "La Gazette", "L'Indépendant républicain du Littoral occidental",
    "Radio Ondes", "Le Phare", "L'Ancre de Miséricorde", "La Tribune", "Nouvelles du Soir et du Matin de la Capitale",
    "Le Petit Pêcheur", "Agence Marée", "Le Quotidien", "Blog du port",
)  # fmt: skip
WORDS = "port quai bateau marin digue grue conteneur maire ministre vent vague pêcheur accord grève usine route".split()
TERMS = ("blocage", "fermeture", "suspension provisoire des activités portuaires")


def measures(size: int, *, seed: int = 0) -> dict[str, pd.DataFrame]:
    """One measure for every figure, of ``size`` outlets of which the last one uses no declared term."""
    rng, outlets = np.random.default_rng(seed), NAMES[:size]
    lines, of = {}, {}
    for k, outlet in enumerate(outlets):
        own = [WORDS[k % len(WORDS)]] * 8
        for text in range(3):
            lines[f"t{k:02d}{text}"] = " ".join(rng.choice([*WORDS, *own], size=50))
            of[f"t{k:02d}{text}"] = outlet
    tokens = token_table(lines, outlets=of)
    hits = _hits(rng, of, outlets[-1])
    articles = pd.DataFrame({"article_id": list(of), "outlet": list(of.values())})
    articles["date"] = pd.date_range("2031-01-01", periods=len(articles), freq="5D")
    words = keyness(tokens, min_count=1, min_texts=1, more=True, top=6)
    first = words["outlet"] == outlets[0]
    who = {"voice": "narrator", "articles": articles.assign(sha256=articles["article_id"])}
    return {
        "keyness": words[first],
        "dispersion": key_dispersion(tokens, words=words[first]),
        "word_shift": word_shift(tokens, outlet=outlets[0], top=8, n_permutations=9),
        "correspondence": correspondence(tokens, min_count=1, min_texts=1, n_permutations=9),
        "term_uses": term_voices(hits, articles=who["articles"]),
        "choice_shares": choice_shares(hits, **who),
        "choice_by_zone": choice_shares(hits, by="zone", **who),
        "choice_over_time": choice_over_time(hits, freq="auto", **who),
        "parts": _introduced(rng, of),
        "shared_shares": _shared(rng, outlets),
        "sharing": _sharing(rng, outlets),
        "statement_matrix": _statements(rng, outlets),
        "robustness": robustness(hits, articles=who["articles"], top=6),
    }


def _hits(rng, of: dict[str, str], silent: str) -> pd.DataFrame:
    rows = []
    for article, outlet in of.items():
        for _ in range(0 if outlet == silent else int(rng.integers(1, 5))):
            rows.append({"article_id": article, "outlet": outlet, "term": str(rng.choice(TERMS)),
                         "zone": str(rng.choice(["headline", "lead", "body"])),
                         "voice": str(rng.choice(["narrator", "narrator", "attributed"]))})  # fmt: skip
    constant = {
        "frame": "port",
        "event": "port",
        "distance": "none",
        "negated": False,
        "shared": False,
        "start": 0,
        "end": 7,
    }
    hits = pd.DataFrame(rows).assign(**constant, excluded=False, reason="", speaker=None, attribution_id=None)
    return hits.assign(form=hits["term"])


def _introduced(rng, of: dict[str, str]) -> pd.DataFrame:
    """Reported statements by what introduces them, all classes used: the longest legend of all."""
    classes = ["neutral", "endorsing", "doubting", "confrontational", "evaluative", "directive", "emotive", None]
    rows = [(article, outlet, c) for article, outlet in of.items() for c in rng.permutation(classes * 2)]
    said = pd.DataFrame(rows, columns=["article_id", "outlet", "cue_class"])
    return attribution_shares(said, by="cue_class", lang="fr")


def _shared(rng, outlets) -> pd.DataFrame:
    share = rng.uniform(0, 0.6, len(outlets))
    share[-1] = np.nan
    out = pd.DataFrame({"outlet": outlets, "estimate": share, "low": share * 0.6, "high": np.minimum(1, share * 1.5)})
    out["total"] = np.where(out["estimate"].isna(), 0, 500)
    out["n"] = (out["estimate"].fillna(0) * out["total"]).astype(int)
    return out.assign(n_articles=2, n_texts=3, note="")


def _sharing(rng, outlets) -> pd.DataFrame:
    rows = [(a, b) for a in outlets for b in outlets if a != b]
    out = pd.DataFrame(rows, columns=["outlet", "other"]).assign(total=500)
    out["estimate"] = np.where(rng.random(len(out)) < 0.5, rng.uniform(0, 0.5, len(out)), 0.0)
    return out.assign(n=(500 * out["estimate"]).astype(int))


def _statements(rng, outlets, size: int = 40) -> pd.DataFrame:
    kinds = ["verbatim", "reworded", "not carried"]
    rows = [
        {"statement_id": f"s{k:02d}", "outlet": outlet, "carried": str(rng.choice(kinds)), "n_outlets": 2, "event": "port",
         "label": f"Les deux parties doivent cesser le feu avant dimanche et laisser passer les navires ({k})"}
        for k in range(size) for outlet in outlets
    ]  # fmt: skip
    return pd.DataFrame(rows)
