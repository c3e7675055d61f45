"""Boilerplate in an article: credits, links, boxes and notices that stand in its text but are not its prose.

Works on lines and on the ends of captions, and would rather leave a credit standing than lose a sentence: what is
found is excluded from every count.  The words are data (``lexicon/fr/boilerplate.yml``).
"""

import re
import unicodedata
from functools import cache

from cadrage.boilerplate.caption_credit import (
    CREDIT_WORDS,
    NAME,
    credit_at_end,
    fold,
    is_credit,
    lexicon,
    n_words,
    names_agency,
    photo_by,
    words_of,
)

# The longest box seen in a page's own wording stays below this; paragraphs of an article are longer.
_MAX_WORDS = 40
_MAX_LINE = 2000
# Signatures stand in the last lines: text, initials, copyright.
_LAST_LINES = 3

_MONTH = r"(?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)\.?"
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|aujourd'hui|hier)"
_CLOCK = r"(?:(?:a|vers|-|–|,)?\s*\d{1,2}\s?[h:]\s?(?:\d{2})?(?::\d{2})?(?: (?:gmt|utc|cest?))?)"
_DATE = rf"(?:(?:le )?(?:{_DAY},? )?(?:le )?(?:\d{{1,2}}(?:er)? {_MONTH}(?: \d{{4}})?|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}})|{_DAY})"
_VERB = r"(?:(?:article )?(?:paru|publie)|publiee?|mise? a jour|modifiee?|postee?|creee?|mise? en ligne|actualisee?|derniere mise a jour)"
_WHEN = rf"(?:{_DATE}(?:,? {_CLOCK})?|{_CLOCK}|il y a \d+ \w+)"
# Without a verb only a date with its year: « Hier » or « 2 mai » may be intertitles of a chronicle.
_DATED = rf"(?:{_DAY},? (?:le )?)?(?:\d{{1,2}}(?:er)? {_MONTH} \d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
# « Le 2 mai 2017 » alone is an intertitle as well; with an hour it is none.
_STAMP = rf"(?:{_VERB}\s?:?(?: {_WHEN})?|{_DATED}(?:,? {_CLOCK})?|le {_DATED},? {_CLOCK})"
_STAMPS = re.compile(rf"\W*{_STAMP}(?:\s?[|,;•·–—/-]?\s?{_STAMP})*(?: par [\w' .-]{{3,40}})?\s?[|.]?")
# « 4 minutes » alone may be a line of a chronicle.
_READING = re.compile(
    r"\W*(?:(?:temps de lecture|duree de lecture|lecture|ecouter|lire|duree)(?: estimee?)?\s?:?\s?\(?\d{1,2}\s?min(?:ute)?s?\)?|"
    r"\(?\d{1,2}\s?min\)?|\(?\d{1,2}\s?min(?:ute)?s? de lecture\)?)\.?"
)
_MINUTES = re.compile(r"\s?\(\d{1,2}\s?min(?:ute)?s?\)$")
_REMAINS = re.compile(
    r"\W*il (?:vous )?reste (?:environ |encore )?\d[\d.,]*\s?% (?:a lire|d[eu] (?:cet|l'|ce|la)\s?\w+)"
)
# What boxes say in ever new words: who may read on, and where to leave an address.
_PAYWALL = re.compile(
    r"(?:cet article|l'article|ce contenu|contenus?|articles?|la suite|lecture de)\b.{0,60}\b(?:reservee?s?|accessibles?|protegee?s?)\b"
    r".{0,20}\b(?:aux?|nos|les) .{0,12}abonnee?s|^\W*(?:contenu|article|lecture) reservee? aux abonnes|"
    r"\d\s?% (?:de cet|de l')\s?article|^\W*(?:pour|afin de) (?:continuer|poursuivre|lire)\b.{0,50}\b(?:abonn|connect|identif)|"
    r"^\W*je m'abonne\b.{0,30}(?:€|euros?\b)"
)
_NEWSLETTER = re.compile(
    r"^\W*(?:inscri\S+|abonn\S+|recev\S+|decouvr\S+|rejoign\S+)\b.{0,60}\b(?:newsletters?|infolettres?|lettres? d'info(?:rmation)?s?|alertes?)\b"
)
_COMMENTS = re.compile(
    r"\W*(?:(?:lire|voir|afficher) les \d+ (?:commentaires|reactions)|(?:aucun|pas de|\d+) (?:commentaires?|reactions?))\W*"
)
_NETWORK = (
    r"(?:facebook|twitter|x|instagram|linkedin|whatsapp|tiktok|youtube|telegram|threads|bluesky|mastodon|messenger|pinterest|"
    r"snapchat|google (?:news|actualites|discover)|(?:nos|les) reseaux(?: sociaux)?)"
)
_SHARE = re.compile(
    rf"\W*(?:suivez[- ]nous|retrouvez[- ]nous|rejoignez[- ]nous|partage[rz](?: (?:cet article|l'article|la page))?) (?:aussi )?"
    rf"(?:sur|via) {_NETWORK}(?:(?:,| et| ou) (?:sur )?{_NETWORK}){{0,4}}\W*"
)
_ADDRESS = re.compile(
    r"\W*(?:indiquez|entrez|saisissez|renseignez|laissez)[- ](?:nous )?(?:ici )?votre (?:adresse|e-?mail|courriel|mail)\b"
)
_COUNT = re.compile(r"^\W*\d[\d\s]*|[\s:]*\(?\d[\d\s]*\)?\W*$")
_EDGES = " \t:;.!?>»›→►▶•·*-–—|/()[]+…✉#"
_INITIALS = re.compile(
    r"/?[a-zà-ÿ]{2,5}(?:[-/ ]{1,2}[a-zà-ÿ]{2,5}){1,4}/?|[a-z]{2,4}|/?[a-z]{2,4}/|(?:[A-ZÀ-Ý]\.[ -]?){2,4}"
)
_BYLINE = re.compile(
    rf"Par la rédaction(?: (?:de |du |d['’]){NAME})?|(?:Par|Propos recueillis par|Texte|Recueilli par|De notre (?:envoyée?|correspondante?)[^.]{{0,40}},)\s?:? "
    rf"{NAME}(?:(?:,| et| avec|,? \(?envoyée? spéciale?e? à| à) {NAME}){{0,3}}\)?"
)
# « Valmer (envoyée spéciale) », « Valmer, de notre correspondant »: where it was written, and by whom.
_BY_OUR = re.compile(rf"(?:Par|De) (?:notre|nos) (?:envoyée?s?|correspondante?s?)[^.!?]{{0,40}},? {NAME}")
_SENT_FROM = re.compile(
    rf"{NAME},? \(?(?:notre )?(?:envoyée? spéciale?|correspondante?)(?: permanente?)? (?:à|au|aux|en) {NAME}\)?"
)
_SENT = re.compile(
    rf"{NAME}(?: \(|, )(?:de )?(?:notre |nos )?(?:envoyée?s? spécia(?:le?s?|ux)|correspondante?s?)(?: permanente?| régionale?)?\)?"
)
_NAMES = rf"{NAME}(?:(?:,| et| /|/) ?{NAME}){{0,3}}"
_WITH_AGENCY = re.compile(
    rf"\W?(?:[Aa]vec|[Ss]ources? ?:|{NAME},? \(?avec) (?:l['’]|les )?(?:[Aa]gences?(?: {_NAMES})?|{_NAMES})\W?"
)
# « ATS/isol »: an agency and the initials of who used its text.
_DESK = re.compile(r"\W*(?:le service|la redaction|le pole|la cellule) [\w'-]+\W*")
_AGENCY_INITIALS = re.compile(r"\(?[A-Z]{2,6}\s?[/-]\s?[a-zà-ÿ]{2,6}\)?")
# Where a page had a link, an export of Europresse has « (lien : https://… ) ».
_ADDRESS_INSIDE = re.compile(r"\(lien\s?:\s?https?://[^\s()]{1,500}\s?\)")
_COMMENT_DATE = re.compile(rf"(?:[\w .'-]{{2,30}}[,-]? )?(?:il y a \d+ \w+|{_DATE} {_CLOCK})\s?:?")


