"""What a stated confidence is worth: how often attributions of about that confidence are right."""

import pandas as pd
import yaml

from cadrage.lexicon import FOLDER
from cadrage.measure.table import finish
from cadrage.measure.uncertainty.intervals import wilson


def reliability(language: str = "fr") -> pd.DataFrame:
    """Confidence and the measured share of right attributions, by fifths of confidence, on hand annotation held out.

    Columns: confidence (mean of the fifth, 0 to 1), n (right: content and speaker), total, estimate, low, high (95 %
    Wilson interval).  The figures are those that ``training/calibrate.py`` stored, cross-validated over events; a
    language without stored figures gives an empty table.

    >>> table = reliability("fr")
    >>> bool((table["low"] <= table["estimate"]).all()), len(table)
    (True, 5)
    """
    columns = ["confidence", "n", "total", "estimate", "low", "high"]
    path = FOLDER / language / "confidence.yml"
    if not path.is_file():
        return finish(pd.DataFrame(columns=columns), measure="reliability", reference="none")
    stored = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = []
    for confidence, right, total in stored["reliability"]["rows"]:
        n = round(right * total)
        low, high = wilson(n, total)
        rows.append([confidence, n, total, n / total, low, high])
    return finish(
        pd.DataFrame(rows, columns=columns), measure="reliability", method="share right by fifths of confidence, Wilson",
        reference="hand annotation held out by event", correction="none", confidence=0.95,
    )  # fmt: skip
