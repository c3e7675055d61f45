"""What the figures of vocabulary say in words, and how their words were counted."""

import numpy as np
import pandas as pd

from cadrage.report.language import Language
from cadrage.report.links import Count, Sentence
from cadrage.report.table import rows_table


def counting(attrs: dict, language: Language) -> list[str]:
    """What was counted as a word: unit, parts of speech, voice, shared passages, stop list; nothing for other measures.

    >>> counting({"unit": "lemma", "profile": "…", "pos": "NOUN,VERB", "voice": "all", "shared": "left out"}, Language("en"))
    ['unit: lemma', 'parts of speech: noun, verb', 'without shared passages']
    """
    if "profile" not in attrs:
        return []
    t = language.t
    unit, _, size = str(attrs.get("unit", "")).partition(" ")
    name = t(f"unit {unit}") if language.has(f"unit {unit}") else unit
    parts = [t("how unit", unit=f"{name} {size}".strip())]
    if attrs.get("pos", "all") != "all":
        parts.append(t("how pos", pos=", ".join(language.label(p) for p in attrs["pos"].split(","))))
    if language.has(f"how voice {attrs.get('voice')}"):
        parts.append(t(f"how voice {attrs['voice']}"))
    parts += [t("how unshared")] if attrs.get("shared") == "left out" else []
    parts += [t("how stop")] if attrs.get("stop_list", "none") != "none" else []
    return parts + ([t("how family", n=int(attrs["family"]))] if attrs.get("family") else [])


def _keyness(measure: pd.DataFrame, language: Language) -> list[str]:
    row = measure.sort_values("rank").iloc[0]
    texts, texts2 = (language.t("n texts", n=int(row[c])) for c in ("n_articles", "n_articles_reference"))
    reference, source = language.reference(row["reference"]), rows_table(measure)
    n = Count.of(int(row["n"]), source, row.get("rows", ()), f"{row['outlet']} · {row['term']}")
    n2 = Count.of(round(row["n_reference"]), source, row.get("rows_reference", ()), f"{reference} · {row['term']}")
    named = {"term": language.quote(row["term"]), "outlet": row["outlet"], "reference": reference}
    here, there = {"n": n, "texts": texts, "of": int(row["n_texts"])}, {"texts2": texts2, "n2": n2}
    return [Sentence.of(language, "says keyness", **named, **here, **there, of2=int(row["n_texts_reference"]))]


def _dispersion(measure: pd.DataFrame, language: Language) -> list[str]:
    known = measure.dropna(subset=["dp_norm"])
    if known.empty:
        return [language.t("says dispersion withheld")]
    if len(known) < 2:
        return []
    even, uneven = known.loc[known["dp_norm"].idxmin()], known.loc[known["dp_norm"].idxmax()]
    texts, texts2 = (language.t("n texts", n=int(row["n_articles"])) for row in (even, uneven))
    return [
        language.t(
            "says dispersion", even=language.quote(even["term"]), n=int(even["n"]), texts=texts, all=int(even["n_texts"]),
            uneven=language.quote(uneven["term"]), n2=int(uneven["n"]), texts2=texts2,
        )
    ]  # fmt: skip


def _word_shift(measure: pd.DataFrame, language: Language) -> list[str]:
    row = measure.iloc[0]
    first = language.t("says word_shift", bits=language.number(row["divergence"], 2))
    if not np.isfinite(row["p"]):
        return [first, language.t("says word_shift untested")]
    mean, high = (language.number(row[c], 2) for c in ("permutation_mean", "permutation_high"))
    verdict = language.t("shift beyond" if row["p"] <= 0.05 else "shift within")
    p, floor = language.p(row["p"]), language.p(row["floor"])
    return [first, language.t("says word_shift null", mean=mean, high=high, verdict=verdict, p=p, floor=floor)]


says = {"keyness": _keyness, "dispersion": _dispersion, "word_shift": _word_shift}