def boilerplate(text: str) -> list[tuple[int, int, str]]:
    """Passages of a text that are not its prose: (start, end, kind), sorted and disjoint.

    Kinds: agency, byline, comments, copyright, credit, date, link, navigation, newsletter, paywall, share, signature.
    Positions are offsets into ``text``.  A caption is content; only its credit is found.

    >>> text = "Publié le 2 mai 2017 à 21h48\\n\\nLe pont a rouvert.\\n\\nLire aussi : Un pont trop cher\\n"
    >>> [(text[a:b], kind) for a, b, kind in boilerplate(text)]
    [('Publié le 2 mai 2017 à 21h48', 'date'), ('Lire aussi : Un pont trop cher', 'link')]
    """
    lines = _lines(text)
    last = [start for start, _ in lines[-_LAST_LINES:]]
    found = []
    heading = False
    for number, (start, end) in enumerate(lines):
        # A long line is prose, and is not even looked at.
        line = text[start:end] if end - start <= _MAX_LINE else ""
        plain = fold(line)
        kind = _kind_of_line(line, plain, at_end=start in last, alone=len(lines) == 1)
        if kind == "comments":
            if _comments_follow(text, lines[number + 1 :]):
                found.append((start, lines[-1][1], kind))
                break
            # « 12 commentaires » is a button; « Commentaires » alone may be an intertitle.
            kind = "share" if plain[:1].isdigit() else None
        if kind is None and heading and line and _is_linked_title(line):
            kind = "link"
        else:
            heading = kind == "link" and n_words(plain) <= 5 and _bare(plain) in words_of("link", "whole")
        if kind:
            found.append((start, end, kind))
        else:
            links = [(start + m.start(), start + m.end(), "link") for m in _ADDRESS_INSIDE.finditer(line)]
            cut = credit_at_end(line)
            found += links if cut is None else [(a, b, k) for a, b, k in links if b <= start + cut]
            if cut is not None:
                found.append((start + cut, end, "credit"))
    return found


