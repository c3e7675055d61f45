"""Who the cue attaches to: the subject left of a verb, by the tree first, then by the surface."""

from cadrage.annotate.attribution.asides import DETERMINERS, OF, SUBJECT_PRONOUNS, nominal_start
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.groups import CLITIC_FORM, STOPS
from cadrage.annotate.attribution.phrase import Mention, phrase
from cadrage.annotate.attribution.speaking import animate
from cadrage.annotate.attribution.verbs import Verb


def subject(c: Context, verb: Verb) -> Mention | None:
    """The subject of a verb that is not inverted: by the tree, then by the surface."""
    if verb.clitic is not None:
        return Mention(verb.clitic, verb.clitic + 1, verb.clitic)
    before = c.continues.get(verb.i)
    if before is not None and before in c.verb_at and before < verb.i:
        return subject(c, c.verb_at[before])  # « il estime que … et a demandé »: one subject
    found = _by_tree(c, verb)
    if found is not None and _fronted_participle(c, found):
        found = _by_surface(c, verb)
    if found is None and verb.mood in ("f", "p"):
        found = _by_surface(c, verb)
    if found is None and (verb.mood == "g" or verb.mood == "i" and adverbial(c, verb)):
        found = _of_main_clause(c, verb)
    return found


def _fronted_participle(c: Context, found: Mention) -> bool:
    """« Jugé pour corruption, Paul Roy a soutenu »: parsers take the participle at the head for the subject."""
    w = c.words
    at_head = found.first == c.units[c.unit[found.first]][0]
    return (
        at_head
        and found.head == found.first
        and w.pos[found.head] != "PROPN"
        and w.lower[found.head].endswith(("é", "ée", "és", "ées", "i", "ie", "u", "ue", "ant"))
    )


# Verbs whose object is the subject of their infinitive: « pousse le Palais à déclarer ».
CONTROL = frozenset("pousser amener conduire obliger contraindre forcer convaincre empêcher".split())


def adverbial(c: Context, verb: Verb) -> bool:
    """« avant de préciser », « pour dénoncer », « sans exclure »: whoever acts in the main clause."""
    w = c.words
    first, _ = c.units[c.unit[verb.i]]
    return any(w.lower[k] in ("avant", "après", "pour", "sans") for k in range(max(first, verb.first - 4), verb.first))


def _of_main_clause(c: Context, verb: Verb) -> Mention | None:
    """The subject of the sentence that a participle or infinitive is added to: « Le maire est sorti, dénonçant … »."""
    w = c.words
    first, last = c.units[c.unit[verb.i]]
    best = None
    if verb.first <= first + 1:  # « Estimant que le match était truqué, le club … »: behind the comma
        comma = next((k for k in range(verb.last, last) if w.text[k] == "," and c.outer[k] < 0), last)
        behind = [k for k in range(comma, last) if w.dep[k].startswith("nsubj") and w.lower[k] != "qui"]
        if behind:
            return around(c, behind[0], last)
    for k in [*range(first, verb.first), *range(verb.last + 1, last)]:
        if w.dep[k].startswith("nsubj") and c.outer[k] == c.outer[verb.i] and w.pos[k] in ("NOUN", "PROPN", "PRON"):
            if w.lower[k] in ("qui", "que", "qu'", "ce", "c'", "cela") or w.dep[w.head[k]].startswith("acl"):
                continue
            if w.head[k] == k or w.dep[w.head[k]] == "ROOT":
                return around(c, k, verb.first if k < verb.first else last)
            best = best if best is not None else k
    return around(c, best, verb.first if best < verb.first else last) if best is not None else None


def _by_tree(c: Context, verb: Verb) -> Mention | None:
    w = c.words
    if verb.first != verb.i:  # the parser may take the auxiliary for the verb: « a pour sa part évoqué »
        for child in w.children[verb.first]:
            if (
                w.dep[child].startswith("nsubj")
                and child < verb.first
                and w.lower[child] not in ("qui", "il", "que", "qu'")
            ):
                return around(c, child, verb.first)
    node, seen = verb.i, 0
    while seen < 6:
        relative = nearest = None
        for child in w.children[node]:
            dep = w.dep[child]
            if dep.startswith("nsubj") and child != verb.i:
                if w.lower[child] in ("qui", "qu'", "que", "lequel", "laquelle", "lesquels", "lesquelles"):
                    relative = child
                elif w.lower[child] == "il" and _impersonal(c, node, child):
                    return None
                elif child < verb.first or CLITIC_FORM.match(w.lower[child]):
                    nearest = child  # « Jugé pour vol, Paul Roy dit »: of two, the one next to the verb
        if nearest is not None:
            return around(c, nearest, verb.first)
        if relative is not None:
            antecedent = _antecedent(c, relative, node)
            if antecedent is not None:
                return around(c, antecedent, relative)
        head, dep = w.head[node], w.dep[node]
        if head == node:
            return None
        if dep in (
            "conj",
            "xcomp",
            "advcl",
            "ccomp",
            "parataxis",
            "acl",
            "dep",
            "obl",
            "obl:arg",
            "obl:mod",
            "aux",
            "cop",
        ):
            if dep == "acl" and w.pos[head] in ("NOUN", "PROPN") and not (verb.first and w.text[verb.first - 1] == ","):
                return around(c, head, verb.first)
            if verb.mood == "i" and w.lemma[head] in CONTROL:
                able = [k for k in w.children[head] if w.dep[k].startswith("obj") and head < k < verb.i]
                if able:
                    return around(c, able[0], verb.first)
            node = head
        elif dep == "acl:relcl":
            return around(c, head, verb.first) if w.pos[head] in ("NOUN", "PROPN", "PRON") else None
        else:
            return None
        seen += 1
    return None


