"""Clauses with who acts [A …] and who is acted upon [P …] around one action {…}; all invented.

The head word of each filler is marked, not the whole phrase.  A clause without [A …] leaves the doer out.  Errors were
read on DEVELOPMENT only; UNSEEN was written at the same time and only scored.
"""

DEVELOPMENT = """
L'[A armée] valdarienne a {bombardé} le [P port] dans la nuit de lundi.
Le [P port] a été {bombardé} par l'[A armée] valdarienne.
Le [P port] a été {bombardé} dans la nuit de lundi.
Des [A drones] ont {frappé} deux [P dépôts] de carburant.
Deux [P dépôts] de carburant ont été {frappés} par des [A drones].
Le {bombardement} du [P port] a duré trois heures.
Le {bombardement} du [P port] par l'[A armée] a duré trois heures.
Les {frappes} de l'[A armée] ont repris mardi.
Les {frappes} de l'[A armée] contre le [P port] ont repris mardi.
Les {frappes} [A valdariennes] contre la [P base] ont fait deux morts.
La [P base], {bombardée} par l'[A aviation], est hors d'usage.
La [P base] {bombardée} lundi est hors d'usage.
L'[A armée], qui a {bombardé} le [P port], nie toute bavure.
Le [P port], que l'[A armée] a {bombardé}, est fermé.
Le [P port], qui a été {bombardé} lundi, est fermé.
Le [A général] a ordonné de {bombarder} le [P port].
Les [A rebelles] ont {attaqué} un [P convoi] près de la frontière.
Un [P convoi] a été {attaqué} près de la frontière.
L'{attaque} des [A rebelles] contre le [P convoi] a échoué.
L'{attaque} du [P convoi] par les [A rebelles] a échoué.
L'{attaque} contre le [P convoi] a échoué.
Les [A policiers] ont {arrêté} trois [P manifestants].
Trois [P manifestants] ont été {arrêtés} par les [A policiers].
Trois [P manifestants] ont été {arrêtés} mardi matin.
L'{arrestation} de trois [P manifestants] a provoqué la colère.
L'{arrestation} de la [P journaliste] par la [A police] a choqué.
Les [A soldats] ont {tué} deux [P civils].
Deux [P civils] ont été {tués}.
Deux [P civils] {tués} par un [A tir] ont été enterrés.
L'{assassinat} du [P ministre] reste impuni.
La [A Kersanie] a {annexé} la [P presqu'île] en 2017.
La [P presqu'île], {annexée} par la [A Kersanie], compte un million d'habitants.
L'{annexion} de la [P presqu'île] par la [A Kersanie] n'est pas reconnue.
L'{annexion} de la [P presqu'île] n'est pas reconnue.
Les [A garde-côtes] ont {saisi} trois [P chalutiers].
Trois [P chalutiers] ont été {saisis} par les [A garde-côtes].
La {saisie} de trois [P chalutiers] a provoqué une crise.
La [A Valdarie] {accuse} la [P Kersanie] de piraterie.
La [P Kersanie] est {accusée} de piraterie.
La [P Kersanie] est {accusée} par la [A Valdarie] de piraterie.
Les [A soldats] ont {tiré} sur la [P foule].
Le {tir} des [A soldats] sur la [P foule] a été filmé.
L'[A armée] a visé puis {détruit} deux [P chars].
La {destruction} du [P pont] isole le village.
Les [A séparatistes] {menacent} la [P ville].
La [P ville] est {menacée} par les [A séparatistes].
Le [A parquet] a {condamné} le [P maire] à une amende.
Les [A secours] ont {évacué} les [P habitants].
Les [P habitants] ont été {évacués} dans la nuit.
L'{évacuation} des [P habitants] a commencé à l'aube.
L'{offensive} de l'[A armée] contre la [P ville] a commencé.
L'{invasion} de la [P province] a commencé à l'aube.
En {envahissant} la [P province], l'[A armée] a violé l'accord.
Les [A preneurs] d'otages ont {libéré} deux [P marins].
La {libération} de deux [P marins] a été annoncée.
Les [A autorités] ont {expulsé} quatre [P diplomates].
Quatre [P diplomates] vont être {expulsés}.
L'{expulsion} de quatre [P diplomates] a été annoncée mardi.
Le [A gouvernement] {soutient} les [P agriculteurs].
La [P place] est {occupée} par des [A manifestants] depuis lundi.
"""

