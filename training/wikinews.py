"""Named entities of French Wikinews (WiNER-fr): brat standoff to spaCy documents, split by hash."""

import csv
import hashlib
import re
from pathlib import Path

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

LABELS = {"Person": "PER", "Location": "LOC", "Organization": "ORG"}
# One character for one, so that the offsets of the annotation hold.
_VIEW = str.maketrans({"’": "'", "“": "«", "”": "»", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


def view(text: str) -> str:
    """The text in the view's typography, each character replaced by one character."""
    return text.translate(_VIEW)


def split_of(identifier: str) -> str:
    """train, dev or test, by a hash of the article's id: one tenth each for dev and test."""
    bucket = int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 10
    return {0: "test", 1: "dev"}.get(bucket, "train")


def read_articles(folder: Path) -> list[tuple[str, str]]:
    """Ids and texts of ``articles.csv``."""
    with open(folder / "articles.csv", encoding="utf-8", newline="") as file:
        return [(row["id"], row["text"]) for row in csv.DictReader(file)]


def read_entities(path: Path) -> list[tuple[int, int, str]]:
    """Start, end and label of the persons, places and organisations of one article."""
    entities = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            span = line.split("\t")[1]
            label, offsets = span.split(" ", 1)
            numbers = re.findall(r"\d+", offsets)
            if label in LABELS:
                entities.append((int(numbers[0]), int(numbers[-1]), LABELS[label]))
    return entities


def to_doc(tokenizer: Tokenizer, text: str, entities: list[tuple[int, int, str]]) -> Doc:
    """The article with its entities; one that does not fall on token limits takes in the whole tokens."""
    doc = tokenizer(text)
    spans = [doc.char_span(a, b, label=label, alignment_mode="expand") for a, b, label in entities]
    doc.set_ents(filter_spans([s for s in spans if isinstance(s, Span)]), default="outside")
    return doc


def build(folder: Path, tokenizer: Tokenizer) -> dict[str, DocBin]:
    """The three splits. Training holds each article as it is and in the view's typography."""
    bins = {name: DocBin() for name in ("train", "dev", "test")}
    for identifier, text in read_articles(folder):
        entities = read_entities(folder / "entities" / f"{identifier}.ann")
        split = split_of(identifier)
        bins[split].add(to_doc(tokenizer, view(text), entities))
        if split == "train" and view(text) != text:
            bins[split].add(to_doc(tokenizer, text, entities))
    return bins


def pretraining_texts(folder: Path) -> list[str]:
    """Paragraphs of all articles but those of the test split, in the view's typography."""
    paragraphs = []
    for identifier, text in read_articles(folder):
        if split_of(identifier) != "test":
            paragraphs += [" ".join(view(p).split()) for p in text.split("\n")]
    return [p for p in paragraphs if len(p) > 20]
