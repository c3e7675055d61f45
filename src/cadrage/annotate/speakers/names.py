"""Persons' names in a text: runs of capitalised words that something vouches for.

A title (« Mme »), a given name, a function beside it (« la procureure Hélène X ») or the entity recogniser.
"""

import re
from dataclasses import dataclass

from cadrage.annotate.attribution.words import Words
from cadrage.annotate.speakers.capitals import Capitals
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.firms import UPPER
from cadrage.annotate.speakers.introductions import apposed
from cadrage.lexicon.aliases import Aliases, key

CAPITAL = rf"(?:O'|N'|D'(?=[{UPPER}]))?[{UPPER}][\w]+(?:[-'][\w]+)*"
PARTICLE = (
    r"(?:de la |de |du |des |d'|la |le |von |van |der |den |ter |ben |bin |ibn |el-?|al-?|da |dos |di |do |del |della )"
)
# Not behind a hyphen: « anti-EI », « pro-Vasc » are other names.
RUN = re.compile(rf"(?<![\w-]){CAPITAL}(?: (?:{PARTICLE}){{0,2}}(?:{CAPITAL}|[{UPPER}]\.))*")
TITLE = re.compile(
    r"(?:\b(?:(M|MM|Mme|Mmes|Mlle|Mᵐᵉ|Mᵐᵉˢ|Mgr|Me|Mᵉ|Mes|Dr|Pr|Mr|Mrs|Ms|Sir|Lord|Lady)\.?|(Maître|maître|[Dd]octeure?|"
    r"[Pp]rofesseure?|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Ll]'abbé|[Pp]ère|[Ss]œur)) )$"
)
WOMAN = {"Mme", "Mmes", "Mlle", "Mᵐᵉ", "Mᵐᵉˢ", "Mrs", "Ms", "Lady", "Madame", "madame", "Mademoiselle",
         "mademoiselle", "Sœur", "sœur", "docteure", "professeure", "Docteure", "Professeure"}  # fmt: skip
NEUTRAL = {"Me", "Mᵉ", "Mes", "Dr", "Pr", "Maître", "maître", "docteur", "Docteur", "professeur", "Professeur"}
ADVOCATE = {"Me", "Mᵉ", "Mes", "Maître", "maître"}
# A person's name behind one of these is the name of a place or thing.
NAMED_AFTER = {
    "rue", "avenue", "place", "boulevard", "quai", "stade", "prix", "lycee", "college", "ecole", "hopital", "hotel",
    "fondation", "institut", "aeroport", "pont", "salle", "musee", "theatre", "tour", "square", "universite", "loi",
    "affaire", "port", "gare", "centre", "clinique", "fort", "parc", "piscine", "palais", "groupe", "maison",
    "blog", "societe", "chateau", "station", "plan", "cafe", "restaurant", "bibliotheque", "mediatheque", "gymnase",
    "residence", "cite", "association", "entreprise", "quartier", "festival", "trophee", "coupe", "decret", "ouragan",
    "tempete", "cyclone", "cabinet", "etude", "comite", "rapport", "commission", "proces", "dossier", "ministere",
}  # fmt: skip
COMPANIES = {"banque", "societe", "entreprise", "cabinet", "fondation", "association", "institut", "laboratoire", "lycee",
             "college", "ecole", "stade", "prix", "rue", "avenue", "place", "hopital"}  # fmt: skip
# Portfolios and the like that stand between a function and the name behind it: « le ministre de la Santé X ».
PORTFOLIO = {
    "republique", "etat", "sante", "justice", "interieur", "defense", "economie", "finances", "education", "travail",
    "affaires", "mobilite", "transports", "agriculture", "culture", "environnement", "ecologie", "budget", "logement",
    "industrie", "recherche", "jeunesse", "sports", "armees", "sceaux", "commerce", "energie", "assemblee", "senat",
    "senateur", "depute", "president", "presidente", "premier", "ministre", "maire", "mer", "ville", "europe", "parti",
}  # fmt: skip
BEFORE_CAPITAL = {"selon", "pour", "d'après", "avec", "chez", "mais", "et", "or", "car", "si", "quand", "comme", "puis",
                  "dans", "sur", "sous", "par", "sans", "contre", "après", "avant", "depuis", "ainsi", "enfin", "quant",
                  "interrogé", "interrogée", "contacté", "contactée", "le", "la", "les", "un", "une", "des", "son", "sa",
                  "ses", "leur", "ce", "cet", "cette", "ces", "de", "du", "aux", "au", "en", "il", "elle", "ils", "elles",
                  "on", "lui", "monsieur", "madame", "mr", "mm", "mme", "me", "dr", "pr"}  # fmt: skip


@dataclass(slots=True)
class Name:
    """One occurrence of a person's name: characters (title included), the words of the name, title."""

    start: int
    end: int
    first: int
    words: list[str]
    title: str
    entity: Entity | None = None


