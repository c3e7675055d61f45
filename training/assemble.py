"""Puts the trained components into one pipeline that a bare ``spacy.load`` reads."""

import shutil
from pathlib import Path

import spacy
import tokenizer  # noqa: F401 (registers the tokeniser the training configurations name)
from thinc.api import Config

NAME, VERSION = "cadrage", "1.0.0"
META = {
    "description": "French press: morphology, lemmas, dependencies, named entities.",
    "author": "The cadrage authors",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD_French-Sequoia", "license": "LGPL-LR"},
        {"name": "UD_French-GSD (dev, test)", "license": "CC BY-SA 4.0"},
        {"name": "UD_French-PUD", "license": "CC BY-SA 3.0"},
        {"name": "WiNER-fr (French Wikinews)", "license": "CC BY 4.0"},
    ],
}


def assemble(core: Path, entities: Path, out: Path) -> None:
    """Write the pipeline to ``out`` in one step: a reader sees the old one or the new one, never half of it.

    The training sections of the configuration are left out (they name local paths), and so is the registered name
    of the tokeniser, whose rules are read from disk.
    """
    nlp = spacy.load(core)
    nlp.add_pipe("ner", source=spacy.load(entities))
    nlp.meta.update({"name": NAME, "version": VERSION, "performance": {}, **META})
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f".{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    nlp.to_disk(part)
    config = Config().from_disk(part / "config.cfg", interpolate=False)
    kept = {name: config[name] for name in ("nlp", "components")}
    kept["nlp"]["tokenizer"] = {"@tokenizers": "spacy.Tokenizer.v1"}
    Config(kept).to_disk(part / "config.cfg")
    spacy.load(part)
    old = out.with_name(f".{out.name}.old")
    if out.exists():
        out.rename(old)
    part.rename(out)
    shutil.rmtree(old, ignore_errors=True)
