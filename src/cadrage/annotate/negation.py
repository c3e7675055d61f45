"""Whether a term is denied where it stands: « ce n'est pas une annexion », « refuse de parler d'annexion ».

Works on plain lists of one sentence. The reading goes from the term to the left, as the eye does: over its article
and adjectives, then over the verb of being or naming that governs it, up to a negation, a refusal or the edge of the
clause. A negated verb that merely takes the term as its object denies its own action, not the term (« ne reconnaît
pas l'annexion »); « ne … que » restricts and the « ne » of « avant qu'il ne … » is empty: neither denies.
"""

from collections.abc import Sequence

NE = {"ne", "n'"}
NOT = {"pas", "point", "jamais", "nullement", "aucunement", "guère", "plus"}
NONE = {"aucun", "aucune", "nul", "nulle", "zéro"}
# « pas seulement une annexion » grants it.
LIMITS = {"seulement", "que", "qu'", "uniquement", "simplement", "moins", "tant", "exclusivement"}
INDEFINITE = {"un", "une", "de", "d'", "des", "du", "quelconque", "véritable", "vraie", "vrai", "simple"}
DEFINITE = {"le", "la", "l'", "les", "cette", "ce", "cet", "ces", "son", "sa", "ses", "leur", "leurs"}
QUOTES = {"«", "»", '"', "“", "”", "'"}
# Verbs that say what something is or is called; participles and infinitives included by lemma.
BEING = {"être", "constituer", "représenter", "devenir", "avoir", "falloir", "exister", "rester", "demeurer", "sembler"}
NAMING = {"parler", "qualifier", "évoquer", "appeler", "nommer", "dire", "employer", "utiliser", "prononcer",
          "mentionner", "agir", "considérer", "voir", "relever", "assimiler", "présenter", "reconnaître", "admettre",
          "accepter", "lire", "entendre", "traiter", "vouloir", "songer", "penser", "croire", "tenir", "désigner",
          "invoquer", "définir", "décrire", "aller", "interpréter", "percevoir", "caractériser"}  # fmt: skip
MODAL = {"pouvoir", "devoir", "savoir", "oser", "vouloir", "falloir", "aller", "faire", "venir"}
REFUSING = {"refuser", "éviter", "garder", "abstenir", "interdire", "renoncer", "réfuter", "nier", "démentir", "récuser",
            "exclure", "rejeter", "contester", "défendre", "écarter", "dénier"}  # fmt: skip
# With a mere object these oppose the thing rather than deny the word.
DENYING = {"nier", "démentir", "réfuter", "récuser", "exclure"}
# Present forms that a tagger takes for adjectives or adverbs (« le ministre dément toute … », « le maire évite de … »).
FORMS = {"dément": "démentir", "démentent": "démentir", "nie": "nier", "nient": "nier", "évite": "éviter",
         "évitent": "éviter", "refuse": "refuser", "refusent": "refuser", "réfute": "réfuter", "réfutent": "réfuter",
         "récuse": "récuser", "récusent": "récuser", "exclut": "exclure", "excluent": "exclure", "rejette": "rejeter",
         "rejettent": "rejeter", "conteste": "contester", "contestent": "contester", "saurait": "savoir",
         "sauraient": "savoir", "refusant": "refuser", "évitant": "éviter"}  # fmt: skip
TRANSPARENT = {"question", "mot", "terme", "idée", "hypothèse", "accusation", "qualificatif", "notion", "mention",
               "trace", "preuve", "forme", "sorte", "type", "début", "ombre", "cas", "expression", "thèse", "acte",
               "tentative", "projet", "volonté", "intention", "vocable", "appellation"}  # fmt: skip
STOPS = {",", ";", ":", ".", "!", "?", "…", "(", ")", "–", "—", "que", "qu'", "qui", "dont", "où", "lequel", "laquelle",
         "mais", "parce", "car", "puisque", "lorsque", "quand"}  # fmt: skip
LITERARY = {"saurait", "sauraient", "peut", "peuvent", "pouvait", "pourrait", "pourraient", "ose", "osent", "pourra"}
# Words between the term and what denies it; farther away it is another clause.
REACH = 14


