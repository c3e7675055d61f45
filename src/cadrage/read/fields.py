"""Header fields of press databases, in French and in English, whatever the file format they came out of."""

import re

DATE = re.compile(
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? )?\d{1,2}(?:er)?[ .](?:janvier|février|mars|avril|mai|juin|"
    r"juillet|août|septembre|octobre|novembre|décembre|[A-Z][a-z]{2,8})[ .]\d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|"
    r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}",
    re.IGNORECASE,
)
LENGTH = re.compile(r"\d[\d\s\u00a0\u202f,.]{0,7} ?(?:mots|words)\.?", re.IGNORECASE)
TIME = re.compile(r"\d{1,2}[:h]\d{2}(?:[: ].{0,12})?")
LANGUAGE = re.compile(r"français|francais|french|anglais|english|espagnol|spanish|allemand|german", re.IGNORECASE)
COPYRIGHT = re.compile(r"(?:copyright|©|\(c\)|tous droits réservés|all rights reserved)", re.IGNORECASE)


def lines_of(text: str) -> list[str]:
    """The lines of a text without blanks around them; empty ones are kept as marks of paragraphs.

    >>> lines_of("Un pont \\n\\nIl a rouvert.")
    ['Un pont', '', 'Il a rouvert.']
    """
    return [line.strip(" \t\r\u00a0|") for line in re.split(r"\r?\n|\u2028|\f", text)]


def paragraphs(lines: list[str]) -> str:
    """Lines as a text: those parted by an empty line become paragraphs."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
