"""Loads the language model and runs it on views: the one place where a spaCy pipeline is made.

The model is embedded in the package (``model/fr``); another one can be named, by package or by path.  Components
that nothing here reads are switched off; sentence boundaries are preset (see ``boundaries``).
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from cadrage.annotate import boundaries  # noqa: F401 (registers the component)
from cadrage.annotate.view import View
from cadrage.errors import ModelError

EMBEDDED = Path(__file__).parents[1] / "model"
# Components that the tables need; anything else a model brings is not run.
USED = ("tok2vec", "transformer", "morphologizer", "tagger", "attribute_ruler", "lemmatizer", "trainable_lemmatizer",
        "parser", "ner")  # fmt: skip
# What a document must carry when the pipeline has run.
NEEDED = ("parser",)


def load(language: str = "fr", model: str | None = None) -> Language:
    """The pipeline for a language: the embedded model, or one named by package or path.

    Raises :class:`~cadrage.errors.ModelError` when it is missing, made for another spaCy, or has no parser.

    >>> nlp = load()
    >>> [sentence.text for sentence in nlp("M. Roy part. Il dort.").sents]
    ['M. Roy part.', 'Il dort.']
    """
    path = EMBEDDED / language if model is None else model
    name = f"the embedded model for « {language} »" if model is None else f"the model « {model} »"
    if model is None and not (EMBEDDED / language / "meta.json").is_file():
        known = ", ".join(sorted(p.parent.name for p in EMBEDDED.glob("*/meta.json"))) or "none"
        raise ModelError(
            f"a model for the language « {language} » was expected in the package, but it holds {known}: "
            f"reinstall cadrage, or name a spaCy model of your own"
        )
    try:
        nlp = spacy.load(path)
    except Exception as error:  # spaCy raises half a dozen kinds, all of them meaning the same to a user
        raise ModelError(
            f"{name} was expected to load with spaCy {spacy.__version__}, but it does not ({_short(error)}): "
            f"check its name or install the version made for this spaCy"
        ) from error
    for pipe in list(nlp.pipe_names):
        if pipe not in USED:
            nlp.disable_pipe(pipe)
    missing = [pipe for pipe in NEEDED if pipe not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"{name} was expected to have the component {missing[0]!r}, but it has "
            f"{', '.join(nlp.pipe_names) or 'none'}: name a model with a dependency parser"
        )
    _split_marks(nlp)
    nlp.add_pipe("cadrage_boundaries", first=True)
    nlp.max_length = 10_000_000
    return nlp


def docs(nlp: Language, views: Iterable[View], *, batch_size: int = 16) -> Iterator[Doc]:
    """The documents of views, in order; ``batch_size`` texts are read at a time."""
    return nlp.pipe((view.text for view in views), batch_size=batch_size)


def fingerprint(nlp: Language) -> str:
    """Name, version and a digest of the weights: two pipelines with one fingerprint give the same tables.

    >>> fingerprint(load()).count("-") >= 2
    True
    """
    meta = nlp.meta
    path = getattr(nlp, "path", None)
    digest = _digest(str(path)) if path else hashlib.sha256(nlp.to_bytes()).hexdigest()[:12]
    return f"{meta.get('lang', '')}_{meta.get('name', '')}-{meta.get('version', '')}-{digest}"


@cache
def _digest(folder: str) -> str:
    digest = hashlib.sha256()
    for file in sorted(Path(folder).rglob("*")):
        if file.is_file():
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _split_marks(nlp: Language) -> None:
    # A model of other makers may leave glued marks (d'«agression») in the word: French infixes do not know them.
    if len(nlp.make_doc("d'«agression»")) != 4:
        infixes = [*(nlp.Defaults.infixes or []), r"[«»]"]
        nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def _short(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 160 else text[:157] + "..."
