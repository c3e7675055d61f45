"""environment.yml (conda) and pyproject.toml (pip) say the same."""

import re
import tomllib

import yaml
from common import ROOT


def test_conda_and_pip_agree_on_python_and_spacy():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    assert f"python{project['requires-python']}" in conda
    spacy = next(d for d in project["dependencies"] if d.startswith("spacy"))
    assert spacy in conda
    assert {"pip": ["-e ."]} in conda


def test_pinned_versions_are_those_that_pyproject_allows():
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for file, wanted in (
        ("requirements.txt", project["dependencies"]),
        ("requirements-dev.txt", project["dependencies"] + project["optional-dependencies"]["dev"]),
    ):
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        pins = dict(re.match(r"([\w.-]+)==(\S+)", line).groups() for line in lines if line and not line.startswith("#"))
        pins = {name.lower().replace("_", "-"): version for name, version in pins.items()}
        for text in wanted:
            need = Requirement(text)
            assert need.specifier.contains(pins[need.name.lower()]), f"{file}: {need}"
