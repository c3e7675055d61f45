"""Loads a benchmark as a module: what it measures on much data, tests check on little."""

import importlib.util
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "benchmarks"


def load(name: str):
    """The module ``benchmarks/NAME.py``."""
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", FOLDER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
