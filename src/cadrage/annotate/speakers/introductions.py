"""What stands beside a name when its bearer is introduced: « la procureure Hélène X », « Luc X, patron d'un café »."""

import re

from cadrage.lexicon.aliases import Aliases, key

AGE = re.compile(r"\s*,? ?(?:\(?\d{1,3}\)?(?: ans)?|\([^()\n]{1,40}\))")
# Farther away a noun does not introduce the name any more (« le ministre chargé des Relations avec le Parlement X »).
LONGEST_INTRODUCTION = 110
# « le maire (LR) de Corbie, Gilles X »
BRACKET = re.compile(r" ?\([^()\n]{1,20}\)")
ARTICLES = {"l", "le", "la", "les", "un", "une", "des", "du", "de", "d", "son", "sa", "ses", "leur", "ce", "cette"}
CLAUSE = re.compile(r"[.;:!?»«()\n—–]|\b(?:que|qui|qu'|dont|où|a|ont|est|sont|avait|selon|et que)\b ?")
NOUN_PHRASE = re.compile(r"\w+'|\w+(?:-\w+)*")
# Endings of adjectives of origin and of relation.
ADJECTIVAL = ("ien", "ienne", "ais", "aise", "ain", "aine", "ois", "oise", "iel", "ielle", "al", "ale", "ique", "isse", "russe",
              "belge", "turc", "turque", "grec", "grecque", "aire", "if", "ive", "and", "ande", "ol", "ole", "iste",
              "érale", "éral", "oint", "ointe", "ard", "arde", "an", "ane", "on", "onne", "ène", "erbe")  # fmt: skip
# « Christian Jacob (LR) »: parties are given behind the members of an assembly.
PARTY = re.compile(
    r" ?\( ?(?:LR|PS|PCF|RN|FN|LFI|EELV|LREM|MoDem|UDI|PRG|UMP|DVG|DVD|SPD|CDU|CSU|FDP|LREM|RE|N-VA|PVV) ?\)"
)


def introductions(start: int, end: int, text: str, aliases: Aliases):
    """The functions that stand before a name (at ``start``) and behind it: (key, gender of the form, words)."""
    left = BRACKET.sub("", text[max(0, start - LONGEST_INTRODUCTION) : start])
    # « la procureure de la République Hélène X », « le premier adjoint, Mickaël X »
    pieces = CLAUSE.split(left)
    chunk = pieces[-1]
    comma = chunk.rstrip().endswith(",")
    chunk = chunk.rstrip(" ,").rsplit(",", 1)[-1]
    found = _function_in(chunk, aliases, last=not comma)
    if found and (not comma or _closed_after(text, end)):
        yield found
    # « Ann-Sofie X, la directrice générale de Ferrobel », « Rémi X, 61 ans, entrepreneur »
    at = end
    while match := AGE.match(text, at):
        at = match.end()
    at += text.startswith((" , ", " ; "), at)
    if text[at : at + 2] in (", ", "; "):
        chunk = CLAUSE.split(text[at + 2 : at + 2 + LONGEST_INTRODUCTION])[0].split(",")[0]
        found = _function_in(chunk, aliases, last=False, leading=True)
        if found:
            yield found


def _closed_after(text: str, end: int) -> bool:
    rest = text[end : end + 2]
    return not rest.strip() or rest[0] in ",.:;»)\n" or rest[0] == " "


def apposed(start: int, end: int, text: str, aliases: Aliases) -> bool:
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
    gender = (
        function.gender
        if function.gender in ("m", "f")
        else {"la": "f", "le": "m", "une": "f", "un": "m"}.get(determiner, "")
    )
    if determiner in ("les", "des", "ses"):
        return None
    return noun, gender if gender in ("m", "f") else "", frozenset(w for w in low[i:] if len(w) > 2)
