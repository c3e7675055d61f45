"""What a measure says about itself in plain language, in French and in English: one sentence per key.

Keys never change with the language, so that tables can be filtered by them; the sentences are for readers.
"""

from cadrage.errors import MeasureError
from cadrage.numbers import whole

LANGUAGES = ("fr", "en")

SENTENCES: dict[str, dict[str, str]] = {
    # flags of a row
    "few": {
        "fr": "moins de 5 occurrences attendues",
        "en": "fewer than 5 occurrences expected",
    },
    "single text": {"fr": "dans un seul texte", "en": "in one text only"},
    "one text dominates": {
        "fr": "un texte fournit plus de la moitié des occurrences",
        "en": "one text gives more than half of the occurrences",
    },
    "fragile": {
        "fr": "le sens s'inverse si l'on retire un seul texte",
        "en": "the direction flips when a single text is left out",
    },
    "one text": {
        "fr": "un seul texte : proportion sans intervalle",
        "en": "one text: share without an interval",
    },
    "none": {"fr": "aucune occurrence", "en": "no occurrence"},
    "dominant reference": {
        "fr": "un média fournit plus de la moitié de la référence",
        "en": "one outlet gives more than half of the reference",
    },
    "absent from the reference": {"fr": "absent de la référence", "en": "absent from the reference"},
    "confounded": {
        "fr": "les médias ne partagent aucune strate : la comparaison porte aussi sur ce qui les sépare",
        "en": "the outlets share no stratum: this also compares what separates the strata",
    },
    # the ladder, by number of independent texts of the smaller side
    "ladder 0": {
        "fr": "Aucun texte : rien ne peut être dit.",
        "en": "No text: nothing can be said.",
    },
    "ladder 1": {
        "fr": "Un seul texte par média : on compare deux textes, non deux médias.",
        "en": "One text per outlet: this compares two texts, not two outlets.",
    },
    "ladder 2-3": {
        "fr": "Avec {n} + {n} textes, le plus petit p possible est {floor}.",
        "en": "With {n} + {n} texts the smallest possible p is {floor}.",
    },
    "ladder 4-5": {
        "fr": "Avec {n} + {n} textes (plus petit p possible : {floor}), aucun mot ne peut passer une correction "
        "portant sur 250 mots.",
        "en": "With {n} + {n} texts (smallest possible p: {floor}), no word can pass a correction over 250 words.",
    },
    "ladder 6-19": {
        "fr": "Au moins {n} textes indépendants par média : les intervalles sont des ordres de grandeur.",
        "en": "At least {n} independent texts per outlet: take the intervals as orders of magnitude.",
    },
    "ladder 20+": {
        "fr": "Au moins {n} textes indépendants par média : c'est assez pour comparer texte par texte.",
        "en": "At least {n} independent texts per outlet: enough to compare text by text.",
    },
    "one event": {
        "fr": "Un seul événement : ce qui est dit d'un média vaut « sur cet événement ».",
        "en": "One event only: what is said of an outlet holds “on this event”.",
    },
    "withheld": {"fr": "non montré : {what}", "en": "withheld: {what}"},
    "withheld p": {
        "fr": "p non calculé : il faut au moins deux textes indépendants de chaque côté",
        "en": "no p: at least two independent texts are needed on each side",
    },
    "few exchanged": {
        "fr": "{n} textes citent les deux : le plus petit p possible est {floor}",
        "en": "{n} texts report both: the smallest possible p is {floor}",
    },
    "withheld q": {
        "fr": "q hors d'atteinte : le plus petit p possible ({floor}) ne passe pas la correction sur {family} tests",
        "en": "q out of reach: the smallest possible p ({floor}) cannot pass a correction over {family} tests",
    },
    "withheld dispersion": {
        "fr": "dispersion non calculée : moins de trois textes",
        "en": "no dispersion: fewer than three texts",
    },
    "withheld leave-out": {
        "fr": "distance non calculée : il faut au moins quatre textes indépendants de chaque côté",
        "en": "no distance: at least four independent texts are needed on each side",
    },
    "withheld leave-out of mean": {
        "fr": "distance non calculée : il faut au moins deux textes indépendants de chaque autre média",
        "en": "no distance: at least two independent texts of each other outlet are needed",
    },
    "withheld exchange": {
        "fr": "p non calculé : il faut au moins deux textes qui citent les deux",
        "en": "no p: at least two texts that report both are needed",
    },
    "withheld interval": {
        "fr": "sans intervalle : moins de trois textes",
        "en": "no interval: fewer than three texts",
    },
    "rank only": {
        "fr": "Indices de classement calculés sur les mots ; ce ne sont pas des tests.",
        "en": "Indices of rank computed over words; these are not tests.",
    },
    # sentences about a result
    "more frequent": {
        "fr": "Plus fréquent dans les textes de {outlet} ({n} dans {with_} textes sur {texts}, contre {n_ref} dans "
        "{with_ref} sur {texts_ref}).",
        "en": "More frequent in the texts of {outlet} ({n} in {with_} of {texts} texts, against {n_ref} in "
        "{with_ref} of {texts_ref}).",
    },
    "less frequent": {
        "fr": "Moins fréquent dans les textes de {outlet} ({n} dans {with_} textes sur {texts}, contre {n_ref} dans "
        "{with_ref} sur {texts_ref}).",
        "en": "Less frequent in the texts of {outlet} ({n} in {with_} of {texts} texts, against {n_ref} in "
        "{with_ref} of {texts_ref}).",
    },
    "as frequent": {
        "fr": "Aussi fréquent de part et d'autre ({n} dans {with_} textes sur {texts}, contre {n_ref} dans "
        "{with_ref} sur {texts_ref}).",
        "en": "As frequent on both sides ({n} in {with_} of {texts} texts, against {n_ref} in "
        "{with_ref} of {texts_ref}).",
    },
    "independence": {
        "fr": "L'inertie totale est compatible avec l'indépendance (p = {p}) : le plan ne montre rien d'assuré.",
        "en": "Total inertia is compatible with independence (p = {p}): the plane shows nothing certain.",
    },
    "no independence": {
        "fr": "L'inertie totale dépasse ce que donnent des textes répartis au hasard (p = {p}).",
        "en": "Total inertia exceeds what texts dealt at random give (p = {p}).",
    },
    "inertia untested": {
        "fr": "Inertie totale non testée : il faut au moins deux textes indépendants par média.",
        "en": "Total inertia untested: at least two independent texts per outlet are needed.",
    },
    "plane full": {
        "fr": "Trois médias remplissent toujours un plan : la part d'inertie n'y apprend rien.",
        "en": "Three outlets always fill a plane: the share of inertia says nothing.",
    },
    "detection": {
        "fr": "corrigé de l'erreur mesurée du repérage (précision {precision}, rappel {recall})",
        "en": "corrected for the measured error of the detector (precision {precision}, recall {recall})",
    },
    "the others": {"fr": "les autres", "en": "the others"},
    "others": {"fr": "(autres)", "en": "(others)"},
    "no speaker": {"fr": "(sans locuteur)", "en": "(no speaker)"},
    "no cue": {"fr": "(sans mot introducteur)", "en": "(no introducing word)"},
    "duplicate": {"fr": "double d'un autre article : {article}", "en": "duplicate of another article: {article}"},
    # verdict of an agreement between coders (Krippendorff's thresholds)
    "agreement unusable": {"fr": "inutilisable (< 0,667)", "en": "unusable (< 0.667)"},
    "agreement tentative": {"fr": "provisoire (0,667 à 0,8)", "en": "tentative (0.667 to 0.8)"},
    "agreement good": {"fr": "fiable (≥ 0,8)", "en": "reliable (≥ 0.8)"},
    # robustness: the other defensible choices
    "choice base": {"fr": "choix de départ", "en": "as first computed"},
    "choice every voice": {"fr": "toutes voix", "en": "every voice"},
    "choice own voice": {"fr": "voix propre du média seulement", "en": "the outlet's own voice only"},
    "choice no headline": {"fr": "sans les titres", "en": "without headlines"},
    "choice no opinion": {"fr": "sans les pages d'opinion", "en": "without the opinion section"},
    "choice one per event": {
        "fr": "un article par média et par événement",
        "en": "one article per outlet and event",
    },
    "choice no shared": {"fr": "sans les passages partagés", "en": "without shared copy"},
    "choice leave one out": {
        "fr": "sans un article (le plus défavorable)",
        "en": "one article left out (the least favourable)",
    },
    "choice form": {"fr": "formes au lieu de lemmes", "en": "forms instead of lemmas"},
    "choice other prior": {"fr": "autre a priori", "en": "another prior"},
    "lacking no opinion": {
        "fr": "les articles n'indiquent aucune rubrique",
        "en": "the articles name no section",
    },
    "lacking one per event": {
        "fr": "les articles n'indiquent aucun événement",
        "en": "the articles name no event",
    },
    "nothing left": {
        "fr": "d'un côté au moins il ne reste aucun emploi : il n'y a ni écart à calculer, ni passage à ouvrir",
        "en": "on one side at least no use is left: there is no difference to compute and no passage to open",
    },
    "choice detector": {"fr": "erreur de repérage comprise", "en": "with the detector's measured error"},
}

