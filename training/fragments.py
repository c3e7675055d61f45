"""Building blocks of invented trees: words and phrases whose parts know what they hang from."""

from dataclasses import replace

from conllu import ROOT, Sentence, Word

FEM_SING, MASC_SING = "Gender=Fem|Number=Sing", "Gender=Masc|Number=Sing"
FEM_PLUR, MASC_PLUR = "Gender=Fem|Number=Plur", "Gender=Masc|Number=Plur"
PARTICIPLE = "|Tense=Past|VerbForm=Part"
# To be filled in with number and tense.
FINITE = "Mood=Ind|Number={}|Person=3|Tense={}|VerbForm=Fin"
VOWELS = "aeéèêëiîïouyâàôœhAEÉÈÊIÎOUYÂÔŒH"


def leaf(form: str, lemma: str, pos: str, feats: str = "", *, space: bool = True) -> Sentence:
    """A fragment of one word."""
    return [Word(form, lemma, pos, feats, ROOT, "root", space)]


def phrase(*parts: tuple[Sentence, str]) -> Sentence:
    """Set fragments side by side; the one labelled ``top`` governs, the others hang from its head word."""
    starts, at = [], 0
    for fragment, _ in parts:
        starts.append(at)
        at += len(fragment)
    heads = [next(i for i, w in enumerate(f) if w.head == ROOT) for f, _ in parts]
    top = next(n for n, (_, dep) in enumerate(parts) if dep == "top")
    words: Sentence = []
    for (fragment, dep), start in zip(parts, starts, strict=True):
        for word in fragment:
            if word.head != ROOT:
                words.append(replace(word, head=word.head + start))
            elif dep == "top":
                words.append(replace(word))
            else:
                words.append(replace(word, head=starts[top] + heads[top], dep=dep))
    return words


def comma() -> Sentence:
    """A comma; the word before it must be told to stand close (see ``close_up``)."""
    return leaf(",", ",", "PUNCT")


def full_stop() -> Sentence:
    """A full stop."""
    return leaf(".", ".", "PUNCT")


def close_up(words: Sentence) -> Sentence:
    """Take away the space before commas, full stops and clitics with a hyphen."""
    return [
        replace(w, space=False) if n.form in (",", ".") or n.form.startswith("-") else w
        for w, n in zip(words, [*words[1:], Word("", "", "", "", 0, "")], strict=True)
    ]


def article(noun: Sentence) -> Sentence:
    """The definite article that goes before a noun or an adjective and noun."""
    head = next(w for w in noun if w.head == ROOT)
    if "Plur" in head.feats:
        return leaf("les", "le", "DET", "Definite=Def|Number=Plur|PronType=Art")
    if noun[0].form[0] in VOWELS and noun[0].form.lower() not in ("haut", "haute", "hiérarchie"):
        return leaf("l'", "le", "DET", "Definite=Def|Number=Sing|PronType=Art", space=False)
    fem = "Fem" in head.feats
    feats = f"Definite=Def|{FEM_SING if fem else MASC_SING}|PronType=Art"
    return leaf("la" if fem else "le", "le", "DET", feats)


def of(noun: Sentence) -> Sentence:
    """*de* and the definite article before a noun, contracted where French contracts: a complement of a noun."""
    the = article(noun)
    if the[0].form in ("le", "les"):
        form = "du" if the[0].form == "le" else "des"
        case = leaf(form, "de le", "ADP", the[0].feats)
        return phrase((case, "case"), (noun, "top"))
    return phrase((leaf("de", "de", "ADP"), "case"), (the, "det"), (noun, "top"))
