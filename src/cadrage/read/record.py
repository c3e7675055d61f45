"""What a reader yields: one article as the source gives it, or a problem in its place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from cadrage.errors import Problem

FIELDS = ("article_id", "outlet", "date", "title", "text", "url", "section", "event", "author")

# Columns that are no field of an article, but lead to it.
_ALSO = ("file", "html")
# Column names that press databases, crawlers and spreadsheets use for our fields, in lower case.
SYNONYMS = {
    "article_id": ("article_id", "id", "identifiant", "doc_id", "uid", "stories_id", "guid"),
    "outlet": (
        "outlet",
        "source",
        "media",
        "média",
        "journal",
        "publication",
        "media_name",
        "titre de presse",
        "titre_presse",
        "sitename",
        "site",
        "newspaper",
        "domain",
    ),
    "date": ("date", "published", "publish_date", "publication_date", "date_publication", "pubdate", "datetime"),
    "title": ("title", "titre", "headline"),
    "text": (
        "text",
        "texte",
        "body",
        "content",
        "contenu",
        "corps",
        "article",
        "fulltext",
        "full_text",
        "article_text",
    ),
    "url": ("url", "link", "lien", "canonical_url", "resolved_url", "resolved", "permalink", "article_url"),
    "section": ("section", "rubrique", "category", "catégorie", "categories"),
    "event": ("event", "événement", "evenement", "topic", "sujet"),
    "author": ("author", "auteur", "byline", "authors"),
    "file": ("file", "fichier", "filename", "path"),
    # A page as it was fetched, from which the article is still to be taken.
    "html": ("html", "raw_contents", "raw_content", "page_html"),
}

# Tools whose tables are known by their columns: (columns that tell, our field → their column).
PRESETS = {
    "minet extract": (
        {"canonical_url", "sitename", "content"},
        {"text": "content", "url": "canonical_url", "outlet": "sitename", "section": "categories"},
    ),
    "minet fetch": (
        {"resolved_url", "filename", "http_status"},
        {"file": "filename", "url": "resolved_url"},
    ),
    # Its older versions.
    "minet fetch (before 1.0)": (
        {"resolved", "status", "filename", "encoding"},
        {"file": "filename", "url": "resolved"},
    ),
    # When Hyphe crawled a page is not when it was published: that the page itself may say.
    "Hyphe": ({"lru", "url"}, {"url": "url", "outlet": "webentity", "file": "filename"}),
    "Media Cloud": (
        {"publish_date", "media_name", "url"},
        {"article_id": "stories_id", "outlet": "media_name", "date": "publish_date", "url": "url"},
    ),
}
# A table of Hyphe that names the web entities of another by their numbers.
WEB_ENTITIES = frozenset(("id", "name", "homepage", "prefixes"))


@dataclass(slots=True)
class Record:
    """One article as found: its fields as text, where it stood, and what was assumed on the way."""

    fields: dict[str, object]
    file: str
    place: str = ""
    warnings: list[str] = field(default_factory=list)

    @property
    def source(self) -> str:
        """File, and row or line where the file holds many articles."""
        return f"{self.file}, {self.place}" if self.place else self.file


_SURROGATE = re.compile("[\ud800-\udfff]")


def text_of_field(value: object) -> str:
    """A field as text; lists become one line, and halves of surrogate pairs, which are no characters, U+FFFD.

    >>> text_of_field(["Région", "Mer"]), text_of_field(None)
    ('Région; Mer', '')
    """
    if value is None or value != value:
        return ""
    if isinstance(value, (list, tuple)):
        # Only plain values: front matter may hold lists of lists that are endless when written out.
        value = "; ".join(str(v) for v in value if isinstance(v, (str, int, float)))
    elif isinstance(value, dict):
        return ""
    return _SURROGATE.sub("\ufffd", str(value))


Found = Iterator[Record | Problem]
# The bytes of a file, its name, and the column mapping of study.yml (our field → their column).
Reader = Callable[[bytes, str, dict[str, str]], Found]


def columns_of(header: list[str], mapping: dict[str, str], file: str) -> tuple[dict[str, str], list[Problem]]:
    """Which column of a source holds which of our fields.

    ``mapping`` (our name → theirs, from ``study.yml``) comes first, then the columns of a known tool, then equal
    names and synonyms.  Columns that nothing uses are reported only where their name looks like a slip of one of ours.

    >>> columns_of(["Titre", "corps"], {}, "a.csv")[0]
    {'title': 'Titre', 'text': 'corps'}
    """
    header = [str(name) for name in header]
    lower = {name.strip().lower(): name for name in reversed(header)}
    tool, preset = next(
        ((tool, preset) for tool, (marks, preset) in PRESETS.items() if marks <= lower.keys()), ("", {})
    )
    problems, found = [], {}
    if tool:
        problems.append(Problem(file, "line 1", "warning", f"taken for a table of {tool}, by its columns"))
    for ours in (*FIELDS, *_ALSO):
        wanted = mapping.get(ours)
        if wanted is not None and wanted in header:
            found[ours] = wanted
        elif wanted is not None:
            problems.append(
                Problem(
                    file,
                    "line 1",
                    "error",
                    f"the column « {wanted} » that study.yml names for {ours} was expected, but the columns are "
                    f"{', '.join(header)}: correct « columns: {ours} » in study.yml",
                )
            )
        else:
            names = ([preset[ours]] if ours in preset else []) + list(SYNONYMS[ours])
            name = next((lower[s] for s in names if s in lower), None)
            if name is not None and name not in found.values():
                found[ours] = name
    for ours in sorted(set(mapping) - {*FIELDS, *_ALSO}):
        problems.append(
            Problem(
                "study.yml",
                "columns",
                "error",
                f"« {ours} » is not a column of cadrage: expected one of {', '.join(FIELDS)}",
            )
        )
    return found, problems + _slips(header, found, file)


def _slips(header: list[str], found: dict[str, str], file: str) -> list[Problem]:
    missing = [f for f in (*FIELDS, "file") if f not in found]
    out = []
    # Only names as short as ours can be a slip of one; comparing thousands of long ones would take minutes.
    for name in header[:200]:
        near = get_close_matches(name.lower(), missing, n=1, cutoff=0.8) if len(name) < 20 else []
        if name not in found.values() and near:
            out.append(
                Problem(
                    file,
                    "line 1",
                    "warning",
                    f"the column « {name} » is not known and was not read: did you mean « {near[0]} »?",
                )
            )
    return out
