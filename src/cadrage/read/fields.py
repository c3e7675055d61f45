"""Header fields of press databases, in French and in English, whatever the file format they came out of."""

import re

DATE = re.compile(
    r"(?:(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|[A-Z][a-z]{2,5}day),? )?(?:"
    r"\d{1,2}(?:er)?\.?[ .-](?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"[A-Z][a-z]{2,8})[ .-]\d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
LENGTH = re.compile(r"\d[\d\s\u00a0\u202f,.]{0,7} ?(?:mots|words)\.?", re.IGNORECASE)
TIME = re.compile(r"\d{1,2}[:h.]\d{2}(?:[: ].{0,12})?")
LANGUAGE = re.compile(
    r"(?:fran[cç]ais|french|anglais|english|espagnol|spanish|allemand|german|italien|italian|portugais|portuguese|"
    r"néerlandais|dutch|russe|russian|arabe|arabic|chinois|chinese)(?: - [\w ]{2,20})?",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"(?:copyright|©|\(c\)|tous droits réservés|all rights reserved)", re.IGNORECASE)
_PERSON = r"(?:[A-ZÀ-Ý][\w'’.-]*|d[eu]|van|von|la|le)"
# « Par Irène Solvac », « Irène Solvac (à Valmer) », « SOLVAC Irène; ARDENNE Luc »: a name, not a title.
_AUTHOR = re.compile(
    rf"(?:(?:par|by|propos recueillis par|de notre (?:correspondante?|envoyée?))\b.{{2,150}}|"
    rf"[A-ZÀ-Ý][\w'’.-]+(?: {_PERSON}){{1,4}}(?:(?:,| et| and|;| \() ?[^.!?]{{0,80}})?)",
    re.IGNORECASE,
)


def is_author(line: str) -> bool:
    """Whether a line of a header names who wrote the article.

    >>> is_author("Par Irène Solvac"), is_author("Irène Solvac et Luc Ardenne"), is_author("Le pont a rouvert")
    (True, True, False)
    """
    if not _AUTHOR.fullmatch(line) or line.endswith((".", "!", "?")):
        return False
    words = re.findall(r"[^\W\d_][\w'’.-]*", re.split(r"[(,;]", line)[0])
    # Without « Par », every word is a name, or a small word inside one.
    plain = {"par", "by", "et", "and", "de", "du", "van", "von", "la", "le", "d", "propos", "recueillis", "notre"}
    opened = line.lower().startswith(("par ", "by ", "propos ", "de notre "))
    return opened or (len(words) <= 8 and all(w[0].isupper() or w.lower() in plain for w in words))


def lines_of(text: str) -> list[str]:
    """The lines of a text without blanks around them; empty ones are kept as marks of paragraphs.

    >>> lines_of("Un pont \\n\\nIl a rouvert.")
    ['Un pont', '', 'Il a rouvert.']
    """
    return [line.strip(" \t\r\u00a0\ufeff|") for line in re.split(r"\r?\n|\u2028|\f", text)]


def paragraphs(lines: list[str]) -> str:
    """Lines as a text: those parted by an empty line become paragraphs."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def blocks(lines: list[str]) -> list[list[str]]:
    """Lines in groups, parted by empty ones.

    >>> blocks(["Le Phare", "", "2 mai 2017", "Édition Sud"])
    [['Le Phare'], ['2 mai 2017', 'Édition Sud']]
    """
    out: list[list[str]] = [[]]
    for line in lines:
        if line:
            out[-1].append(line)
        elif out[-1]:
            out.append([])
    return out if out[-1] else out[:-1]