UNSEEN = """
La [A marine] kersanienne a {intercepté} un [P cargo] au large de Port-Sarel.
Un [P cargo] a été {intercepté} par la [A marine] kersanienne.
Un [P cargo] a été {intercepté} au large.
Les [A miliciens] ont {enlevé} un [P ingénieur].
Un [P ingénieur] a été {enlevé} par des [A miliciens].
L'{enlèvement} d'un [P ingénieur] inquiète son entreprise.
L'{enlèvement} de l'[P ingénieur] par des [A miliciens] inquiète son entreprise.
Les {raids} de l'[A aviation] se sont multipliés.
Les {raids} de l'[A aviation] contre les [P villages] se sont multipliés.
Les {raids} [A kersaniens] contre les [P villages] se sont multipliés.
Le [P village], {pilonné} par l'[A artillerie], s'est vidé.
Les [P maisons] {pillées} dimanche ont été murées.
La [A milice], qui a {enlevé} l'[P ingénieur], exige une rançon.
L'[P ingénieur], que la [A milice] a {enlevé}, est vivant.
L'[P usine], qui a été {détruite} en avril, ne rouvrira pas.
Le [A ministre] a promis de {punir} les [P coupables].
Des [A inconnus] ont {agressé} un [P chauffeur] de bus.
Un [P chauffeur] de bus a été {agressé} dimanche soir.
L'{agression} d'un chauffeur a paralysé le réseau.
L'{agression} de la [A Kersanie] contre la [P Valdarie] a été condamnée.
L'{assaut} des [A forces] spéciales contre la [P prison] a duré une heure.
Les [A douaniers] ont {saisi} douze [P caisses] d'armes.
Douze [P caisses] d'armes ont été {saisies} par les [A douaniers].
Douze [P caisses] d'armes ont été {saisies} à la frontière.
La {capture} de deux [P officiers] a été confirmée.
La {capture} de deux [P officiers] par les [A rebelles] a été confirmée.
Un [A tireur] a {blessé} quatre [P passants].
Quatre [P passants] ont été {blessés}.
Quatre [P passants] {blessés} par un [A tireur] sont hors de danger.
Le {meurtre} du [P juge] n'a jamais été élucidé.
Les [A troupes] {encerclent} la [P capitale] depuis trois jours.
La [P capitale], {encerclée} par les [A troupes], manque d'eau.
L'{occupation} de l'[P université] par les [A étudiants] se poursuit.
L'{occupation} de l'[P université] se poursuit.
La [A régie] a {bloqué} les [P comptes] de l'association.
Les [P comptes] de l'association ont été {bloqués} par la [A banque].
La {répression} des [P manifestations] a fait neuf morts.
La [A présidente] a {condamné} l'[P attentat].
L'[P attentat] a été {condamné} dans toutes les capitales.
L'[P attentat] a été {condamné} par la [A présidente].
Des [A snipers] {tiraient} sur les [P ambulances].
Les {tirs} de l'[A artillerie] sur les [P ambulances] ont cessé.
Les [A pompiers] ont repéré puis {évacué} les [P blessés].
Le {siège} de la [P citadelle] a duré cent jours.
La [P minorité] est {protégée} par la [A loi].
Les [A Casques] bleus {protègent} les [P civils].
Le [A tribunal] a {sanctionné} deux [P banques].
L'[A armée] a {repoussé} les [P assaillants].
Les [P assaillants] ont été {repoussés} à l'aube.
Le {massacre} des [P villageois] a été filmé.
L'{incursion} de l'[A armée] dans la [P zone] tampon a été dénoncée.
L'{exécution} du [P prisonnier] a été reportée.
En {libérant} les [P otages], la [A milice] espère un geste.
Les [A ravisseurs] ont {exécuté} un [P otage].
L'{expulsion} des [P familles] par la [A préfecture] a été suspendue.
La [A ville] a {expulsé} les [P familles] du squat.
Les [P familles] seront {expulsées} lundi.
Le [A syndicat] {soutient} les [P grévistes].
Les [P grévistes] sont {soutenus} par la [A population].
La [P gare] a été {évacuée} par la [A police].
"""