def negated(
    lemmas: Sequence[str],
    forms: Sequence[str],
    pos: Sequence[str],
    heads: Sequence[int],
    deps: Sequence[str],
    start: int,
    end: int,
) -> bool:
    """Whether the term at tokens ``[start, end)`` of a sentence is denied.

    ``heads`` and ``deps`` (a parse) are taken as the other annotations are; the rules hold without a good one.

    >>> forms = "Ce n' est pas une annexion .".split()
    >>> lemmas = "ce ne être pas un annexion .".split()
    >>> negated(lemmas, forms, ["PRON", "ADV", "AUX", "ADV", "DET", "NOUN", "PUNCT"], [], [], 5, 6)
    True
    """
    low = [f.lower().replace("’", "'") for f in forms]
    if start <= 0 or end > len(low) or start >= end:
        return start == 0 and end <= len(low) and _after(low, pos, start, end)
    if pos[start] in ("VERB", "AUX") and _after(low, pos, start, end):
        return True
    k, article, none = _over_article(low, pos, start)
    if none:
        return not _double(low, k)
    if k < 0 or low[k] in STOPS:
        return False
    word = low[k]
    if word in ("ni", "sans"):
        return not (word == "sans" and article == "definite" and pos[start] == "NOUN" and k == start - 3)
    if word == "non":
        return low[k + 1] not in LIMITS
    if word in NOT:
        return _denied(lemmas, low, pos, k, article)
    if word == "rien" and article == "indefinite":
        return True
    if word == "sauf":
        return k > 0 and low[k - 1] == "tout"
    return _governed(lemmas, low, pos, k, article, start)


def _over_article(low, pos, start) -> tuple[int, str, bool]:
    """Over article and adjectives: the next token to the left, the sort of article, whether it was « aucun »."""
    k, article = start - 1, ""
    while k >= 0:
        word = low[k]
        if word in NONE:
            return k - 1, article, True
        if word in DEFINITE:
            article = "definite"
        elif word in INDEFINITE:
            article = article or "indefinite"
        elif not (word in QUOTES or (pos[k] in ("ADJ", "DET", "NUM") and word not in NE)):
            break
        elif word == "toute" or word == "tout":
            article = "any"
        k -= 1
    return k, article, False


def _denied(lemmas, low, pos, k, article) -> bool:
    """« pas » right before the term (and its article): is it the term that it denies?"""
    if low[k + 1] in LIMITS or (low[k] == "plus" and not _ne_before(low, k)):
        return False
    if low[k] == "pas" and k and low[k - 1] in ("-ce", "pourquoi", "ce", "guère"):
        return low[k - 1] not in ("-ce", "pourquoi")
    if article == "definite" and _ne_before(low, k):
        verb = next((j for j in range(k - 1, max(-1, k - 6), -1) if pos[j] in ("VERB", "AUX")), None)
        return verb is None or lemmas[verb] in BEING and not _participle_after(pos, verb, k)
    return True


def _participle_after(pos, verb, k) -> bool:
    return any(pos[j] == "VERB" for j in range(verb + 1, k))


def _governed(lemmas, low, pos, k, article, start) -> bool:
    """Leftwards over verbs of being and naming to a negation or a refusal in the same clause."""
    governed = False
    refusing_object = article in ("any", "indefinite", "")
    for j in range(k, max(-1, k - REACH), -1):
        word, lemma = low[j], FORMS.get(low[j], lemmas[j].lower())
        if word in STOPS:
            # « sans qu'il y ait annexion », « sans que l'on parle d'annexion »
            return word in ("que", "qu'") and j > 0 and low[j - 1] == "sans" and governed
        if word in NONE:
            return governed
        if word in NOT:
            if low[j + 1] in LIMITS or not (_ne_before(low, j) or governed):
                return False
            return governed
        if word in ("sans", "ni"):
            return governed and not (article == "definite" and lemma == "sans")
        if word == "loin" and governed:
            return True
        if lemma in TRANSPARENT and pos[j] in ("NOUN", "PROPN"):
            governed = True
            continue
        if pos[j] in ("VERB", "AUX") or word in FORMS:
            if lemma in REFUSING and (governed or pos[start] == "VERB"):
                return not _ne_around(low, j)
            if lemma in DENYING and j == k and refusing_object:
                return not _ne_around(low, j)
            if lemma in BEING or lemma in NAMING:
                if j == k and lemma in NAMING and article == "definite" and lemma not in ("être", "qualifier"):
                    return False
                governed = True
                if low[j] in LITERARY and _ne_before(low, j):
                    return True
                continue
            if lemma in MODAL and (governed or pos[start] == "VERB"):
                governed = True
                if low[j] in LITERARY and _ne_before(low, j):
                    return True
                continue
            return False
        if pos[j] in ("NOUN", "PROPN") and word not in NE:
            return False
        if pos[start] == "VERB" and j == k and word in ("de", "d'", "à"):
            governed = True
    return False


def _after(low, pos, start, end) -> bool:
    """« n'annexera pas »: the term is a finite verb between the two halves of the negation."""
    before = low[max(0, start - 3) : start]
    return (
        any(w in NE for w in before)
        and any(w in NOT and w != "plus" for w in low[end : end + 2])
        and (low[end : end + 2][-1:] != ["que"])
    )


def _ne_before(low, k) -> bool:
    return any(w in NE for w in low[max(0, k - 6) : k])


def _ne_around(low, j) -> bool:
    return any(w in NE for w in low[max(0, j - 3) : j]) and any(w in NOT for w in low[j + 1 : j + 4])


def _double(low, k) -> bool:
    return k >= 0 and low[k] == "sans"
