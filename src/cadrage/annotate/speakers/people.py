"""Persons of a document: their names in the text, and what is said about them where they are introduced.

A name is a run of capitalised words that a title (« Mme »), a given name, a function (« la procureure Hélène X ») or
the entity recogniser vouches for. Names are chained by surname: « Karim Delvaux … M. Delvaux … Delvaux ».
"""

import re
from dataclasses import dataclass, field

from cadrage.annotate.attribution.words import Words
from cadrage.annotate.speakers.entity import Entity
from cadrage.lexicon.aliases import Aliases, key

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
CAPITAL = rf"(?:O'|N'|D'(?=[{UPPER}]))?[{UPPER}][\w]+(?:[-'][\w]+)*"
PARTICLE = r"(?:de la |de |du |des |d'|la |le |von |van |der |den |ter |ben |bin |ibn |el-?|al-?|da |dos |di |do |del |della )"
RUN = re.compile(rf"{CAPITAL}(?: (?:{PARTICLE}){{0,2}}(?:{CAPITAL}|[{UPPER}]\.))*")
TITLE = re.compile(
    r"(?:\b(M|MM|Mme|Mmes|Mlle|Mᵐᵉ|Mᵐᵉˢ|Mgr|Me|Mᵉ|Mes|Dr|Pr|Mr|Mrs|Ms|Sir|Lord|Lady|Maître|maître|[Dd]octeure?|"
    r"[Pp]rofesseure?|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Ll]'abbé|[Pp]ère|[Ss]œur)\.? )$"
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
AGE = re.compile(r"\s*,? ?(?:\(?\d{1,3}\)?(?: ans)?|\([^()\n]{1,40}\))")
# Farther away a noun does not introduce the name any more (« le ministre chargé des Relations avec le Parlement X »).
LONGEST_INTRODUCTION = 110
LETTER = re.compile(rf"\b([{UPPER}])\. ?(?:-?([{UPPER}])\.)")


@dataclass(slots=True)
class Name:
    """One occurrence of a person's name: characters (title included), the words of the name, title."""

    start: int
    end: int
    first: int
    words: list[str]
    title: str
    entity: Entity | None = None


@dataclass(slots=True)
class People:
    """The persons of a document and every place where their names stand, in order of the text."""

    names: list[Name] = field(default_factory=list)
    by_surname: dict[str, list[Entity]] = field(default_factory=dict)
    by_given: dict[str, list[Entity]] = field(default_factory=dict)
    full: dict[str, Entity] = field(default_factory=dict)
    # Capitalised runs that are lexicon names: start, end.
    others: list[tuple[int, int]] = field(default_factory=list)

    def within(self, start: int, end: int) -> list[Name]:
        """The names that stand in ``[start, end)``."""
        low, high = 0, len(self.names)
        while low < high:
            middle = (low + high) // 2
            if self.names[middle].end <= start:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(self.names) and self.names[low].start < end:
            found.append(self.names[low])
            low += 1
        return found

    def called(self, words: list[str], gender: str = "", before: int | None = None) -> Entity | None:
        """The person that a bare name (words) stands for, the last named before a place where several share it."""
        known = key(" ".join(words))
        if known in self.full:
            return self.full[known]
        last = key(words[-1])
        found = self.by_surname.get(last) or self.by_surname.get(last.split()[-1] if " " in last else last) or []
        if len(words) > 1:
            given = key(words[0])
            found = [e for e in found if given in key(e.label).split()] or (
                found if len(found) == 1 and not _given_of(found[0]) else []
            )
        found = [e for e in found if not gender or not e.gender or e.gender == gender] or found
        if len(found) > 1 and before is not None:
            placed = [n.entity for n in self.names if n.start < before and n.entity in found]
            return placed[-1] if placed else found[0]
        if found:
            return found[0]
        if len(words) == 1:
            named = self.by_given.get(last, [])
            return named[0] if len(named) == 1 else None
        return None


def _given_of(entity: Entity) -> bool:
    return " " in entity.label


def find_people(text: str, words: Words, aliases: Aliases, tokens_at: dict[int, int]) -> People:
    """The persons named in a document; ``tokens_at`` gives the token that starts at a character."""
    people = People()
    for match in RUN.finditer(text):
        name = _name(match.start(), match.group(), text, words, aliases, tokens_at)
        if name:
            people.names.append(name)
        elif key(match.group()) in aliases.names:
            people.others.append(match.span())
    _chain(people, aliases)
    _describe(people, text, aliases)
    return people


def _name(start: int, run: str, text: str, words: Words, aliases: Aliases, tokens_at: dict[int, int]) -> Name | None:
    parts = run.split(" ")
    title = TITLE.search(text, max(0, start - 14), start) if start else None
    lead = 0
    if not title:
        for k, part in enumerate(parts[:-1]):
            if TITLE.fullmatch(part + " "):
                title, lead = TITLE.fullmatch(part + " "), k + 1
                break
    if title and lead == 0:
        return _made(start, parts, 0, text, title.group(1), title.start())
    if lead:
        offset = start + len(" ".join(parts[:lead])) + 1
        return _made(offset, parts[lead:], 0, text, title.group(1), offset - len(parts[lead - 1]) - 1)
    while parts and (parts[0].lower() in BEFORE_CAPITAL):
        start += len(parts[0]) + 1
        parts = parts[1:]
    if not parts:
        return None
    given = next((k for k, p in enumerate(parts) if _is_given(p, aliases) and not (p.isupper() and len(p) > 3)), None)
    before = _word_before(text, start)
    if before not in aliases.functions and _named_after(text, start, aliases):
        return None
    if given is not None and len(parts) > given + 1 and parts[given + 1][:1].islower() and given + 2 >= len(parts):
        given = None
    if given is not None and given > 0 and len(parts) - given < 2:
        given = None  # « San Francisco », « Union Charles »
    if given is not None and (given > 0 or before not in NAMED_AFTER):
        if given == 0 and len(parts) == 1 and not _stands_alone(parts[0], start, text, words, tokens_at):
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
    introduced = introduced or (plain and _apposed(start, start + len(" ".join(parts)), text, aliases))
    if not (entity == "PER" or introduced or (portfolio and len(parts) - portfolio > 1)):
        return None
    if key(" ".join(parts[portfolio:])) in aliases.names:
        return None
    return _made(start, parts, portfolio, text)


def _named_after(text: str, start: int, aliases: Aliases) -> bool:
    """« la banque d'investissement Bryan Garnier »: an organisation or place bears the name."""
    words = [key(w) for w in text[max(0, start - 40) : start].rsplit(",", 1)[-1].rsplit(".", 1)[-1].split()[-4:]]
    words = [w for w in words if w]
    if any(w in aliases.functions for w in words) or not words:
        return False
    return words[-1] in NAMED_AFTER or any(w in COMPANIES for w in words[-2:])


COMPANIES = {"banque", "societe", "entreprise", "cabinet", "fondation", "association", "institut", "laboratoire", "lycee",
             "college", "ecole", "stade", "prix", "rue", "avenue", "place", "hopital"}  # fmt: skip


def _is_given(part: str, aliases: Aliases) -> bool:
    """« Jean », « Pierre-Henry »: a given name, or one joined to another."""
    return key(part) in aliases.given or ("-" in part and key(part.split("-")[0]) in aliases.given
                                          and not part.startswith("Saint"))  # fmt: skip


def _apposed(start: int, end: int, text: str, aliases: Aliases) -> bool:
    """A function stands beside the name, set off by a comma or in brackets."""
    behind = text[end : end + 60]
    if PARTY.match(behind):
        return True
    if behind.lstrip(" ").startswith(", "):
        chunk = CLAUSE.split(behind.lstrip(" ")[2:])[0].split(",")[0]
        if _function_in(chunk, aliases, last=False, leading=True):
            return True
    ahead = text[max(0, start - 80) : start]
    if ahead.endswith(" ") and _adjective(ahead.split()[-1] if ahead.split() else ""):
        # « le conseiller présidentiel ukrainien Andriï X »: a function, then only its adjectives
        words = NOUN_PHRASE.findall(CLAUSE.split(ahead)[-1].rsplit(",", 1)[-1])
        return any(key(w) in aliases.functions for w in words[-4:-1]) and all(w.islower() for w in words[-3:])
    ahead = ahead.rstrip(" ")
    if ahead.endswith(","):
        chunk = CLAUSE.split(ahead)[-1].rstrip(" ,").rsplit(",", 1)[-1]
        found = NOUN_PHRASE.findall(chunk)
        return len(found) > 1 and bool(_function_in(chunk, aliases, last=False, leading=True))
    return False


def _adjective(word: str) -> bool:
    return word.islower() and word.endswith(ADJECTIVAL) and len(word) > 4


# Endings of adjectives of origin and of relation.
ADJECTIVAL = ("ien", "ienne", "ais", "aise", "ain", "aine", "ois", "oise", "iel", "ielle", "al", "ale", "ique", "isse", "russe",
              "belge", "turc", "turque", "grec", "grecque", "aire", "if", "ive", "and", "ande", "ol", "ole", "iste",
              "érale", "éral", "oint", "ointe", "ard", "arde", "an", "ane", "on", "onne", "ène", "erbe")  # fmt: skip
# « Christian Jacob (LR) »: parties are given behind the members of an assembly.
PARTY = re.compile(r" ?\( ?(?:LR|PS|PCF|RN|FN|LFI|EELV|LREM|MoDem|UDI|PRG|UMP|DVG|DVD|SPD|CDU|CSU|FDP|LREM|RE|N-VA|PVV) ?\)")


def _stands_alone(word: str, start: int, text: str, words: Words, tokens_at: dict[int, int]) -> bool:
    token = tokens_at.get(start)
    if token is None:
        return False
    opens = words.sentences[words.sent[token]][0] == token
    return not opens or words.pos[token] == "PROPN" or words.entity[token] == "PER"


def _made(start: int, parts: list[str], skip: int, text: str, title: str = "", begin: int | None = None) -> Name:
    first = start + sum(len(p) + 1 for p in parts[:skip])
    kept = parts[skip:]
    end = first + sum(len(p) + 1 for p in kept) - 1
    return Name(first if begin is None else begin, end, first, kept, title)


def _word_before(text: str, start: int) -> str:
    chunk = text[max(0, start - 28) : start]
    if not chunk.endswith(" "):
        return ""
    word = chunk.rstrip(" ").rsplit(" ", 1)[-1]
    return key(word.rsplit("'", 1)[-1]) if word else ""


def _chain(people: People, aliases: Aliases) -> None:
    """Gives every name its person: full names first, then titles and bare surnames."""
    for name in people.names:
        if len(name.words) < 2:
            continue
        known = key(" ".join(name.words))
        entity = people.full.get(known)
        if entity is None:
            same = people.by_surname.get(key(name.words[-1]), [])
            first = key(name.words[0])
            entity = next((e for e in same if key(e.label).split()[0] == first), None)
            if entity is None:
                entity = Entity(_label(name.words), "person", _gender(name, aliases))
                people.by_surname.setdefault(key(name.words[-1]), []).append(entity)
                for part in _parts(name.words[-1]):
                    people.by_surname.setdefault(part, []).append(entity)
                if key(name.words[0]) in aliases.given:
                    people.by_given.setdefault(key(name.words[0]), []).append(entity)
            people.full[known] = entity
        if not entity.gender:
            entity.gender = _gender(name, aliases)
        name.entity = entity
    for name in people.names:
        if len(name.words) != 1:
            continue
        gender = "" if not name.title or name.title in NEUTRAL else "f" if name.title in WOMAN else "m"
        entity = people.called(name.words, gender, name.start)
        if entity is None:
            entity = Entity(_label(name.words), "person", gender or _gender(name, aliases))
            people.full[key(name.words[0])] = entity
            people.by_surname.setdefault(key(name.words[0]), []).append(entity)
        elif gender and not name.title.startswith("MM"):
            entity.gender = gender
        name.entity = entity
    for name in people.names:
        if name.title in ADVOCATE and name.entity is not None:
            name.entity.functions.append(("avocat", frozenset({"avocat"})))


def _parts(surname: str) -> list[str]:
    parts = [key(p) for p in surname.split("-")]
    return [p for p in parts if len(p) > 3] if len(parts) > 1 else []


ROMAN = re.compile(r"[IVXL]+")


def _label(words: list[str]) -> str:
    if len(words) > 1 and words[-1].isupper() and not words[0].isupper():
        words = [w.capitalize() if w.isupper() and len(w) > 2 and not ROMAN.fullmatch(w) else w for w in words]
    return " ".join(words)


def _gender(name: Name, aliases: Aliases) -> str:
    if name.title and name.title not in NEUTRAL:
        return "f" if name.title in WOMAN else "m"
    found = aliases.given.get(key(name.words[0]), "")
    if not found and "-" in name.words[0]:
        found = aliases.given.get(key(name.words[0].split("-")[0]), "")
    return found if found in ("m", "f") else ""


def _describe(people: People, text: str, aliases: Aliases) -> None:
    """Notes the function that stands before a name or behind it."""
    for name in people.names:
        if name.entity is None:
            continue
        for noun, feminine, phrase in _introductions(name, text, aliases):
            name.entity.functions.append((noun, phrase))
            if not name.entity.gender and feminine:
                name.entity.gender = feminine


# « le maire (LR) de Corbie, Gilles X »
BRACKET = re.compile(r" ?\([^()\n]{1,20}\)")
ARTICLES = {"l", "le", "la", "les", "un", "une", "des", "du", "de", "d", "son", "sa", "ses", "leur", "ce", "cette"}
CLAUSE = re.compile(r"[.;:!?»«()\n—–]|\b(?:que|qui|qu'|dont|où|a|ont|est|sont|avait|selon|et que)\b ?")
NOUN_PHRASE = re.compile(r"\w+'|\w+(?:-\w+)*")


def _introductions(name: Name, text: str, aliases: Aliases):
    left = BRACKET.sub("", text[max(0, name.start - LONGEST_INTRODUCTION) : name.start])
    # « la procureure de la République Hélène X », « le premier adjoint, Mickaël X »
    pieces = CLAUSE.split(left)
    chunk = pieces[-1]
    comma = chunk.rstrip().endswith(",")
    chunk = chunk.rstrip(" ,").rsplit(",", 1)[-1]
    found = _function_in(chunk, aliases, last=not comma)
    if found and (not comma or _closed_after(text, name.end)):
        yield found
    # « Ann-Sofie X, la directrice générale de Ferrobel », « Rémi X, 61 ans, entrepreneur »
    at = name.end
    while match := AGE.match(text, at):
        at = match.end()
    if text[at : at + 2] in (", ", "; "):
        chunk = CLAUSE.split(text[at + 2 : at + 2 + LONGEST_INTRODUCTION])[0].split(",")[0]
        found = _function_in(chunk, aliases, last=False, leading=True)
        if found:
            yield found


def _closed_after(text: str, end: int) -> bool:
    rest = text[end : end + 2]
    return not rest.strip() or rest[0] in ",.:;»)\n" or rest[0] == " "


def _function_in(chunk: str, aliases: Aliases, *, last: bool, leading: bool = False):
    """The function that a chunk of text names: (key, gender of the form, words of the phrase), or None."""
    words = NOUN_PHRASE.findall(chunk)
    low = [key(w) or w.lower().strip("'") for w in words]
    order = range(len(low) - 1, -1, -1) if last else range(len(low))
    best = None
    for i in order:
        if leading and i > 4:
            break
        if low[i] in ARTICLES:
            continue
        for n in range(min(aliases.longest, len(low) - i), 0, -1):
            noun = " ".join(w for w in (x.strip("'").lower() for x in words[i : i + n]) if w)
            function = aliases.functions.get(key(noun))
            if function:
                best = (i, n, key(noun), function)
                break
        if best:
            break
    if not best:
        return None
    i, n, noun, function = best
    # A longer phrase may have begun further left (« vice-|présidente », « directrice générale » read from the right).
    while last and i > 0 and low[i - 1] not in ARTICLES:
        wider = key(" ".join(w.strip("'").lower() for w in words[i - 1 : i + n]))
        if wider not in aliases.functions:
            break
        i, n, noun, function = i - 1, n + 1, wider, aliases.functions[wider]
    determiner = words[i - 1].lower() if i else ""
    gender = function.gender if function.gender in ("m", "f") else {"la": "f", "le": "m", "une": "f", "un": "m"}.get(
        determiner, ""
    )
    if determiner in ("les", "des", "ses"):
        return None
    return noun, gender if gender in ("m", "f") else "", frozenset(w for w in low[i:] if len(w) > 2)
