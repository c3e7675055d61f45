"""The medium of a report (dans un communiqué, sur Twitter) and the sources that hide in it."""

from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.groups import STOPS
from cadrage.annotate.attribution.phrase import Mention, phrase

INTO = frozenset({"dans", "sur", "via", "par", "lors", "devant", "à", "au", "de", "du", "d'", "selon", "en"})


def find_medium(c: Context, a, first: int, last: int) -> None:
    """Notes the document or medium named in the tokens ``first`` to ``last`` (half open) in the attribution."""
    w = c.words
    for k in range(first, min(last, len(w))):
        form = w.lower[k]
        if (form in c.cues.media or w.lemma[k] in c.cues.media) and k > 0:
            start = k
            while start > first and w.pos[start - 1] in ("DET", "ADJ", "NUM") and k - start < 3:
                start -= 1
            if w.lower[start - 1] in INTO or (start - 2 >= 0 and w.lower[start - 2] in INTO):
                found = phrase(c, start, last)
                if found is not None:
                    a.medium = c.span(found.first, found.last)
                    a.medium_head = k
                    return


def on_place(c: Context, first: int, last: int) -> Mention | None:
    """What words are read on: « peut-on lire sur une banderole »."""
    w = c.words
    for j in range(first, min(last, first + 4)):
        if w.lower[j] in ("sur", "dans", "au", "à") and j + 1 < last:
            return phrase(c, j + 1, last)
    return None


def on_source(c: Context, first: int, last: int) -> Mention | None:
    """The source behind « a-t-on appris auprès de … », « indique-t-on à … », « dit-on dans … »."""
    w = c.words
    j = first
    while j < last and w.text[j] not in STOPS and w.text[j] not in (",", "»", "«", ":"):
        form = w.lower[j]
        if form in ("auprès", "chez") or (form == "de" and j + 1 < last and w.lower[j + 1].startswith("source")):
            k = j + 1
            if k < last and w.lower[k] in ("de", "du", "d'", "des"):
                k += 1
            return phrase(c, k, last)
        if form in ("dans", "à", "au", "parmi", "côté") and j + 1 < last:
            k = j + 1
            found = phrase(c, k, last)
            if found is not None and any(
                w.lower[m] in ("entourage", "rangs", "délégation", "camp", "ministère", "direction", "couloirs", "mairie", "présidence",
                               "élysée", "matignon", "parquet", "préfecture", "cabinet") for m in range(found.first, found.last)
            ):  # fmt: skip
                return found
        j += 1
    return None
