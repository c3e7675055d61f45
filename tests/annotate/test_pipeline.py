"""One doorway to the model, one clear error."""

import pytest
import spacy

from cadrage.annotate.pipeline import docs, fingerprint, load
from cadrage.annotate.view import View
from cadrage.errors import ModelError


def test_embedded_model_parses():
    nlp = load()
    doc = nlp("La maire a dit que le pont est sûr.")
    assert doc.has_annotation("DEP") and doc[3].lemma_ == "dire"


def test_documents_come_in_order():
    texts = ["Un.", "", "« Trois », dit-il."]
    assert [d.text for d in docs(load(), [View.of(t) for t in texts])] == texts


def test_glued_marks_are_split():
    nlp = load()
    assert [t.text for t in nlp.make_doc("d'«agression»,")] == ["d'", "«", "agression", "»", ","]


def test_model_by_path(tmp_path):
    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "m")
    with pytest.raises(ModelError, match="expected to have the component 'parser', but it has none: name a model"):
        load(model=str(tmp_path / "m"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"language": "xx"}, "a model for the language « xx » was expected in the package, but it holds fr"),
        ({"model": "no_such_model"}, "the model « no_such_model » was expected to load with spaCy .*: check its name"),
    ],
)
def test_missing_model_is_one_clear_error(arguments, message):
    with pytest.raises(ModelError, match=message):
        load(**arguments)


def test_fingerprint_tells_models_apart(tmp_path):
    nlp = load()
    assert fingerprint(nlp) == fingerprint(load())
    other = spacy.blank("fr")
    other.to_disk(tmp_path / "m")
    assert fingerprint(spacy.load(tmp_path / "m")) != fingerprint(nlp)
