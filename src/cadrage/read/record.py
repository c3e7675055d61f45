"""What a reader yields: one article as the source gives it, or a problem in its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cadrage.errors import Problem

FIELDS = ("article_id", "outlet", "date", "title", "text", "url", "section", "event", "author")

# Column names that press databases, crawlers and spreadsheets use for our fields, in lower case.
SYNONYMS = {
    "article_id": ("article_id", "id", "identifiant", "doc_id", "uid"),
    "outlet": ("outlet", "source", "media", "média", "journal", "publication", "media_name", "titre de presse"),
    "date": ("date", "published", "publish_date", "publication_date", "date_publication", "pubdate", "datetime"),
    "title": ("title", "titre", "headline"),
    "text": ("text", "texte", "body", "content", "contenu", "corps", "article", "fulltext", "full_text"),
    "url": ("url", "link", "lien", "resolved_url", "permalink"),
    "section": ("section", "rubrique", "category", "catégorie"),
    "event": ("event", "événement", "evenement", "topic", "sujet"),
    "author": ("author", "auteur", "byline", "authors"),
    "file": ("file", "fichier", "filename", "path"),
}


@dataclass
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


Found = Iterator[Record | Problem]


def columns_of(header: list[str], mapping: dict[str, str], file: str) -> tuple[dict[str, str], list[Problem]]:
    """Which column of a source holds which of our fields.

    ``mapping`` (our name → theirs, from ``study.yml``) comes first, then equal names, then known synonyms.  Columns
    that nothing uses are reported only where their name looks like a slip of one of ours.

    >>> columns_of(["Titre", "corps"], {}, "a.csv")[0]
    {'title': 'Titre', 'text': 'corps'}
    """
    problems = []
    lower = {str(name).strip().lower(): name for name in reversed(header)}
    found = {}
    for ours in (*FIELDS, "file"):
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
                    f"{', '.join(map(str, header))}: correct « columns: {ours} » in study.yml",
                )
            )
        else:
            name = next((lower[s] for s in SYNONYMS[ours] if s in lower), None)
            if name is not None and name not in found.values():
                found[ours] = name
    for ours in set(mapping) - {*FIELDS, "file"}:
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
    from difflib import get_close_matches

    missing = [f for f in (*FIELDS, "file") if f not in found]
    out = []
    for name in header:
        near = get_close_matches(str(name).lower(), missing, n=1, cutoff=0.8)
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
