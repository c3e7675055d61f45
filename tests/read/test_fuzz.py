"""A small share of benchmarks/fuzz.py, so that it keeps working; the whole of it is run by hand."""

import sys
from pathlib import Path


def test_mutated_inputs_are_read_or_listed(monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path, str(Path(__file__).parents[2] / "benchmarks")])
    import fuzz

    result = fuzz.run(0, 150, seed=1, annotate=False)
    assert result["failures"] == []
    # The mutations neither spare nor destroy everything.
    assert result["counts"]["rows"] > 50 and result["counts"]["left out"] > 20