def _impersonal(c: Context, node: int, pronoun: int) -> bool:
    return c.words.dep[pronoun].startswith("expl")


def _antecedent(c: Context, relative: int, verb: int) -> int | None:
    w = c.words
    head = w.head[verb]
    near = noun_before(c, relative)
    if w.dep[verb].startswith("acl") and head != verb and head < relative:
        # « levée à 20 heures par Météo-Nord, qui déclare »: who speaks is the noun that can
        able = near is not None and near != head and animate(c, Mention(near, near + 1, near))
        return near if able and not animate(c, Mention(head, head + 1, head)) else head
    return near


def noun_before(c: Context, i: int) -> int | None:
    """The noun that a relative pronoun at i takes up: the nearest one, or what that is the complement of."""
    w = c.words
    j = i - 1
    while j >= 0 and (w.text[j] == "," or w.pos[j] in ("ADV", "PUNCT") and w.text[j] not in STOPS):
        j -= 1
    if j < 0 or w.text[j] in STOPS or w.text[j].isspace():
        return None
    best = None
    while j >= 0 and w.text[j] not in STOPS and not c.is_finite(j) and not w.text[j].isspace() and w.text[j] != ",":
        if w.pos[j] in ("NOUN", "PROPN") or w.lower[j] in ("celui", "celle", "ceux", "celles", "lui", "elle", "eux"):
            best = j
            if (
                j > 0
                and w.lower[j - 1] in DETERMINERS
                and (j < 2 or w.lower[j - 2] not in OF and w.pos[j - 2] != "ADP")
            ):
                break
        elif w.pos[j] == "ADP" and w.lower[j] not in OF or w.pos[j] == "CCONJ":
            break
        j -= 1
    return best


def _by_surface(c: Context, verb: Verb) -> Mention | None:
    """The noun phrase at the head of the clause, where the tree gives none."""
    w = c.words
    first, _ = c.units[c.unit[verb.i]]
    j = verb.first - 1
    while j >= first and (w.lower[j] in ("ne", "n'", "se", "s'", "y", "en", "le", "la", "les", "lui", "leur", "l'", "nous", "m'",
                                         "me", "vous") or w.pos[j] == "ADV") and w.pos[j] != "DET":  # fmt: skip
        j -= 1
    if j < first:
        return None
    if w.lower[j] == "qui":
        noun = noun_before(c, j)
        return around(c, noun, j) if noun is not None else None
    if w.lower[j] in SUBJECT_PRONOUNS and w.lower[j] not in ("ce",):
        return Mention(j, j + 1, j)
    if w.text[j] == ",":
        # « Le maire, 61 ans, nie »: the phrase before the aside
        k = j - 1
        while k >= first and w.text[k] != ",":
            k -= 1
        j = k - 1 if k > first else j - 1
    end = j + 1
    while j >= first and w.text[j] not in STOPS and w.text[j] not in (",", ":", "»", "«", ")") and not c.is_finite(j):
        if w.lower[j] in ("que", "qu'", "qui", "et", "mais", "dont", "où"):
            break
        j -= 1
    return phrase(c, j + 1, end) if j + 1 < end and nominal_start(c, j + 1) else None


def around(c: Context, head: int, limit: int) -> Mention:
    """The noun phrase that token ``head`` heads, up to token ``limit``: its left edge by the tree, the rest by surface."""
    w = c.words
    if w.pos[head] == "PRON" or w.lower[head] in SUBJECT_PRONOUNS:
        return Mention(head, head + 1, head)
    first = head
    for child in w.children[head]:
        if (
            child < head
            and w.dep[child] in ("det", "amod", "nummod", "flat:name", "compound", "case", "nmod")
            and w.left[child] < first
        ):
            if w.dep[child] == "case" and w.lower[child] not in DETERMINERS:
                continue
            first = w.left[child]
    while first < head and (w.pos[first] in ("ADP", "PUNCT", "CCONJ", "ADV")) and w.lower[first] not in ("des", "du"):
        first += 1
    stop = max(limit, head + 1)
    found = phrase(c, first, min(stop, len(w)), subject=True)
    if found is None or not found.first <= head < found.last:
        return Mention(first, head + 1, head)
    return Mention(found.first, found.last, head)


def give(c: Context, a, mention: Mention | None) -> None:
    """Writes a mention into an attribution."""
    if mention is None:
        return
    a.source = c.span(mention.first, mention.last)
    a.source_tokens = (mention.first, mention.last)
    a.source_head = mention.head
