"""A stage never reaches back, and only its own stage may import a heavy library."""

import ast
from pathlib import Path

import pytest
from common import ROOT

SOURCE = ROOT / "src" / "cadrage"
STAGES = ["read", "annotate", "measure", "report"]


def imported(path: Path) -> set[str]:
    """The modules that a file names in its import statements, wherever they stand."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_no_later_one(stage):
    later = [f"cadrage.{name}" for name in STAGES[STAGES.index(stage) + 1 :]]
    wrong = {
        (path.name, module)
        for path in (SOURCE / stage).rglob("*.py")
        for module in imported(path)
        if any(module == name or module.startswith(name + ".") for name in later)
    }
    assert not wrong


@pytest.mark.parametrize(("library", "owner"), [("spacy", "annotate"), ("matplotlib", "report")])
def test_only_its_own_stage_imports_a_heavy_library(library, owner):
    wrong = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for module in imported(path)
        if module.split(".")[0] == library and path.relative_to(SOURCE).parts[0] not in (owner, "model")
    }
    assert not wrong


def test_what_several_stages_share_imports_none_of_them():
    assert not {
        m for p in (SOURCE / "boilerplate").glob("*.py") for m in imported(p) for s in STAGES if f"cadrage.{s}" in m
    }