def read_name(
    start: int, run: str, text: str, words: Words, aliases: Aliases, tokens_at: dict[int, int], capitals: Capitals
) -> Name | None:
    """The person's name in a run of capitalised words at a place, or None where nothing vouches for one."""
    parts = run.split(" ")
    if text.startswith(" &", start + len(run)) or text.endswith("& ", 0, start):
        return None  # « Lettres & Marchés »
    title = TITLE.search(text, max(0, start - 14), start) if start else None
    lead = 0
    if not title:
        for k, part in enumerate(parts[:-1]):
            if TITLE.fullmatch(part + " "):
                title, lead = TITLE.fullmatch(part + " "), k + 1
                break
    if title and lead == 0:
        return _made(start, parts, 0, text, title[title.lastindex], title.start())
    if lead:
        offset = start + len(" ".join(parts[:lead])) + 1
        return _made(offset, parts[lead:], 0, text, title[title.lastindex], offset - len(parts[lead - 1]) - 1)
    while parts and (parts[0].lower() in BEFORE_CAPITAL):
        start += len(parts[0]) + 1
        parts = parts[1:]
    if not parts:
        return None
    given = next((k for k, p in enumerate(parts) if is_given(p, aliases) and not (p.isupper() and len(p) > 3)), None)
    before = word_before(text, start)
    # « une ouvrière de la maison, Paule X »: nothing is named after her.
    beside = "" if text.endswith(", ", 0, start) else before
    if before not in aliases.functions and _named_after(text, start, aliases):
        return None
    if given is not None and len(parts) > given + 1 and parts[given + 1][:1].islower() and given + 2 >= len(parts):
        given = None
    if given is not None and given > 0 and len(parts) - given < 2:
        given = None  # « San Francisco », « Union Charles »
    if given is not None and (given > 0 or beside not in NAMED_AFTER):
        if given == 0 and len(parts) == 1 and not _stands_alone(parts[0], start, words, aliases, tokens_at):
            return None
        if given > 0 and key(parts[given - 1]) in NAMED_AFTER:
            return None
        return _made(start, parts, given, text)
    token = tokens_at.get(start)
    entity = words.entity[token] if token is not None else ""
    if before in NAMED_AFTER or key(" ".join(parts)) in aliases.names:
        return None
    portfolio = 0
    while portfolio < len(parts) - 1 and (key(parts[portfolio]) in PORTFOLIO or parts[portfolio][:1].islower()):
        portfolio += 1
    if portfolio and parts[portfolio - 1][:1].islower():
        return None  # « la République de Clermont-Ferrand »
    introduced = before in aliases.functions and (len(parts) > 1 or not parts[0].isupper())
    plain = len(parts) > 1 and all(p[:1].isupper() for p in parts)
    introduced = introduced or (plain and apposed(start, start + len(" ".join(parts)), text, aliases))
    behind = tokens_at.get(start + len(" ".join(parts[:portfolio])) + 1) if portfolio else None
    # « le ministre de la Santé Luc X », not « l'Assemblée Générale des Nations »
    bearer = portfolio and len(parts) - portfolio > 1 and (behind is None or words.entity[behind] in ("PER", ""))
    if not (entity == "PER" or introduced or bearer):
        return None
    if capitals.firm(parts[0]):
        return None
    if len(parts) == 1 and token is not None and not capitals.evident(token, words, aliases):
        return None  # « Contactée, », « Mystère. »
    if key(" ".join(parts[portfolio:])) in aliases.names:
        return None
    return _made(start, parts, portfolio, text)


def _made(start: int, parts: list[str], skip: int, text: str, title: str = "", begin: int | None = None) -> Name:
    first = start + sum(len(p) + 1 for p in parts[:skip])
    kept = parts[skip:]
    end = first + sum(len(p) + 1 for p in kept) - 1
    return Name(first if begin is None else begin, end, first, kept, title)


def _named_after(text: str, start: int, aliases: Aliases) -> bool:
    """« la banque d'investissement Bryan Garnier »: an organisation or place bears the name."""
    words = [key(w) for w in text[max(0, start - 40) : start].rsplit(",", 1)[-1].rsplit(".", 1)[-1].split()[-4:]]
    words = [w for w in words if w]
    if any(w in aliases.functions for w in words) or not words:
        return False
    return words[-1] in NAMED_AFTER or any(w in COMPANIES for w in words[-2:])


def _stands_alone(word: str, start: int, words: Words, aliases: Aliases, tokens_at: dict[int, int]) -> bool:
    token = tokens_at.get(start)
    if token is None:
        return False
    opens = words.sentences[words.sent[token]][0] == token
    return not opens or words.pos[token] == "PROPN" or words.entity[token] == "PER" or key(word) not in aliases.words


def is_given(part: str, aliases: Aliases) -> bool:
    """« Jean », « Pierre-Henry »: a given name, or one joined to another."""
    return key(part) in aliases.given or ("-" in part and key(part.split("-")[0]) in aliases.given
                                          and not part.startswith("Saint"))  # fmt: skip


def word_before(text: str, start: int) -> str:
    """Key of the word right before a place, empty where another mark stands between."""
    chunk = text[max(0, start - 28) : start]
    if not chunk.endswith(" "):
        return ""
    word = chunk.rstrip(" ").rsplit(" ", 1)[-1]
    return key(word.rsplit("'", 1)[-1]) if word else ""
