"""Agreement of coders: equal to krippendorff and scikit-learn, an interval over texts."""

import krippendorff
import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score

from cadrage.errors import MeasureError
from cadrage.measure import agreement, cohen_kappa, krippendorff_alpha


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_alpha_is_krippendorffs(level, missing):
    rng = np.random.default_rng(3)
    truth = rng.integers(1, 5, 40)
    codes = np.where(rng.random((40, 3)) < 0.7, truth[:, None], rng.integers(1, 5, (40, 3))).astype(float)
    codes[rng.random((40, 3)) < missing] = np.nan
    expected = krippendorff.alpha(reliability_data=codes.T, level_of_measurement=level)
    assert krippendorff_alpha(codes.astype(object), level=level) == pytest.approx(expected, abs=1e-9)


def test_kappa_is_scikit_learns():
    rng = np.random.default_rng(4)
    a = rng.choice(list("abc"), 60)
    b = np.where(rng.random(60) < 0.6, a, rng.choice(list("abc"), 60))
    assert cohen_kappa(a, b) == pytest.approx(cohen_kappa_score(a, b), abs=1e-9)


def codings(texts: int) -> pd.DataFrame:
    rng = np.random.default_rng(texts)
    truth = rng.choice(["propre", "attribué"], 6 * texts)
    seen = [np.where(rng.random(6 * texts) < 0.9, truth, "propre") for _ in range(2)]
    items = np.arange(6 * texts)
    parts = [
        pd.DataFrame({"item": items, "coder": coder, "code": codes, "article_id": items // 6})
        for coder, codes in zip(("Ada", "Zoé"), seen, strict=True)
    ]
    return pd.concat(parts, ignore_index=True)


def test_the_interval_is_over_texts_and_wants_three():
    table = agreement(codings(8), lang="en").set_index("measure")
    alpha = table.loc["Krippendorff's alpha"]
    assert alpha["low"] < alpha["estimate"] < alpha["high"] and alpha["n_texts"] == 8 and alpha["n"] == 48
    few = agreement(codings(2), lang="en")
    assert few["low"].isna().all() and few["note"].eq("no interval: fewer than three texts").all()


def test_the_verdict_follows_the_thresholds():
    same = codings(4).query("coder == 'Ada'")
    perfect = pd.concat([same, same.assign(coder="Zoé")])
    assert agreement(perfect, lang="en")["verdict"].eq("reliable (≥ 0.8)").all()


def test_errors():
    table = codings(3)
    with pytest.raises(MeasureError, match="Ada coded 0 twice"):
        agreement(pd.concat([table, table.iloc[:1]]))
    with pytest.raises(MeasureError, match="at least two coders, but has 1"):
        agreement(table[table["coder"] == "Ada"])
