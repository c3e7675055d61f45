"""What is given to coders: sentences or attributions, drawn at random within strata, in random order."""

from pathlib import Path

import numpy as np
import pandas as pd

from cadrage.coding.scheme import Scheme, load_scheme
from cadrage.errors import StudyError

COLUMNS = ["item", "article_id", "outlet", "event", "zone", "voice", "start", "end", "before", "text", "after", "stratum",
           "weight"]  # fmt: skip
# Characters of context on each side: a coder needs the sentence before, not the article.
CONTEXT = 240


def items(study, scheme: Scheme) -> pd.DataFrame:
    """Everything that could be coded: one row per sentence (or attribution) that is the article's prose.

    Columns: item, article_id, outlet, event, zone, voice, start, end, before, text, after.
    """
    found = _sentences(study.tokens) if scheme.unit == "sentence" else _attributions(study.attributions)
    texts = study.articles.set_index("article_id")["text"]
    whole = [texts[a] for a in found["article_id"]]
    places = list(zip(whole, found["start"], found["end"], strict=True))
    found = found.assign(
        before=[t[max(0, s - CONTEXT) : s] for t, s, _ in places],
        text=[t[s:e] for t, s, e in places],
        after=[t[e : e + CONTEXT] for t, _, e in places],
    )
    found["item"] = [f"{a}:{s}-{e}" for a, s, e in zip(found["article_id"], found["start"], found["end"], strict=True)]
    found = found[found["text"].str.strip() != ""].drop_duplicates("item")
    if scheme.only:
        found = found[found["text"].str.contains(scheme.only, case=False, regex=True)]
    return found[COLUMNS[:-2]].reset_index(drop=True)


def _sentences(tokens: pd.DataFrame) -> pd.DataFrame:
    prose = tokens[~tokens["boilerplate"].astype(bool)]
    grouped = prose.groupby([prose["article_id"].astype(str), prose["sentence"].astype(int)], sort=False)
    words = prose["pos"].astype(str).isin(["PUNCT", "SPACE", "SYM"])
    out = pd.DataFrame({
        "outlet": grouped["outlet"].first().astype(str), "event": grouped["event"].first().astype(object),
        "zone": grouped["zone"].first().astype(str), "voice": grouped["voice"].first().astype(str),
        "start": grouped["start"].min().astype(int), "end": grouped["end"].max().astype(int),
        "n": (~words).groupby([prose["article_id"].astype(str), prose["sentence"].astype(int)], sort=False).sum(),
    }).reset_index()  # fmt: skip
    # Two words are a caption or a place line, not a sentence that could be coded.
    return out[out["n"] > 2].drop(columns=["sentence", "n"])


def _attributions(attributions: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({
        "article_id": attributions["article_id"].astype(str), "outlet": attributions["outlet"].astype(str),
        "event": attributions["event"].astype(object), "zone": attributions["zone"].astype(str), "voice": "attributed",
        "start": [int(min(s)) for s in attributions["starts"]], "end": [int(max(e)) for e in attributions["ends"]],
    })  # fmt: skip


def sample(items: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """A stratified sample: every stratum gets its share of ``scheme.sample``, at least one item, drawn with the seed.

    Adds ``stratum`` and ``weight`` (items of the stratum per item drawn: estimates of the whole need it).  The order is
    random, so that coders do not read outlet by outlet.

    >>> every = pd.DataFrame({"item": list("abcd"), "outlet": ["X", "X", "X", "Y"], "event": "e"})
    >>> sample(every, Scheme(question="?", codes={"o": "", "n": ""}, sample=2))["outlet"].value_counts().to_dict()
    {'X': 1, 'Y': 1}
    """
    if items.empty:
        raise StudyError(
            "items to code were expected, but the study has none that fit the scheme: check « only » and « unit »"
        )
    stratum = (
        items[list(scheme.strata)].astype(object).fillna("").astype(str).agg(" · ".join, axis=1)
        if scheme.strata
        else pd.Series("", items.index)
    )
    rng = np.random.default_rng(scheme.seed)
    sizes = stratum.value_counts().sort_index()
    shares = _apportioned(sizes.to_numpy(), min(scheme.sample, len(items)))
    parts = []
    for (name, size), n in zip(sizes.items(), shares, strict=True):
        labels = stratum.index[stratum == name].to_numpy()
        chosen = rng.choice(labels, size=n, replace=False)
        parts.append(items.loc[chosen].assign(stratum=name, weight=size / n))
    drawn = pd.concat(parts)
    return drawn.iloc[rng.permutation(len(drawn))].reset_index(drop=True)


def _apportioned(sizes: np.ndarray, n: int) -> np.ndarray:
    """Seats by largest remainder, at least one and at most its size for every stratum."""
    quota = np.maximum(sizes / sizes.sum() * n, 1)
    seats = np.minimum(np.floor(quota).astype(int), sizes)
    rest = np.argsort(-(quota - np.floor(quota)), kind="stable")
    while seats.sum() < n:
        open_ = [k for k in rest if seats[k] < sizes[k]]
        for k in open_[: n - seats.sum()]:
            seats[k] += 1
    return seats


def draw(study, scheme: Scheme | str | Path, out: str | Path) -> Path:
    """Draws the sample of a scheme and writes it as a CSV to fill in; returns its path.

    Raises :class:`~cadrage.errors.StudyError` where the file exists: codes that somebody gave are never written over.
    """
    from cadrage.coding.sheets import write_sheet

    scheme = scheme if isinstance(scheme, Scheme) else load_scheme(scheme)
    return write_sheet(sample(items(study, scheme), scheme), scheme, out)
