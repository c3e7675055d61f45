"""A linear classifier that learns a scheme from the coded sample, judged on events and outlets that it has not seen."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import FunctionTransformer

from cadrage.coding.prevalence import sensitivity_specificity
from cadrage.errors import MeasureError
from cadrage.measure.table import finish

FOLDS = 5


class Trial(NamedTuple):
    """A classifier and what it is worth: predictions on unseen groups, scores, whether it may be applied, the fitted model."""

    predictions: pd.DataFrame
    scores: pd.DataFrame
    by_outlet: pd.DataFrame
    beats_baseline: bool
    model: Pipeline


def features(items: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """What the classifier reads: per item its words, its lemmas, and our features as a mapping.

    Features: zone, voice, words, shares of attributed words, of words at a distance, of proper nouns, negation, question
    and exclamation marks, conditional.  Columns: item, words, lemmas, marks.
    """
    by_article = {a: p for a, p in tokens.groupby(tokens["article_id"].astype(str), sort=False)}  # noqa: C416
    rows = []
    for item in items.itertuples():
        part = by_article.get(str(item.article_id))
        part = part.iloc[:0] if part is None else part[(part["start"] >= item.start) & (part["end"] <= item.end)]
        forms = part["form"].astype(str).str.lower().tolist()
        size = max(1, len(part))
        marks = {
            f"zone {item.zone}": 1.0,
            f"voice {item.voice}": 1.0,
            "length": np.log1p(len(part)) / 4,
            "attributed": float((part["voice"].astype(str) == "attributed").sum()) / size,
            "at a distance": float((part["distance"].astype(str) != "none").sum()) / size,
            "names": float((part["pos"].astype(str) == "PROPN").sum()) / size,
            "negation": float(any(f in ("ne", "n'", "n’", "ni") for f in forms)),
            "question": float("?" in forms),
            "exclamation": float("!" in forms),
            "conditional": float(part["morph"].astype(str).str.contains("Mood=Cnd").any()),
        }
        rows.append(
            {"item": item.item, "words": " ".join(forms), "lemmas": " ".join(part["lemma"].astype(str)), "marks": marks}
        )
    return pd.DataFrame(rows, columns=["item", "words", "lemmas", "marks"])


def _column(name: str):
    return FunctionTransformer(_take, kw_args={"name": name})


def _take(table: pd.DataFrame, name: str):
    return table[name].tolist()


def _pipeline(seed: int) -> Pipeline:
    whole = {"token_pattern": r"(?u)\S+", "lowercase": False, "sublinear_tf": True}
    parts = FeatureUnion([
        ("words", Pipeline([("take", _column("words")), ("tfidf", TfidfVectorizer(ngram_range=(1, 2), **whole))])),
        ("lemmas", Pipeline([("take", _column("lemmas")), ("tfidf", TfidfVectorizer(**whole))])),
        ("marks", Pipeline([("take", _column("marks")), ("table", DictVectorizer())])),
    ])  # fmt: skip
    return Pipeline(
        [
            ("features", parts),
            ("linear", LogisticRegression(C=5.0, class_weight="balanced", max_iter=2000, random_state=seed)),
        ]
    )


def try_out(coded: pd.DataFrame, tokens: pd.DataFrame, *, seed: int = 0) -> Trial:
    """Trains on the coded items and tests on events, then on outlets, that were left out of the training.

    ``coded`` has item, article_id, outlet, event, zone, voice, start, end, code, one row per item.  The baseline gives every
    item the code most frequent in the training part.  ``scores``: grouped_by, code, precision, recall, f1, n, and rows with
    an empty code for accuracy, macro_f1 and their baselines; ``by_outlet``: outlet, code, precision, recall, n_gold,
    n_given (grouped by event where there are two).  The classifier beats its baseline when its macro F1 and its accuracy do in
    every grouping tried.  Raises :class:`~cadrage.errors.MeasureError` below 20 items, two codes or two groups.
    """
    if len(coded) < 20 or coded["code"].nunique() < 2:
        raise MeasureError(
            f"at least 20 coded items with two codes were expected, but there are {len(coded)} with "
            f"{coded['code'].nunique()}: code more before a classifier is trained"
        )
    coded = coded.reset_index(drop=True)
    table, gold = features(coded, tokens), coded["code"].to_numpy(dtype=object)
    groupings = [g for g in ("event", "outlet") if coded[g].nunique(dropna=False) >= 2]
    if not groupings:
        raise MeasureError(
            "two events or two outlets were expected among the coded items, but there is one of each: it cannot be tested"
        )
    given, scores, better = coded.copy(), [], []
    for grouping in groupings:
        groups = coded[grouping].astype(object).fillna("").astype(str).to_numpy()
        guess, plain = _crossed(table, gold, groups, seed)
        given[f"by_{grouping}"] = guess
        scores += _scores(gold, guess, plain, grouping)
        overall = scores[-1]
        better.append(
            overall["macro_f1"] > overall["macro_f1_baseline"] and overall["accuracy"] > overall["accuracy_baseline"]
        )
    given["given"] = given[f"by_{groupings[0]}"]
    model = _pipeline(seed).fit(table, gold)
    by_outlet = pd.DataFrame([
        {"outlet": outlet, **row} for outlet, part in given.groupby("outlet", sort=True)
        for row in _by_code(part["code"].to_numpy(), part["given"].to_numpy())
    ])  # fmt: skip
    named = {
        "measure": "classifier",
        "method": "logistic regression, cross-validated by group",
        "seed": seed,
        "unit": "item",
    }
    return Trial(given, finish(pd.DataFrame(scores), **named), finish(by_outlet, **named), all(better), model)


def _crossed(table: pd.DataFrame, gold: np.ndarray, groups: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    guess, plain = np.empty(len(gold), dtype=object), np.empty(len(gold), dtype=object)
    folds = GroupKFold(n_splits=min(FOLDS, len(set(groups))))
    for train, test in folds.split(table, gold, groups):
        values, counts = np.unique(gold[train].astype(str), return_counts=True)
        plain[test] = values[counts.argmax()]
        if len(values) < 2:
            guess[test] = values[0]
        else:
            guess[test] = _pipeline(seed).fit(table.iloc[train], gold[train]).predict(table.iloc[test])
    return guess, plain


def _by_code(gold: np.ndarray, given: np.ndarray) -> list[dict]:
    rows = []
    for code in sorted(set(gold) | set(given)):
        both = int(((gold == code) & (given == code)).sum())
        n_gold, n_given = int((gold == code).sum()), int((given == code).sum())
        precision, recall = both / n_given if n_given else np.nan, both / n_gold if n_gold else np.nan
        f1 = 2 * both / (n_gold + n_given)
        rows.append(
            {"code": code, "precision": precision, "recall": recall, "f1": f1, "n_gold": n_gold, "n_given": n_given}
        )
    return rows


def _scores(gold: np.ndarray, guess: np.ndarray, plain: np.ndarray, grouping: str) -> list[dict]:
    rows = [{"grouped_by": grouping, **row} for row in _by_code(gold, guess)]
    overall = {
        "grouped_by": grouping,
        "code": "",
        "accuracy": float((gold == guess).mean()),
        "accuracy_baseline": float((gold == plain).mean()),
    }
    overall["macro_f1"] = float(np.mean([row["f1"] for row in rows]))
    overall["macro_f1_baseline"] = float(np.mean([row["f1"] for row in _by_code(gold, plain)]))
    return [*rows, overall]


def apply(trial: Trial, items: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """The items with the ``code`` that the classifier gives them.

    Raises :class:`~cadrage.errors.MeasureError` where it did not beat its baseline: its codes would say nothing.
    """
    if not trial.beats_baseline:
        worst = trial.scores[trial.scores["code"] == ""].iloc[0]
        raise MeasureError(
            f"a classifier better than its baseline was expected, but on unseen {worst['grouped_by']}s its macro F1 is "
            f"{worst['macro_f1']:.2f} (baseline {worst['macro_f1_baseline']:.2f}) and its accuracy {worst['accuracy']:.2f} "
            f"({worst['accuracy_baseline']:.2f}): code more items, or report the hand codes alone"
        )
    return items.assign(code=trial.model.predict(features(items, tokens)))


def errors_of(trial: Trial) -> Mapping[str, tuple[int, int, int, int]]:
    """The classifier's error on each code, on unseen groups: see :func:`cadrage.coding.prevalence.sensitivity_specificity`."""
    gold, given = trial.predictions["code"], trial.predictions["given"]
    return {code: sensitivity_specificity(gold, given, code) for code in sorted(set(gold))}