# How the items of the ladder are called in a sentence.
ITEMS: dict[str, dict[str, str]] = {
    "counts": {"fr": "effectifs", "en": "counts"},
    "share": {"fr": "proportions k/n", "en": "shares k/n"},
    "ranking": {"fr": "classement descriptif", "en": "descriptive ranking"},
    "share interval": {"fr": "intervalles des proportions", "en": "intervals of shares"},
    "permutation": {"fr": "p exact des contrastes déclarés", "en": "exact p of declared contrasts"},
    "dispersion": {"fr": "dispersion", "en": "dispersion"},
    "enumeration": {"fr": "énumération complète", "en": "full enumeration"},
    "leave-out": {"fr": "distance entre médias", "en": "distance between outlets"},
    "q": {"fr": "listes de mots avec p ou q", "en": "term lists with p or q"},
    "welch": {"fr": "tests de Welch ou de rang par texte", "en": "Welch or rank tests by text"},
    "studentised bootstrap": {"fr": "bootstrap studentisé", "en": "studentised bootstrap"},
    "ellipses": {"fr": "ellipses", "en": "ellipses"},
    "percentile bootstrap": {"fr": "bootstrap des centiles", "en": "percentile bootstrap"},
    "beta-binomial": {"fr": "loi bêta-binomiale", "en": "beta-binomial"},
}