@cache
def _openings(how: str) -> re.Pattern:
    kinds = {
        kind: sorted(map(str, ways[how]), key=len, reverse=True) for kind, ways in lexicon().items() if how in ways
    }
    groups = (f"(?P<{kind}>{'|'.join(map(re.escape, words))})" for kind, words in kinds.items())
    return re.compile(rf"[^\w«“\"'‹]{{0,6}}(?:{'|'.join(groups)})(?!\w)")


def _lines(text: str) -> list[tuple[int, int]]:
    return [
        (m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip()))
        for m in re.finditer(r"[^\r\n\u2028\u2029]+", text)
        if not m[0].isspace()
    ]


def _bare(plain: str) -> str:
    return _COUNT.sub("", plain).strip(_EDGES)


def _kind_of_line(line: str, plain: str, *, at_end: bool, alone: bool) -> str | None:
    # A text of a single line is an article, whatever it says.
    if alone or not line or n_words(line) > _MAX_WORDS:
        return None
    plain = unicodedata.normalize("NFC", plain) if unicodedata.is_normalized("NFC", line) else _composed(line)
    bare = _bare(_MINUTES.sub("", plain))
    if bare in words_of("comments", "whole"):
        return "comments"
    for kind in ("link", "navigation", "newsletter", "paywall", "share", "credit"):
        if bare and bare in words_of(kind, "whole"):
            # A lone capital or a closing sentence is no button: « X. » may be a name, « Envoyer ? » a question.
            return kind if len(bare) > 1 or len(line.strip()) == 1 else None
    if _STAMPS.fullmatch(plain):
        return "date"
    if _READING.fullmatch(plain):
        return "navigation"
    if _REMAINS.match(plain) or _PAYWALL.search(plain):
        return "paywall"
    if (_NEWSLETTER.match(plain) or _ADDRESS.match(plain)) and not re.search(r"[«“\"]", line):
        return "newsletter"
    if _COMMENTS.fullmatch(plain) or _SHARE.fullmatch(plain):
        return "share"
    if held := next((kind for kind in lexicon() if any(words in plain for words in words_of(kind, "holds"))), None):
        return held
    if (m := _openings("opens").match(plain)) and (kind := m.lastgroup):
        rest = plain[m.end() :].strip()
        marked = rest[:1] in (":", ">", "|", "→", "-", "–") or not rest
        if kind != "link" or marked or not re.search(r"[.]\W*$", rest):
            return kind
    if (m := _openings("before_colon").match(plain)) and re.match(r"\s?(?::|>|→|►)", plain[m.end() :]):
        return "link"
    if re.match(r"\W{0,2}(?:©|\(c\) )", plain) or re.match(r"[Cc]opyright\W*(?:©|\(c\)|\d{4}|[A-ZÀ-Ý]|$)", line):
        return "copyright"
    if re.fullmatch(r"\([A-Z]{2,6}\)", line) or (_WITH_AGENCY.fullmatch(line) and names_agency(line)):
        return "agency"
    if n_words(line) <= CREDIT_WORDS and (is_credit(line.strip("()[] "), whole_line=True) or photo_by(line)):
        return "credit"
    if n_words(line) <= 16 and any(p.fullmatch(line) for p in (_BYLINE, _BY_OUR, _SENT, _SENT_FROM)):
        return "byline"
    if at_end and (
        _INITIALS.fullmatch(line)
        or _AGENCY_INITIALS.fullmatch(line)
        or _DESK.fullmatch(plain)
        or bare in words_of("signature", "whole")
    ):
        return "signature"
    return None


def _composed(line: str) -> str:
    return fold(unicodedata.normalize("NFC", line))


def _is_linked_title(line: str) -> bool:
    """A title under « Lire aussi »: short, no sentence with a full stop."""
    return n_words(line) <= 20 and not re.search(r"[.;,]$", line.strip())


def _comments_follow(text: str, lines: list[tuple[int, int]]) -> bool:
    marks = 0
    for start, end in lines:
        plain = fold(text[start : min(end, start + 80)])
        marks += _bare(plain) in words_of("comments", "marks") or bool(_COMMENT_DATE.fullmatch(plain))
    return marks > 0
