"""Words for the invented press sentences: common French words, and made-up names."""

import random

# Verbs of saying: infinitive -> (past participle, present 3rd singular, 3rd plural). Regular ones in -er
# are derived; the ones below change their stem.
REGULAR = (
    "affirmer ajouter accuser annoncer argumenter assurer avancer avouer certifier clamer "
    "commenter confier confirmer constater critiquer déclarer demander dénoncer déplorer détailler "
    "estimer expliquer exposer fustiger glisser indiquer insister ironiser lancer marmonner murmurer "
    "noter nuancer objecter observer pester plaider plaisanter pointer préciser pronostiquer raconter "
    "rapporter rassurer réclamer regretter redouter remarquer résumer signaler souligner soupirer "
    "témoigner titrer tonner trancher proclamer jurer juger évoquer alerter publier "
    "communiquer relater"
).split()
IRREGULAR = {
    "admettre": ("admis", "admet", "admettent"),
    "apprendre": ("appris", "apprend", "apprennent"),
    "avertir": ("averti", "avertit", "avertissent"),
    "conclure": ("conclu", "conclut", "concluent"),
    "concéder": ("concédé", "concède", "concèdent"),
    "considérer": ("considéré", "considère", "considèrent"),
    "décrire": ("décrit", "décrit", "décrivent"),
    "dire": ("dit", "dit", "disent"),
    "écrire": ("écrit", "écrit", "écrivent"),
    "marteler": ("martelé", "martèle", "martèlent"),
    "poursuivre": ("poursuivi", "poursuit", "poursuivent"),
    "prévenir": ("prévenu", "prévient", "préviennent"),
    "promettre": ("promis", "promet", "promettent"),
    "rappeler": ("rappelé", "rappelle", "rappellent"),
    "reconnaître": ("reconnu", "reconnaît", "reconnaissent"),
    "redire": ("redit", "redit", "redisent"),
    "relever": ("relevé", "relève", "relèvent"),
    "renchérir": ("renchéri", "renchérit", "renchérissent"),
    "répéter": ("répété", "répète", "répètent"),
    "répondre": ("répondu", "répond", "répondent"),
    "répliquer": ("répliqué", "réplique", "répliquent"),
    "rétorquer": ("rétorqué", "rétorque", "rétorquent"),
    "révéler": ("révélé", "révèle", "révèlent"),
    "soutenir": ("soutenu", "soutient", "soutiennent"),
    "suggérer": ("suggéré", "suggère", "suggèrent"),
    "tempérer": ("tempéré", "tempère", "tempèrent"),
}
REFLEXIVE = ("indigner", "emporter", "étonner", "alarmer", "réjouir", "excuser", "désoler", "vanter")

