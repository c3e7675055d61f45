"""Sentences with the words that judge {…} and whom; all invented.

Mark-up: {word|sign|actor}: sign + or −, doubled where strong, halved where weak (+½), turned where denied; actor as in
ACTORS, or empty where the word judges none of them.  A sentence without mark-up is a trap: it has none.  Errors were read
on DEVELOPMENT only; UNSEEN was written at the same time and only scored.
"""

ACTORS = {
    "Ligue": ["la Ligue", "la Ligue des ports"],
    "Conseil": ["le Conseil", "le Conseil du golfe"],
    "Ruval": ["Armelle Ruval"],
    "Tessane": ["la Tessane"],
}

DEVELOPMENT = """
La Ligue a mené une campagne {mensongère|−|Ligue}.
Le {cynisme|−|Ligue} de la Ligue a choqué les habitants.
La Ligue s'est montrée {cruelle|−|Ligue} envers les pêcheurs.
Le Conseil est {impuissant||}.
Armelle Ruval est {courageuse|+|Ruval}.
Armelle Ruval est très {courageuse|++|Ruval}.
Armelle Ruval n'est pas {courageuse|−|Ruval}.
Armelle Ruval est peu {courageuse|−|Ruval}.
La {courageuse|+|Ruval} Armelle Ruval a pris la parole.
La Ligue {fanfaronne|−|Ligue} depuis lundi.
La Ligue {ment|−|Ligue} à ses membres.
La Ligue ne {ment|+|Ligue} pas à ses membres.
Le Conseil a été {exemplaire|+|Conseil} dans cette affaire.
Les {provocations|−|Tessane} de la Tessane se multiplient.
La {provocation|−|Tessane} tessanaise a surpris.
L'attitude {arrogante|−|} du délégué a surpris.
La Tessane, {belliqueuse|−|Tessane}, a refusé l'accord.
Le Conseil, jugé {incompétent|−|Conseil}, a démissionné.
Armelle Ruval reste {digne|+|Ruval} dans l'épreuve.
Les {mensonges|−|Conseil} du Conseil ont été démontés.
Le Conseil {triomphe|+|Conseil}.
La Ligue {opprime|−|Ligue} les pêcheurs.
Une {mascarade|−|} a eu lieu mardi.
La Tessane {bafoue|−|Tessane} le traité.
La Ligue des ports est assez {maladroite|−½|Ligue}.
Un animal sauvage a traversé la route.
La présidente d'honneur a salué la foule.
Les produits dangereux ont été enlevés.
La Ligue a tenu son assemblée mardi.
Le Conseil se réunit jeudi au port.
"""

UNSEEN = """
Le Conseil a tenu des propos {hypocrites|−|Conseil}.
L'{arrogance|−|Conseil} du Conseil irrite les marins.
Le Conseil s'est montré {généreux|+|Conseil}.
La Tessane est {hypocrite|−|Tessane}.
La Ligue est {sage|+|Ligue}.
La Ligue est extrêmement {efficace|++|Ligue}.
La Ligue n'est pas {sincère|−|Ligue}.
La Ligue est peu {efficace|−|Ligue}.
L'{intègre|+|Ruval} Armelle Ruval a démissionné.
La Tessane {vocifère|−|Tessane} depuis hier.
Le Conseil {manipule|−|Conseil} les chiffres.
Le Conseil ne {manipule|+|Conseil} personne.
La Tessane a été {perfide|−|Tessane} dans la négociation.
Les {exploits|+|Ruval} d'Armelle Ruval sont connus.
La {propagande|−|Tessane} tessanaise circule.
Le ton {méprisant|−|} du délégué a déplu.
Le Conseil, {irréprochable|+|Conseil}, a rendu ses comptes.
La Ligue, jugée {irresponsable|−|Ligue}, se défend.
Armelle Ruval demeure {lucide|+|Ruval} sur la crise.
La {duplicité|−|Tessane} de la Tessane est connue.
La Ligue {exagère||}.
Le Conseil {asservit|−|Conseil} les pêcheurs.
Un {fiasco|−|} a suivi.
La Ligue {trahit|−|Ligue} ses membres.
Le Conseil du golfe est plutôt {habile|+½|Conseil}.
Le camping sauvage est interdit.
Le tribun a reçu la légion d'honneur.
Les matières dangereuses ont été déclarées.
La Tessane a rouvert son ambassade.
Armelle Ruval a visité le port.
"""
