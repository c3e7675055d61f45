"""Which nouns can speak: persons by function, institutions, groups, unnamed sources, documents (from the lexicon)."""

import re
from functools import cache

import yaml

from cadrage.lexicon import FOLDER

FILES = ("functions", "groups", "institutions", "organisations", "unnamed", "voices", "documents", "states")
# Persons and bodies that the speaker lexicon has no need to name one by one.
MORE = frozenset(
    "gouvernement ministère présidence parti syndicat association police justice tribunal cour parquet accusation défense"
    " agence média chaîne journal quotidien hebdomadaire magazine site radio mairie préfecture région département commune"
    " ville commission comité conseil assemblée sénat chambre délégation ambassade armée état-major groupe direction"
    " entreprise société compagnie firme banque fédération ligue club équipe organisation ong collectif mouvement"
    " institut institution université laboratoire école hôpital église diocèse patronat opposition majorité exécutif pouvoir"
    " régime administration autorité autorités source sources homme femme enfant parents père mère frère sœur fils fille"
    " mari épouse époux veuve jeune adolescent garçon dame monsieur habitant riverain voisin passant témoin victime client"
    " patient usager voyageur lecteur internaute auteur autrice écrivain chanteur acteur réalisateur artiste sportif joueur"
    " entraîneur capitaine sélectionneur intéressé concerné intéressée sexagénaire septuagénaire octogénaire quadragénaire"
    " quinquagénaire trentenaire nonagénaire bilan décompte chiffres informations données étude enquête rapport sondage"
    " communiqué document texte lettre presse experts observateurs analystes spécialistes scientifiques chercheurs"
    " historiens économistes élus députés sénateurs élu élue numéro chef cheffe leader dirigeant dirigeante patron patronne"
    " bras porte-parole entourage camp clan famille proches avocats enquêteurs juges magistrats gendarmes policiers secours"
    " pompiers secouristes bourgmestre syndique édile propriétaire locataire commerçant agriculteur ouvrier ouvrière"
    " salarié salariée cadre gréviste militant militante étudiant étudiante élève professeur enseignant enseignante médecin"
    " infirmière infirmier soignant ancien ancienne ex-ministre ex-président titulaire locataire quadra majoritaires"
    " occidentaux européens pays états capitale instance instances alliance conférence coopérative mutuelle gendarmerie".split()
)


@cache
def nouns(language: str = "fr") -> frozenset[str]:
    """First words of every phrase in the speaker lexicon of a language, in lower case.

    >>> "procureure" in nouns() and "table" not in nouns()
    True
    """
    found: set[str] = set(MORE)

    def read(value) -> None:
        if isinstance(value, str):
            words = value.lower().replace("'", "' ").split()
            words = [w for w in words if w not in ("le", "la", "les", "l'", "un", "une", "du", "de", "d'", "s'", "qui")]
            if words:
                found.add(words[0])
        elif isinstance(value, dict):
            for key, item in value.items():
                if key not in ("gender", "also", "kind"):
                    read(item)
        elif isinstance(value, list):
            for item in value:
                read(item)

    for name in FILES:
        path = FOLDER / language / f"{name}.yml"
        if path.is_file():
            read(yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    return frozenset(found)


FEMININE = (
    ("trice", "teur"),
    ("euse", "eur"),
    ("eure", "eur"),
    ("ienne", "ien"),
    ("onne", "on"),
    ("ère", "er"),
    ("ée", "é"),
)


def masculine(form: str) -> str:
    """The masculine singular of a function that the lexicon may know only so.

    >>> masculine("rapporteures"), masculine("animatrice"), masculine("policière")
    ('rapporteur', 'animateur', 'policier')
    """
    form = form.rstrip("s")
    for feminine, other in FEMININE:
        if form.endswith(feminine):
            return form[: -len(feminine)] + other
    return form[:-1] if form.endswith("e") else form


# Nouns made from verbs and qualities do not speak, unless the lexicon knows them as bodies (association, direction).
ABSTRACT = re.compile(r"(?:tions?|sions?|ments?|ages?|ités?|ances?|ences?|ures?|isme|ismes|ées?|esses?|ises?|ies?)$")
# Nouns of agents by their ending, but for machines and things that end alike.
AGENT = re.compile(r"(?:teur|trice|euse|iste|logue|ienne|ien|nier|ière|andier|isan)s?$")
NO_AGENT = frozenset(
    "moteur secteur facteur compteur ordinateur réacteur détecteur vecteur indicateur tracteur projecteur ascenseur capteur"
    " connecteur diviseur liste piste lien bien soutien entretien maintien quotidien terrain lumière manière matière frontière"
    " rivière première dernière carrière barrière bière filière matrice cicatrice directrice_ tondeuse berceuse dialogue"
    " catalogue prologue épilogue panier papier dossier dernier premier quartier chantier métier calendrier grenier denier"
    " hauteur lenteur senteur solliciteur_ simulateur ventilateur congélateur radiateur générateur adaptateur".split()
)
THINGS = frozenset(
    "affaire crise drame accident fait faits mesure mesures loi projet réforme mort victoire défaite match but succès échec"
    " chiffre prix hausse baisse résultat résultats exemple histoire guerre vote accord incendie crue tempête attentat attaque"
    " cela ça ceci ce c' tout rien image images vie monde temps jour film roman score courbe tendance cas choix retour départ"
    " arrivée silence geste tout_ système modèle contexte climat marché débat polémique procès audience".split()
)


def inanimate(c, mention) -> bool:
    """Whether a mention is plainly a thing that cannot speak: « la saisie rappelle que », « cela montre que »."""
    w = c.words
    form = w.lower[mention.head]
    if (
        w.text[mention.head][:1].isupper()
        and w.pos[mention.head] == "PROPN"
        and form not in ("ce", "cela", "ça", "c'", "tout")
    ):
        return False
    if form in THINGS:
        return True
    if form in nouns() or form.rstrip("s") in nouns() or w.pos[mention.head] not in ("NOUN", "ADJ", "VERB"):
        return False
    return bool(ABSTRACT.search(form)) and not animate(c, mention)


def animate(c, mention) -> bool:
    """Whether a mention can be a source: a name, a pronoun for a person, or a noun that speaks."""
    w = c.words
    head = mention.head
    form = w.lower[head]
    if w.pos[head] == "PROPN" or (w.text[head][:1].isupper() and head > 0 and w.text[head - 1] not in (".", "!", "?")):
        return True
    if form in ("il", "elle", "ils", "elles", "on", "lui", "eux", "celui-ci", "celle-ci", "ceux-ci", "qui", "certains", "beaucoup",
                "celui-là", "plusieurs", "d'autres", "autres", "tous", "autre", "premier", "second", "dernier", "première",
                "seconde", "dernière", "certaines", "celles-ci", "ces-derniers", "derniers"):  # fmt: skip
        return True
    known = nouns()
    if form in known or w.lemma[head].lower() in known or form.rstrip("s") in known or masculine(form) in known:
        return True
    if AGENT.search(form) and form.rstrip("s") not in NO_AGENT:
        return True
    return (
        any(w.pos[k] == "PROPN" and w.text[k][:1].isupper() for k in range(mention.first, mention.last))
        and w.pos[head] != "VERB"
    )
