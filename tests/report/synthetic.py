"""A study made without a language model: words by pattern, quotations as attributions; and notebooks run in place."""

import re
from copy import deepcopy
from types import SimpleNamespace

import nbformat
import pandas as pd

from cadrage.codebook import Codebook
from cadrage.lookup import InTokens
from cadrage.report.exhibit import Exhibit
from cadrage.report.run import joined, notebook_files
from cadrage.tables import empty, make

_WORD = re.compile(r"[^\W_]+(?:[’'](?=\w))?|[^\w\s]")
_QUOTED = re.compile(r"«\s*(.+?)\s*»\s*,?\s*(?:a )?(dit|déclaré|affirmé)\s+((?:le |la |l['’])?\w+)")


def study_of(texts: dict[str, list[str]], codebook: str = "", *, dates=None) -> SimpleNamespace:
    """A study-like object from outlet → texts; every third article shares the last article's first sentence."""
    book = Codebook.parse(codebook)
    articles, tokens, attributions, hits = [], [], [], []
    for outlet, bodies in texts.items():
        for k, text in enumerate(bodies):
            name = f"{outlet}-{k + 1}"
            key = {"article_id": name, "outlet": outlet, "event": f"e{k % 3}"}
            day = dates(outlet, k) if dates else f"2025-03-{1 + (3 * k + len(outlet)) % 28:02d}"
            articles.append(_article(key, text, day))
            spoken = _spoken(key, text, len(attributions))
            attributions += spoken
            inside = [(min(a["starts"]), max(a["ends"]), a) for a in spoken]
            tokens += _tokens(key, text, inside)
            hits += _hits(key, text, inside, book)
    study = SimpleNamespace(
        codebook=book, title=book.title or "Étude", outlets=list(texts), problems=[], fingerprint="0" * 16,
        annotator=SimpleNamespace(model={"name": "none", "version": "0", "lang": "fr"}),
        articles=make("articles", articles), tokens=make("tokens", tokens), attributions=make("attributions", attributions),
        hits=make("hits", hits), passages=empty("passages"), statements=empty("statements"),
    )  # fmt: skip
    study.lookup = InTokens(study.tokens)
    study.counts, study.words = study.lookup.counts, study.lookup.words
    return study


def executed(study, lang: str = "fr", files=None) -> nbformat.NotebookNode:
    """The notebooks with the outputs they give for a study, run in this process instead of a kernel."""
    notebooks = []
    files = files or notebook_files()
    for file in files:
        notebook = nbformat.read(file, as_version=4)
        names: dict = {}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                _run(cell, names, study, lang)
        notebooks.append(notebook)
    return deepcopy(joined(files, notebooks))


def _run(cell, names: dict, study, lang: str) -> None:
    import ast

    names["open_study"] = lambda *a, **k: study
    source = re.sub(r"(?m)^(from cadrage.report import .*?)(?:, open_study|open_study, )", r"\1", cell.source)
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if "parameters" in cell.metadata.get("tags", []):
        names["lang"] = lang
    shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
    if isinstance(shown, Exhibit):
        data = nbformat.from_dict(shown._repr_mimebundle_())
        cell.outputs = [nbformat.v4.new_output("display_data", data=data)]


def _article(key, text, day) -> dict:
    import hashlib

    title = text.split("\n")[0][:80]
    return {
        **key, "date": pd.Timestamp(day) if day else None, "title": title, "text": text, "headline_end": len(title),
        "url": None, "section": None, "author": None, "source_file": key["article_id"] + ".txt",
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "n_words": len(re.findall(r"\w+", text)), "warnings": [],
    }  # fmt: skip


def _spoken(key, text, before) -> list[dict]:
    out = []
    for found in _QUOTED.finditer(text):
        out.append({
            **key, "attribution_id": f"q{before + len(out)}", "type": "direct", "starts": [found.start(1)], "ends": [found.end(1)],
            "cue_start": found.start(2), "cue_end": found.end(2), "cue_lemma": found[2], "cue_class": "neutral",
            "source_start": found.start(3), "source_end": found.end(3), "speaker": found[3].split()[-1].capitalize(),
            "speaker_kind": "person", "parent_id": None, "zone": "body", "rule": "pattern", "confidence": 1.0,
        })  # fmt: skip
    return out


def _voice(inside, start) -> dict:
    around = next((a for s, e, a in inside if s <= start < e), None)
    return {"voice": "attributed" if around else "narrator", "attribution_id": around and around["attribution_id"]}


def _tokens(key, text, inside) -> list[dict]:
    out, sentence = [], 0
    for i, found in enumerate(_WORD.finditer(text)):
        word = found[0]
        letters = word[:1].isalpha()
        out.append({
            **key, "i": i, "start": found.start(), "end": found.end(), "form": word, "lemma": word.lower(),
            "pos": ("NOUN" if len(word) > 4 else "DET") if letters else "PUNCT", "morph": "", "head": i, "dep": "root", "entity": "",
            "sentence": sentence, "zone": "body", **_voice(inside, found.start()), "distance": "none", "shared": False, "boilerplate": False,
        })  # fmt: skip
        sentence += word == "."
    return out


def _hits(key, text, inside, book) -> list[dict]:
    out = []
    for frame, declared in book.frames.items():
        for term, forms in declared.terms.items():
            for found in re.finditer("|".join(rf"\b{re.escape(f)}\w*" for f in forms), text, re.IGNORECASE):
                voice = _voice(inside, found.start())
                speaker = next((a["speaker"] for s, e, a in inside if s <= found.start() < e), None)
                out.append({
                    **key, "frame": frame, "term": term, "start": found.start(), "end": found.end(), "form": found[0], "zone": "body",
                    **voice, "speaker": speaker, "distance": "none", "negated": False, "shared": False,
                    "excluded": False, "reason": "",
                })  # fmt: skip
    return sorted(out, key=lambda h: h["start"])
