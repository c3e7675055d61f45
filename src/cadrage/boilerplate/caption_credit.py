"""Who made a picture, as a caption says at its end or a line by itself: only the credit, never the caption."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

import yaml

# A credit names an author, an agency and perhaps a year.
CREDIT_WORDS = 9
NAME = r"[A-ZÀ-Ý][\w'’-]*\.?(?:[ -](?:d[eu] |d['’]|van |von )?[A-ZÀ-Ý][\w'’-]*\.?){0,4}"


def names_agency(part: str) -> bool:
    """Whether a known agency, an acronym (an agency cadrage does not know) or the word « agence » stands there."""
    plain = fold(part)
    known = any(re.search(rf"\b{re.escape(name)}\b", plain) for name in words_of("agency", "names") if len(name) > 2)
    return known or bool(re.search(r"\bagences?\b", plain) or re.search(r"\b[A-Z]{2,6}\b", part))


def is_credit(part: str, *, whole_line: bool = False) -> bool:
    """« PRÉNOM NOM / AFP », « REUTERS - Prénom Nom », « L’Écho/M. Nom », « AFP »; as a whole line also « ABC/Le Soir »."""
    part = part.strip()
    if fold(part).strip(" .") in words_of("agency", "names"):
        return True
    pieces = [p.strip() for p in re.split(r"\s?/\s?| [-–] |, ", part)]
    if len(pieces) < 2 or n_words(part) > CREDIT_WORDS or re.search(r"[.!?;:»”\"]$|\d", part.rstrip(".")):
        return False
    # Every piece is a name, and one is an agency or « P. Nom » beside an outlet: no list of parties or of places.
    named = all(re.fullmatch(rf"(?:[LlDd]['’])?{NAME}", p) for p in pieces)
    known = any(fold(p).strip(".") in words_of("agency", "names") for p in pieces)
    initial = any(re.fullmatch(r"(?:[A-ZÀ-Ý]\.[ -]?)+(?:[A-ZÀ-Ý][\w'’-]+)?\.?", p) for p in pieces)
    # At the end of a sentence « (ABC/Déf) » may be a list of parties.
    acronym = whole_line and bool(re.fullmatch(r"[A-Z]{2,6}\s?/\s?[A-ZÀ-Ý][a-zà-ÿ]+", part))
    return named and (known or (initial and "/" in part) or acronym)


def photo_by(part: str) -> bool:
    """« Photo L’Écho/S. A. », « Photo : musée de la Marine », « Photos DR »; not « Photo de classe » or a caption."""
    part = part.strip()
    # « PHOTO ODILE MARCHETTI, LA PRESSE », as Québec has it.
    if re.match(r"PHOTOS? [^.!?:]{3,60}(?:,|/| - )", part) and part.isupper() and n_words(part) <= CREDIT_WORDS:
        return True
    if re.fullmatch(rf"[Cc]r[ée]dits?\s?: ?(?:©\s?)?{NAME}(?:\s?[/,&|-]\s?{NAME}){{0,3}}\.?", part):
        return True
    m = re.match(
        r"(?:Photo(?:graphie)?s?(?: d['’](?:archives?|illustration))?|Illustration|Archives?|Dessin|Infographie)\b\s?(:?)\s?(.+)",
        part,
    )
    if not m or n_words(m[2]) > CREDIT_WORDS or re.search(r"[.!?]\s", re.sub(r"\b[A-Z]\.", "", m[2])):
        return False
    beside = [piece.strip() for piece in m[2].split("/")]
    return (
        is_credit(m[2])
        or (len(beside) > 1 and all(re.fullmatch(NAME, piece) for piece in beside))
        or re.fullmatch(r"[A-Z]{2,6}", m[2].strip())
        or fold(m[2]).strip(" .") in ("dr", "d.r", "archives")
        or (m[1] == ":" and n_words(m[2]) <= 6)
    )


def credit_at_end(line: str) -> int | None:
    """Where the credit at the end of a caption begins: after « | », « © », in brackets, or « Photo : … »."""
    tail = max(0, len(line) - 140)
    for m in re.finditer(r"(?:\s[-–])?\s?[\[(]([^\[\]()]{2,80})[\])]$", line[tail:]):
        inner = m[1].strip()
        if (
            is_credit(inner)
            or photo_by(inner)
            or re.match(r"(?:©|Cr[ée]dits?\b|Capture d['’]écran\b|[Aa]vec [A-Z]{2,})", inner)
        ):
            return tail + m.start() + len(m[0]) - len(m[0].lstrip())
    for mark in ("|", "©"):
        cut = line.rfind(mark, tail)
        rest = line[cut + 1 :].strip() if cut > 0 else ""
        if (
            rest
            and n_words(rest) <= CREDIT_WORDS
            and rest[:1].isupper()
            and not re.search(r"[!?;:»”]|(?<!\b[A-ZÀ-Ý])\.\s+[A-ZÀ-Ý][a-z]", rest)
        ):
            return cut
    m = re.search(
        r"(?<=[.!?»”]) ((?:Photos?|Cr[ée]dits?) ?:?[^.!?]{2,60}(?:\b[A-ZÀ-Ý]\.[^.!?]{0,30})*\.?)$", line[tail:]
    )
    if m and (photo_by(m[1]) or m[1].startswith("Cr")):
        return tail + m.start(1)
    return None


def fold(text: str) -> str:
    """The same number of characters without accents, capitals and odd typography, for comparison only.

    >>> fold("À lire\\u00a0: L’été")
    "a lire : l'ete"
    """
    return "".join(map(_fold_character, text))


@cache
def _fold_character(character: str) -> str:
    if character in "’‘ʼ´`′":
        return "'"
    if character.isspace():
        return " "
    low = unicodedata.normalize("NFD", character)[0].lower()
    return low if len(low) == 1 else character


@cache
def lexicon() -> dict[str, dict[str, list[str]]]:
    """The words of boilerplate by kind and by how they are compared."""
    path = files("cadrage") / "lexicon" / "fr" / "boilerplate.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@cache
def words_of(kind: str, how: str) -> frozenset[str]:
    """The words of one kind for one way of comparing; none where the lexicon has none."""
    return frozenset(map(str, lexicon()[kind].get(how, ())))


def n_words(line: str) -> int:
    """The number of words between blanks."""
    return len(line.split())
