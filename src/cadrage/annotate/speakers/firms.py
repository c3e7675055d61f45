"""Names that the text shows to be those of firms, which an entity recogniser takes for persons or places as readily."""

import re

from cadrage.lexicon.aliases import Aliases, key

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
NAME = rf"[{UPPER}][\w'&-]*(?: (?:& )?[{UPPER}][\w'-]*)*"
# « le groupe de boissons X », « l'exploitant X »: a firm's noun, perhaps its trade, the name.
KIND = re.compile(
    r"\b(?:groupe|société|entreprise|exploitant|géant|firme|compagnie|marque|enseigne|start-up|filiale|constructeur|"
    r"opérateur|brasseur|banque|fonds|éditeur|fabricant|distributeur|transporteur|promoteur|assureur|multinationale|"
    rf"équipementier|énergéticien|avionneur|armateur)(?: [a-zà-ÿ'-]+){{0,3}}? (?:d')?({NAME})"
)
# « le PDG de X », « les actionnaires de X »
HEAD = re.compile(rf"\b(?:PDG|patronn?e|actionnaires|salariés|maison mère|filiale|titre) (?:de |d')({NAME})")
# « X Industries », « X & Cie »
STYLED = re.compile(
    rf"({NAME}) (?:SA|SAS|SE|AG|NV|Inc|Ltd|Group|Groupe|Ressources|Resources|Industries|Industrie|Capital|Bank|Energy|"
    r"Énergies?|Holding|& Cie|Partners|Motors|Airlines|Pharma|Technologies|Systems|Logistics|"
    r"Gold|Mining|Minerals|Metals|Steel|Oil|Gas|Petroleum|Power|Solar|Foods|Telecom|Shipping|Invest|Finance|Assurances|"
    r"Transports|Studios|Records)\b"
)
VERBS = re.compile(r" (?:a|est|et|ou|que|qui|avec|par|à|en|dit|ont|sont|contre|pour|chez) ")


def firms(text: str, aliases: Aliases) -> frozenset[str]:
    """Keys of the first words of firms' names.

    >>> from cadrage.lexicon.aliases import load_aliases
    >>> sorted(firms("Le groupe de boissons Helvane supprime des postes, dit Corvin Ressources.", load_aliases()))
    ['corvin', 'helvane']
    """
    found = set()
    for pattern in (KIND, HEAD, STYLED):
        for match in pattern.finditer(text):
            if pattern is KIND and VERBS.search(text[match.start() : match.start(1)]):
                continue
            first = match.group(1).split(" ")[0]
            if key(first) not in aliases.given and key(match.group(1)) not in aliases.names:
                found.add(key(first))
    return frozenset(found)
