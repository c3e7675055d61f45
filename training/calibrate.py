"""Fits the confidence of attributions: weights of a logistic regression, from hand annotation the rules never saw.

    python -m training.calibrate

Only the held-out half of the development gold is used, because rules look better on the texts they were written on.
A predicted attribution is right when content and speaker are; predictions that match optional gold are left out.
Quality is reported by cross-validation over events; the stored weights come from all of them.
"""

from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from benchmarks.quality import annotated, predictions
from cadrage.measure.quality.evaluation import THRESHOLD, overlap_f1, same_speaker, words_in

OUT = Path(__file__).resolve().parents[1] / "src" / "cadrage" / "lexicon" / "fr" / "confidence.yml"
# A weight needs this many examples; rarer features share the intercept.
FEWEST = 5
# Inverse strength of the ridge: with some 450 examples and 30 features, weaker ones follow single articles.
C = 0.3
NAMES = ("rule ", "type ", "implicit ", "no source", "pronoun", "name", "nested", "negated", "polysemous", "pieces",
         "long sentence", "length")  # fmt: skip


def examples() -> tuple[list[dict], np.ndarray, np.ndarray]:
    """Features, labels (right or not) and events of the held-out predictions."""
    from cadrage.measure.quality.evaluation import _names, _pairs

    features, right, events = [], [], []
    for article, predicted in predictions([a for a in annotated() if a.half == "heldout"]):
        gold = article.gold["attributions"]
        required = [a for a in gold if a["status"] == "required"]
        optional = [words_in(article.text, a["content"]) for a in gold if a["status"] != "required"]
        known = _names(gold, article.text)
        matched = {j: i for i, j, f1 in _pairs(required, predicted, article.text) if f1 >= THRESHOLD}
        for j, p in enumerate(predicted):
            words = words_in(article.text, p["content"])
            if j not in matched and any(overlap_f1(words, o) >= 0.5 for o in optional):
                continue
            good = j in matched and same_speaker(required[matched[j]]["speaker"], p["speaker"], known)
            features.append({k: v for k, v in p["features"].items() if k.startswith(NAMES)})
            right.append(good)
            events.append(article.event)
    return features, np.array(right), np.array(events)


def main() -> None:
    """Fits, prints reliability by fifths of confidence, and writes the weights."""
    features, right, events = examples()
    count: dict[str, int] = {}
    for f in features:
        for name in f:
            count[name] = count.get(name, 0) + 1
    names = sorted(n for n, times in count.items() if times >= FEWEST)
    x = np.array([[f.get(n, 0.0) for n in names] for f in features])
    model = LogisticRegression(C=C, max_iter=2000)
    folds = GroupKFold(n_splits=min(10, len(set(events))))
    out = cross_val_predict(model, x, right, groups=events, cv=folds, method="predict_proba")[:, 1]
    base = np.full(len(right), right.mean())
    print(f"{len(right)} predictions, {right.mean():.3f} right; Brier {brier_score_loss(right, out):.4f} "
          f"(constant {brier_score_loss(right, base):.4f}), AUC {roc_auc_score(right, out):.3f}")  # fmt: skip
    order = np.argsort(out)
    curve = [
        [round(float(out[part].mean()), 3), round(float(right[part].mean()), 3), len(part)]
        for part in np.array_split(order, 5)
    ]
    for said, found, n in curve:
        print(f"confidence {said:.2f}: {found:.2f} right of {n}")
    model.fit(x, right)
    weights = {"intercept": round(float(model.intercept_[0]), 4)}
    weights |= {n: round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True)}
    about = {
        "what": "logistic regression for content and speaker right; made by training/calibrate.py",
        "predictions": len(right),
        "right": round(float(right.mean()), 4),
        "reliability": {"columns": ["confidence", "right", "n"], "rows": curve, "by": "cross-validation over events"},
        "weights": weights,
    }
    head = "# Weights for the confidence of attributions; do not edit: made by training/calibrate.py\n"
    OUT.write_text(head + yaml.safe_dump(about, allow_unicode=True, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
