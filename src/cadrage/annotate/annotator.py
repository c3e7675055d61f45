"""Articles → rows: the model, the attribution rules and the lexicons, put together once."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

from cadrage import __version__
from cadrage.annotate import distance, pipeline, speakers
from cadrage.annotate.attribution import find
from cadrage.annotate.rows import ArticleRows, make_rows
from cadrage.annotate.view import View
from cadrage.boilerplate import boilerplate

# spaCy's own limit for a text; a parse of more needs more memory than a laptop has.
MAX_CHARACTERS = 1_000_000


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
        articles = list(articles)
        views = [View.of("" if len(a.text) > MAX_CHARACTERS else a.text) for a in articles]
        for article, view, doc in zip(articles, views, pipeline.docs(self.nlp, views), strict=True):
            if len(article.text) > MAX_CHARACTERS:
                yield ValueError(
                    f"at most {MAX_CHARACTERS:,} characters were expected, found {len(article.text):,}: "
                    "split the file into articles"
                )
                continue
            try:
                yield self._rows(article, view, doc)
            except Exception as error:  # one article must never cost the others; it is listed with its reason
                yield error

    def _rows(self, article, view: View, doc) -> ArticleRows:
        found = find(doc, view, view.quotes)
        speakers.resolve(doc, view, view.quotes, found, self.aliases, self.actors)
        marks = distance.mark(doc, view, view.quotes, found)
        spans = [(start, end) for start, end, _ in boilerplate(article.text)]
        return make_rows(article, doc, view, found, marks, spans)


def code_fingerprint() -> str:
    """Hash of the annotating code and its lexicons, so that results of older rules are never taken for new ones."""
    digest = hashlib.sha256()
    root = files("cadrage")
    for part in ("annotate", "boilerplate", "lexicon"):
        for path in sorted((root / part).rglob("*")):
            if path.suffix in (".py", ".yml", ".json"):
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
