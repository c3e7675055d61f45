"""Articles → rows: the model, the attribution rules and the lexicons, put together once."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

from spacy.tokens import Doc

from cadrage import __version__
from cadrage.annotate import distance, pipeline, speakers
from cadrage.annotate.attribution import find
from cadrage.annotate.limits import MAX_CHARACTERS, VARIABLE, TookTooLong, at_most, seconds_allowed
from cadrage.annotate.rows import ArticleRows, make_rows
from cadrage.annotate.view import View
from cadrage.boilerplate import boilerplate

# Texts that the model reads together: enough to be fast, few enough to hold in memory.
_BATCH, _BATCH_CHARACTERS = 16, 400_000


@dataclass
class Annotator:
    """Annotates articles; everything that a result depends on is in ``fingerprint``.

    >>> annotator = Annotator.load()
    >>> annotator.model["lang"]
    'fr'
    """

    language: str = "fr"
    model_name: str = ""
    actors: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, language: str = "fr", model: str = "", actors: dict[str, list[str]] | None = None) -> "Annotator":
        """The annotator for a language; raises :class:`~cadrage.errors.ModelError` where the model cannot be had."""
        return cls(language, model, dict(actors or {}))

    def __post_init__(self):
        self.nlp = pipeline.load(self.language, self.model_name or None)
        self.aliases = speakers.load_aliases(self.language)

    @property
    def model(self) -> dict[str, str]:
        """Name, version and language of the model, for footers."""
        meta = self.nlp.meta
        return {"name": meta.get("name", ""), "version": meta.get("version", ""), "lang": self.language}

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever model, rules, lexicons or declared actors change."""
        parts = [__version__, code_fingerprint(), pipeline.fingerprint(self.nlp), repr(sorted(self.actors.items()))]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def annotate(self, articles) -> Iterator[ArticleRows | Exception]:
        """The rows of each article, in order; an exception in the place of one that could not be annotated.

        ``articles`` are rows with the columns of ``articles`` as attributes.
        """
        seconds = seconds_allowed()
        for batch in _batches(list(articles)):
            views = [View.of("" if _too_large(a) else a.text) for a in batch]
            for article, view, doc in zip(batch, views, self._docs(views, seconds), strict=True):
                if error := _too_large(article):
                    yield error
                    continue
                try:
                    if isinstance(doc, Exception):
                        raise doc
                    with at_most(seconds):
                        rows = self._rows(article, view, doc)
                except TookTooLong:
                    yield _too_slow(seconds)
                except Exception as error:  # one article must never cost the others; it is listed with its reason
                    yield error
                else:
                    yield rows

    def _docs(self, views: list[View], seconds: float) -> list[Doc | Exception]:
        """What the model makes of some texts; where they fail together, each by itself, so that the others are kept."""
        try:
            with at_most(seconds):
                return list(pipeline.docs(self.nlp, views))
        except (Exception, TookTooLong):
            return [self._doc(view, seconds) for view in views]

    def _doc(self, view: View, seconds: float) -> Doc | Exception:
        try:
            with at_most(seconds):
                return next(pipeline.docs(self.nlp, [view]))
        except TookTooLong:
            return _too_slow(seconds)
        except Exception as error:
            return error

    def _rows(self, article, view: View, doc) -> ArticleRows:
        found = find(doc, view, view.quotes)
        speakers.resolve(doc, view, view.quotes, found, self.aliases, self.actors)
        marks = distance.mark(doc, view, view.quotes, found)
        spans = [(start, end) for start, end, _ in boilerplate(article.text)]
        rows = make_rows(article, doc, view, found, marks, spans)
        # Document and words hold each other: apart, they go at once, without a search for garbage.
        doc.user_data.clear()
        return rows


def _batches(articles: list) -> Iterator[list]:
    batch: list = []
    size = 0
    for article in articles:
        length = min(len(article.text), MAX_CHARACTERS)
        if batch and (len(batch) == _BATCH or size + length > _BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += length
    if batch:
        yield batch


def _too_large(article) -> ValueError | None:
    if len(article.text) <= MAX_CHARACTERS:
        return None
    return ValueError(
        f"at most {MAX_CHARACTERS:,} characters were expected, found {len(article.text):,}: "
        "split the file into articles"
    )


def _too_slow(seconds: float) -> ValueError:
    return ValueError(
        f"at most {seconds:g} seconds were expected, but it takes longer: split the file into articles, "
        f"or give it more time with the variable {VARIABLE} and begin with an empty --tables"
    )


# These carry articles and results about, and decide nothing in them.
CARRIERS = frozenset(["cluster.py", "files.py", "footers.py", "jobs.py", "kept_tables.py", "run.py", "store.py"])


def code_fingerprint() -> str:
    """Hash of the annotating code and its lexicons, so that results of older rules are never taken for new ones."""
    digest = hashlib.sha256()
    root = files("cadrage")
    for part in ("annotate", "boilerplate", "lexicon"):
        for path in sorted((root / part).rglob("*")):
            if path.suffix in (".py", ".yml", ".json") and path.name not in CARRIERS:
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