# Nouns that speak: (masculine, feminine); None where there is no such form.
PERSONS = (
    ("ministre", "ministre"), ("porte-parole", "porte-parole"), ("président", "présidente"),
    ("procureur", "procureure"), ("maire", "maire"), ("chef", "cheffe"), ("dirigeant", "dirigeante"),
    ("député", "députée"), ("avocat", "avocate"), ("opposant", "opposante"), ("directeur", "directrice"),
    ("responsable", "responsable"), ("diplomate", "diplomate"), ("ambassadeur", "ambassadrice"),
    ("secrétaire", "secrétaire"), ("analyste", "analyste"), ("chercheur", "chercheuse"),
    ("syndicaliste", "syndicaliste"), ("habitant", "habitante"), ("témoin", None), ("préfet", "préfète"),
    ("colonel", "colonelle"), ("médecin", None), ("historien", "historienne"), ("élu", "élue"),
    ("conseiller", "conseillère"), ("candidat", "candidate"), ("sénateur", "sénatrice"),
    ("général", "générale"), ("juge", "juge"), ("enseignant", "enseignante"), ("journaliste", "journaliste"),
    ("patron", "patronne"), ("commandant", "commandante"), ("chancelier", "chancelière"),
    ("expert", "experte"), ("militant", "militante"), ("agriculteur", "agricultrice"),
)  # fmt: skip
# Bodies that speak: (singular, gender).
BODIES = (
    ("gouvernement", "m"), ("exécutif", "m"), ("présidence", "f"), ("chancellerie", "f"), ("ministère", "m"),
    ("opposition", "f"), ("parquet", "m"), ("armée", "f"), ("police", "f"), ("agence", "f"), ("organisation", "f"),
    ("commission", "f"), ("diplomatie", "f"), ("syndicat", "m"), ("association", "f"), ("parti", "m"),
    ("préfecture", "f"), ("état-major", "m"), ("quotidien", "m"), ("chaîne", "f"), ("rapport", "m"),
    ("communiqué", "m"), ("texte", "m"), ("parlement", "m"), ("direction", "f"), ("mairie", "f"),
    ("entreprise", "f"), ("tribunal", "m"), ("collectif", "m"), ("coalition", "f"), ("ambassade", "f"),
    ("institut", "m"), ("journal", "m"), ("délégation", "f"), ("hôpital", "m"), ("cabinet", "m"),
)  # fmt: skip
ADJECTIVES = (
    ("américain", "américaine"), ("russe", "russe"), ("français", "française"), ("local", "locale"),
    ("allemand", "allemande"), ("ukrainien", "ukrainienne"), ("régional", "régionale"), ("britannique", "britannique"),
    ("chinois", "chinoise"), ("européen", "européenne"), ("israélien", "israélienne"), ("turc", "turque"),
    ("national", "nationale"), ("public", "publique"), ("militaire", "militaire"), ("central", "centrale"),
    ("espagnol", "espagnole"), ("iranien", "iranienne"), ("canadien", "canadienne"), ("polonais", "polonaise"),
    ("insulaire", "insulaire"), ("côtier", "côtière"), ("provisoire", "provisoire"), ("sortant", "sortante"),
    ("libéral", "libérale"), ("conservateur", "conservatrice"), ("indépendant", "indépendante"),
)  # fmt: skip
DOCUMENTS = (
    ("communiqué", "m"), ("rapport", "m"), ("texte", "m"), ("lettre", "f"), ("tribune", "f"), ("note", "f"),
    ("document", "m"), ("entretien", "m"), ("message", "m"), ("tract", "m"), ("résolution", "f"),
    ("déclaration", "f"), ("article", "m"), ("éditorial", "m"), ("dépêche", "f"), ("plainte", "f"),
)  # fmt: skip
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOMENTS = ("matin", "soir", "midi")
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()  # fmt: skip
CHARGED = (
    ("agression", "f"), ("annexion", "f"), ("provocation", "f"), ("trahison", "f"), ("mascarade", "f"),
    ("désescalade", "f"), ("opération", "f"), ("victoire", "f"), ("escalade", "f"), ("retenue", "f"),
    ("crime", "m"), ("sabotage", "m"), ("rattachement", "m"), ("complot", "m"), ("chantage", "m"),
    ("terrorisme", "m"), ("massacre", "m"), ("apaisement", "m"), ("coup", "m"), ("retour", "m"),
)  # fmt: skip
CHARGED_ADJECTIVES = (
    ("inacceptable", "inacceptable"), ("historique", "historique"), ("grave", "grave"), ("illégal", "illégale"),
    ("politique", "politique"), ("spécial", "spéciale"), ("délibéré", "délibérée"), ("barbare", "barbare"),
    ("honteux", "honteuse"), ("constitutionnel", "constitutionnelle"), ("brutal", "brutale"),
)  # fmt: skip

_ONSETS = "b br c ch d dr f g gr j k kr l m n p pr r s st t tr v z".split()
_NUCLEI = "a e i o u an en on ou ai é ia eu".split()
_CODAS = ["", "", "", "l", "n", "r", "s", "rd", "x", "ck", "v", "m"]


def invented_name(rng: random.Random) -> str:
    """A made-up proper name of two or three syllables."""
    syllables = [rng.choice(_ONSETS) + rng.choice(_NUCLEI) for _ in range(rng.choice((2, 2, 3)))]
    return ("".join(syllables) + rng.choice(_CODAS)).capitalize()


def conjugated(verb: str) -> tuple[str, str, str, str]:
    """Past participle, present singular and plural, imperfect singular of a verb of the lists above."""
    if verb in IRREGULAR:
        participle, singular, plural = IRREGULAR[verb]
    else:
        stem = verb[:-2]
        participle, singular, plural = stem + "é", stem + "e", stem + "ent"
    base = plural[:-3]
    if verb.endswith(("er", "enir")):
        base = verb[:-2]
    base = {"c": base[:-1] + "ç", "g": base + "e"}.get(base[-1], base)
    return participle, singular, plural, base + "ait"