def say(key: str, lang: str = "fr", **values) -> str:
    """The sentence of a key in a language, its blanks filled; counts get the language's thousands.

    Raises :class:`~cadrage.errors.MeasureError` for another language than fr or en.

    >>> say("single text", "fr")
    'dans un seul texte'
    >>> say("ladder 20+", "en", n=9450)
    'At least 9,450 independent texts per outlet: enough to compare text by text.'
    """
    if lang not in LANGUAGES:
        raise MeasureError(f"lang was expected to be one of {', '.join(LANGUAGES)}, but is {lang!r}")
    return SENTENCES[key][lang].format(**{k: whole(v, lang) for k, v in values.items()})


def items(keys, lang: str = "fr") -> str:
    """Names of ladder items, comma-joined.

    >>> items(("counts", "q"), "fr")
    'effectifs, listes de mots avec p ou q'
    """
    return ", ".join(ITEMS[key][lang] for key in keys)


def compared(row, *, lang: str = "fr") -> str:
    """A row of :func:`keyness` or :func:`term_tests` as a sentence with both sides' counts and texts.

    >>> from types import SimpleNamespace
    >>> compared(SimpleNamespace(outlet="X", estimate=1.0, n=6, n_articles=3, n_texts=4, n_reference=3,
    ...                          n_articles_reference=3, n_texts_reference=8), lang="en")
    'More frequent in the texts of X (6 in 3 of 4 texts, against 3 in 3 of 8).'
    """
    key = "more frequent" if row.estimate > 0 else "less frequent" if row.estimate < 0 else "as frequent"
    counts = {"n": row.n, "with_": row.n_articles, "texts": row.n_texts, "n_ref": row.n_reference}
    reference = {"with_ref": row.n_articles_reference, "texts_ref": row.n_texts_reference}
    return say(key, lang, outlet=row.outlet, **counts, **reference)
