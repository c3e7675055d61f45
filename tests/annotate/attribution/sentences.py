"""Marked-up test sentences by construction: ⟦content⟧, {cue}, <source>; a line without marks holds no report.

A content in several pieces has several ⟦…⟧.  Where a line holds two reports, the marks of the second carry a 2:
⟦2…⟧, {2…}, <2…>.  ``/`` stands for a line break.  All people and outlets are invented.
"""

SENTENCES = {
    "incise behind a quotation": """
« ⟦La route est barrée⟧ », {a déclaré} <la préfète>.
« ⟦La route est barrée⟧ », {déclare} <la préfète Jeanne Morvan>.
« ⟦La route est barrée⟧ » {a indiqué} <le maire de Louvry>, Paul Guéret.
"⟦On ne lâchera rien⟧", {lance} <Karim Belval>, secrétaire du syndicat.
“⟦Je n'ai rien vu⟧”, a-t-<elle> {répété} à la barre.
«⟦C'est trop tard⟧», {tranche} <l'élue écologiste>.
« ⟦Nous partirons demain⟧ », {prévient}-t-<il>.
« ⟦Rien n'est signé⟧ », {ont assuré} à la presse <les deux négociateurs>.
« ⟦Le froid arrive⟧ », {avertit} dans un bulletin <l'institut météorologique>.
« ⟦Tout est prêt⟧ », {a fait savoir} jeudi soir <l'organisateur de la course>.
« ⟦Quelle honte⟧ ! », {s'est emporté} <le député de la Brenne>.
« ⟦Pourquoi partir⟧ ? », {s'interroge} <la doyenne du village>.
« ⟦Il faudra du temps⟧ », {tempère}, prudent, <un ingénieur>.
« ⟦Personne ne m'a prévenue⟧ », {soupire} de son côté <Mme Lefaux>.
« ⟦C'est une erreur⟧ », {a dû admettre} <le directeur de l'usine>.
« ⟦C'est une victoire⟧ », {veut croire} <la coprésidente du collectif>.
« ⟦Le chantier durera deux ans⟧ », {a tenu à préciser} <l'architecte>.
« ⟦Bravo⟧ », leur a-t-<elle> {lancé} depuis le balcon.
« ⟦Le contrat sera honoré⟧ », {est-il écrit} dans <la lettre>.
« ⟦Le site sera fermé⟧ », {peut-on lire} sur <une affichette>.
« ⟦Le pont tiendra⟧ », {a-t-on appris} auprès de <la mairie>.
« ⟦Je m'en vais, {a dit} <le trésorier>⟧. ⟦Ne me retenez pas⟧. »
« ⟦Demain⟧, {promet} <la ministre>, ⟦tout sera réglé⟧. »
« ⟦Le dossier est clos⟧ », {martèle} <M. Duroy>, qui a quitté la salle.
« ⟦Le dossier est clos⟧ », {a confié} <un proche du dossier> à notre journal.
« ⟦Les comptes sont bons⟧ », {a répondu} <la direction>, sans donner de chiffres.
''⟦Le vent tourne⟧'', {sourit} <le skipper>.
‹ ⟦Le vent tourne⟧ ›, {a souri} <le skipper>.
„⟦Le vent tourne⟧“, {a souri} <le skipper>.
« ⟦Le matériel est vieux⟧ », {déplore} <Nadia, 34 ans, infirmière>.
""",
    "incise in a host clause": """
⟦Le barrage « tiendra cent ans »⟧, {a affirmé} <l'exploitant>.
⟦La réforme est « injuste » et le calendrier « intenable »⟧, {estime} <le syndicat>.
⟦Trois ponts sont coupés⟧, {précise} <la préfecture>.
⟦La collision n'a pas fait de blessé⟧, {ont indiqué} <les pompiers>.
⟦Les deux ministres ont parlé « de tout »⟧, {a raconté} <leur porte-parole>.
⟦Le suspect⟧, a-t-<elle> {expliqué}, ⟦n'avait aucun antécédent⟧.
⟦La neige⟧, {craint} <le maire>, ⟦bloquera le col⟧.
⟦Le prix de l'eau augmentera en juin⟧, {annonce} <la régie>, ⟦et celui du gaz suivra⟧.
⟦Il a "tout donné" et ne "regrette rien"⟧, {a déclaré} <l'entraîneur> après le match.
⟦Une trentaine de familles sont hébergées au gymnase⟧, {a-t-on appris} auprès de <la Croix-Bleue>.
⟦L'enquête avance⟧, {assure}-t-on au <parquet>.
⟦Le texte sera voté avant l'été⟧, {a fait valoir} <la rapporteure>.
Sur le quai, « ⟦les gens attendaient depuis une heure⟧ », {raconte} <un voyageur>.
Mardi soir, « ⟦tout le monde était dehors⟧ », {se souvient} <la boulangère>.
La question reste ouverte : ⟦le budget n'est « pas bouclé »⟧, {reconnaît} <l'adjointe aux finances>.
""",
    "que-clauses": """
<La maire> {a affirmé} que ⟦les travaux finiraient en mai⟧.
<Le procureur> {indique} que ⟦l'homme a été relâché⟧.
<Elle> {a ajouté} que ⟦rien n'était décidé⟧.
<Le ministre> {a déclaré} mardi à la radio que ⟦le projet serait abandonné⟧.
<L'avocat> {soutient} que ⟦son client « n'a rien fait de mal »⟧.
<Il> {a rappelé} que « ⟦la loi est la même pour tous⟧ ».
<Les experts> {estiment} que ⟦le risque est faible⟧ et que ⟦la digue tiendra⟧.
<Le président du club> n'{exclut} pas que ⟦l'entraîneur parte cet hiver⟧.
<L'opposition> {dénonce} le fait que ⟦le vote ait eu lieu de nuit⟧.
<Le maire>, qui {précise} que ⟦les écoles resteront ouvertes⟧, {2appelle} ⟦2au calme⟧.
<La direction> {fait savoir} que ⟦les salaires seront versés⟧.
<Le groupe> {laisse entendre} que ⟦l'usine pourrait fermer⟧.
<On> {dit} que ⟦le trésor est au fond du lac⟧.
Dans <un communiqué>, <le club> {annonce} que ⟦son gardien est blessé⟧.
<Le chercheur> {relève} que ⟦les températures ont augmenté⟧.
<La Cour> {a jugé} que ⟦le licenciement était abusif⟧.
<L'association> {regrette} que ⟦personne ne l'ait consultée⟧.
<Le préfet> {a exigé} que ⟦le camp soit évacué⟧.
<Les riverains> {se plaignent} que ⟦les camions roulent la nuit⟧.
<Le capitaine> {a juré} que ⟦l'équipe se relèverait⟧.
<Elle> {raconte} aussi que ⟦sa voisine l'avait prévenue⟧.
<Un témoin> {a confirmé} que ⟦la porte était ouverte⟧.
<Le journal> {croit savoir} que ⟦la vente est faite⟧.
""",
    "coordination and sequence": """
<Le maire> {a estimé} que ⟦le budget était sain⟧ et {2a demandé} ⟦2une aide de l'État⟧.
<La ministre> {a annoncé} ⟦un plan d'urgence⟧, {2précisant} que ⟦2cent millions seraient débloqués⟧.
« ⟦Nous sommes prêts⟧ », {a dit} <le général>, {2ajoutant} que ⟦2ses hommes attendaient l'ordre⟧.
« ⟦Nous sommes prêts⟧ », {a dit} <le général>, avant de {2préciser} que ⟦2l'ordre ne viendrait pas avant lundi⟧.
<Elle> {dément} ⟦toute erreur⟧ et {2assure} que ⟦2le produit est sûr⟧.
<Le juge> {a relevé} que ⟦le dossier était vide⟧ et a quitté la salle.
""",
    "indirect questions": """
<Les élus> {se demandent} ⟦si le chantier reprendra⟧.
<Elle> {a demandé} ⟦pourquoi personne n'avait appelé⟧.
<Le député> {demande} ⟦combien la fête a coûté⟧.
<Un journaliste> {a demandé} ⟦si la trêve tenait⟧.
<Il> {s'est demandé} tout haut ⟦où étaient passés les dossiers⟧.
<Le témoin> {explique} ⟦comment le feu a pris⟧.
""",
    "infinitives": """
<La maire> {affirme} ⟦avoir prévenu la préfecture⟧.
<L'accusé> {nie} ⟦avoir frappé son voisin⟧.
<Le coureur> {a déclaré} ⟦vouloir « tourner la page »⟧.
<Le groupe> {dit} ⟦ne pas connaître ce fournisseur⟧.
<L'homme> {a reconnu} ⟦être monté dans la voiture⟧.
<La société> {assure} ⟦avoir respecté la loi⟧.
<Elle> {a confié} ⟦avoir « pensé à tout arrêter »⟧.
<Le suspect> {prétend} ⟦n'avoir rien entendu⟧.
""",
    "directives and commitments": """
<Le maire> {a promis} ⟦de rouvrir la piscine⟧.
<Les grévistes> {menacent} ⟦de bloquer le port⟧.
<L'ONU> {appelle} ⟦à un cessez-le-feu immédiat⟧.
<La préfète> {a appelé} les habitants ⟦à la prudence⟧.
<Le syndicat> {exige} ⟦le retrait du texte⟧.
<Le juge> {a demandé} aux parties ⟦de revenir lundi⟧.
<L'agence> {recommande} aux voyageurs ⟦d'éviter la région⟧.
<Le chef de l'État> {s'est engagé} ⟦à baisser les impôts⟧.
<Le président> {a exhorté} les deux camps ⟦à négocier⟧.
<La mairie> {invite} les riverains ⟦à couper l'eau⟧.
<L'opposition> {réclame} ⟦une commission d'enquête⟧.
<Le bailleur> {a proposé} ⟦de reloger les familles⟧.
<Brenov> {exige} de Sal-Amira ⟦qu'elle retire ses troupes⟧.
""",
    "denials and objects": """
<L'entreprise> {dément} ⟦toute fuite de données⟧.
<La ministre> {exclut} ⟦une hausse des taxes⟧.
<Le joueur> {conteste} ⟦les faits⟧.
<Airlux> {a annoncé} ⟦la suppression de deux cents postes⟧.
<Le comité> {a dénoncé} ⟦une « mascarade »⟧.
<Elle> {a évoqué} ⟦un « malentendu regrettable »⟧.
<La ligue> {déplore} ⟦« un manque de moyens »⟧.
<Le parti> {fustige} ⟦la « brutalité » de la méthode⟧.
<L'association> {a salué} ⟦une « avancée historique »⟧.
<Le club> {se félicite} d'⟦un « bel exemple de solidarité »⟧.
<Le ministère> {a fait part} de ⟦sa « vive inquiétude »⟧.
<Le collectif> {met en garde} contre ⟦« un nouveau scandale »⟧.
<La Karstélie> {affirme} ⟦son « attachement à la paix »⟧.
<Le chanteur> {a répondu} ⟦« non »⟧.
""",
    "characterisation": """
<Le maire> {a qualifié} de « ⟦ridicule⟧ » ⟦cette accusation⟧.
<L'élu> {qualifie} ⟦le projet⟧ d'« ⟦absurde⟧ ».
<La presse> {parle} d'« ⟦un séisme⟧ ».
<La gauche> {accuse} ⟦le gouvernement de mentir⟧.
<Le procureur> {a accusé} ⟦la défense de "gagner du temps"⟧.
<Le syndicat> {juge} ⟦l'offre « insuffisante »⟧.
<L'avocate> {juge} ⟦« prématurée » toute conclusion⟧.
<L'expert> {considère} ⟦ce chiffre⟧ comme ⟦une estimation basse⟧.
Un accord que <les pêcheurs> {considèrent} comme ⟦une trahison⟧.
Ce vote, que <l'opposition> {tient} pour ⟦une farce⟧, aura lieu dimanche.
<Ses collègues> le {surnomment} « ⟦l'horloger⟧ ».
<La présidente> {se dit} ⟦« confiante »⟧.
<Le pilote> {se dit} ⟦prêt à revenir⟧.
<Le gérant> {s'est déclaré} ⟦« soulagé » par la décision⟧.
<L'actrice> {se décrit} comme ⟦« une solitaire »⟧.
<Les habitants> {crient} au « ⟦scandale⟧ ».
<Le candidat> {présente} ⟦son rival⟧ comme « ⟦un danger⟧ ».
""",
    "according to": """
{Selon} <la police>, ⟦deux hommes ont pris la fuite⟧.
{D'après} <l'étude>, ⟦un Français sur trois dort mal⟧.
⟦Le bilan est de douze blessés⟧, {selon} <les secours>.
⟦Deux hommes⟧, {selon} <la police>, ⟦ont pris la fuite⟧.
⟦Le train roulait « bien trop vite »⟧, {selon} <un cheminot>.
{Pour} <la maire>, ⟦ce projet est une chance⟧.
{Pour} <lui>, « ⟦la page est tournée⟧ ».
{Aux yeux de} <l'opposition>, ⟦le texte est mort-né⟧.
{À en croire} <le patron>, ⟦les ventes repartent⟧.
{De <source> policière}, ⟦l'arme n'a pas été retrouvée⟧.
⟦Le tireur était connu des services⟧, {de <source> judiciaire}.
{De l'avis de} <tous les observateurs>, ⟦la partie sera serrée⟧.
{Aux dires de} <son frère>, ⟦il n'avait pas d'ennemis⟧.
⟦Elle est « sans rivale »⟧, {dixit} <son entraîneur>.
{Selon} <Marc Vial, directeur de l'usine>, ⟦la production reprendra lundi⟧.
{Selon} <elle>, ⟦le vote était truqué⟧.
⟦L'avion aurait perdu une aile⟧, {d'après} <les premiers témoignages>.
{Selon} <le quotidien Le Phare>, ⟦la vente est conclue⟧.
Mais, {selon} <nos informations>, ⟦l'accord n'est pas signé⟧.
<Le ministre>, {pour} qui ⟦« rien n'est joué »⟧, a souri.
""",
    "behind a colon": """
<Le maire> {lâche} : « ⟦C'est fini⟧. »
<Elle> {a déclaré} : "⟦Nous irons jusqu'au bout⟧."
<Le capitaine> {résume} : « ⟦On a souffert, mais on a gagné⟧. »
Et <le juge> de {conclure} : « ⟦Affaire classée⟧. »
<Me Roche, avocat du club> : « ⟦Le contrat est valable⟧. »
{Réponse} du <patron> : « ⟦Jamais de la vie⟧. »
<Le gardien> hausse les épaules : « ⟦On verra bien demain⟧. »
« ⟦Je reviendrai⟧ » : <Paul Guéret> au tribunal
<Paul Guéret> : « ⟦Je reviendrai⟧ »
<Le pape> {a écrit} sur son compte : « ⟦Priez pour eux⟧ ».
<L'élu> a une {explication} : « ⟦Les gens ont eu peur de sortir⟧. »
""",
    "passive and impersonal": """
{Il a été annoncé} que ⟦le port fermerait⟧.
⟦Le port sera fermé⟧, {a-t-il été précisé}.
⟦Le port sera fermé⟧, {est-il précisé} dans <le communiqué>.
Dans <un rapport de l'agence>, {on lit} que ⟦le lac est pollué⟧.
L'agence, citée par la presse, a fermé.
{Il est reproché} à l'élu ⟦d'avoir menti⟧.
""",
    "participles and infinitives": """
Et d'{ajouter} que ⟦la saison serait longue⟧.
Et <l'élue> d'{ajouter} : « ⟦Nous verrons⟧. »
<La Russelie>, {dénonçant} ⟦une « provocation »⟧, a rappelé son ambassadeur.
{Estimant} que ⟦le match était truqué⟧, <le club> a fait appel.
<Le maire> a quitté la salle en {dénonçant} ⟦« un complot »⟧.
<Le maire> a froissé ses alliés en {exigeant} que ⟦la région « rende le port »⟧, rouvrant ainsi une vieille querelle.
<La ministre> vient d'{annoncer} ⟦la fin du programme⟧.
<Il> n'a cessé de {répéter} que ⟦l'argent était propre⟧.
""",
    "nouns and adjectives": """
{L'annonce} par <Velbus> que ⟦la ligne serait coupée⟧ a surpris.
{Persuadé} que ⟦le temps joue pour lui⟧, <le candidat> attend.
<La maire> est {convaincue} que ⟦la ville gagnera son procès⟧.
L'{idée} selon laquelle ⟦le lac serait pollué⟧ circule.
La {promesse} de <la région> ⟦de payer⟧ tarde.
""",
    "free quotations": """
<La boulangère> n'en revient pas. « ⟦Je n'ai jamais vu autant de monde⟧. »
« ⟦C'est la règle⟧ », {dit} <le gérant>. « ⟦2On ne discute pas⟧. »
{Selon} <lui>, ⟦la cause est entendue⟧. « ⟦2Il n'y a plus rien à voir⟧. »
« ⟦Chers amis, merci d'être venus⟧.//« ⟦Nous gagnerons⟧ », {a lancé} <la candidate>.
""",
    "dialogues": """
— ⟦Vous partez⟧ ? {demande} <le juge>.//— ⟦2Demain matin⟧.
– ⟦Tu viens⟧ ? {lance} <Paul>.//– ⟦2Non⟧.//– ⟦3Tant pis⟧.
""",
    "headlines": """
<Brenov> {juge} ⟦l'accord "historique"⟧
Crue : <la préfète> {appelle} ⟦à la prudence⟧
« ⟦On nous ment⟧ », {dénonce} <un riverain>
Football : « ⟦Nous avons mérité⟧ », {savoure} <Diego Marán>
<Le maire> {promet} ⟦une salle de sport⟧
""",
    "traps": """
Le parlement a adopté la loi « sur la confiance ».
Elle lit « Le Rouge et le Noir » dans le train.
Le film « Les Heures claires » sort mercredi.
La « gauche plurielle » a vécu.
Le groupe « Les Embruns » joue ce soir.
Ils ont évoqué la Syrie.
Les ministres ont discuté de la pêche et du climat.
La police relève les empreintes.
Le train poursuit sa route vers le nord.
Le juge lance la procédure.
L'usine lance un nouveau modèle.
Il a confié ses clés à sa voisine.
Le vent souffle à cent kilomètres à l'heure.
Il glisse sur la neige et se relève.
La foule a salué le cortège.
Le gardien a repoussé le ballon.
La maire a coupé le ruban.
Selon les jours, le marché ouvre à sept ou huit heures.
Le prix varie selon la saison.
Selon que vous serez puissant ou misérable, la file sera longue.
Pour Noël, la ville sera illuminée.
Pour la première fois, le lac a gelé.
Il a plaidé devant la cour d'appel.
Elle trouve un portefeuille dans la rue.
Ils ont convenu d'une rencontre.
L'écran mesure 24" et pèse trois kilos.
Aujourd'hui, l'été s'en va.
Le syndicat a appelé un médecin.
Il répond au téléphone.
Les élèves répètent une pièce.
Le chien aboie, la caravane passe.
Elle s'est demandé un instant, puis elle est partie.
Les « casseurs » ont brisé des vitrines.
Le mouvement des « bonnets verts » recule.
Il a reçu le prix « Jeune Talent ».
Le bateau annonce, lui, une avarie
Elle note les commandes sur un carnet.
La pluie menace.
Il convient de rappeler les horaires.
Nous comptons sur vous.
""",
    "several adjuncts, one content": """
<Le pilote Luc Ferrand> {a confié} à Marie Delorme mardi matin sur Radio Brume que ⟦son équipe ne renouvellerait pas le contrat⟧.
<Le club> {a indiqué} à ses abonnés par courriel en fin de journée que ⟦le match était reporté⟧.
<Il> {a annoncé} que ⟦la halle sera démolie dès mercredi et que les commerçants seront relogés⟧.
{Selon} <Anne Roussel>, secrétaire générale auprès du préfet, ⟦la mesure coûte deux millions d'euros⟧.
<Plusieurs voisins> {ont raconté} que, ⟦pour eux, la cave servait de dépôt⟧.
<La résolution> {charge} le secrétaire général de ⟦« rendre compte tous les mois »⟧.
""",
    "plain order behind a quotation": """
« ⟦Nous tiendrons⟧ », <Morvan> {a dit} aux conseillers.
"⟦Le match n'était pas à notre portée⟧", <Lenoir> {a expliqué}.
« ⟦Nous avons perdu trop de temps⟧ », <la préfète> {a reconnu} lundi.
""",
    "subjects, beneficiaries and wishes that report nothing": """
Pour l'équipe brévanne ont joué : Morel, Diaz et Lambert.
Pour l'association ont été récoltés trois mille euros.
« Terra Nostra », en français « Notre terre », compte cinq mille adhérents.
« Le Grand Large », second film du cinéaste, raconte une traversée.
Le gardien doit maintenant obtenir l'accord de son club.
La joueuse veut se concentrer sur sa saison.
Le laboratoire souhaitait déterminer l'origine de la fuite.
La formation espère réaliser un bon score aux municipales.
""",
    "asides and far subjects": """
Le ton est donné. « ⟦Ce sera eux ou nous⟧ », {prévient} d'emblée <le coach>, 52 ans, dont vingt sur le banc.
Dans une lettre ouverte, <trente médecins> {alertent} sur ⟦« l'effondrement du service »⟧.
<La victime> {a raconté} aux enquêteurs comment ⟦elle avait réussi à fuir⟧.
<Le ministre> {a promis} aux éleveurs que ⟦les aides seraient versées avant Noël⟧, sans toutefois avancer de montant.
⟦Le conducteur, âgé de 23 ans, « roulait à vive allure »⟧, {rapporte} <une source policière> au Journal de la Brenne.
« ⟦C'est une honte, un scandale, une insulte aux soignants⟧ » : <Julie Barrot> n'y va pas par quatre chemins.
""",
    "connectors and scope": """
En effet, {d'après} <le quotidien>, ⟦le maire aurait touché sept chèques⟧.
Mais, {pour} <Mme Guéret>, « ⟦le ministre fait comme s'il ne savait rien⟧ ».
À l'inverse, {selon} <la régie>, ⟦le prix de l'eau va baisser⟧.
Le choc est rude et, {selon} <la maire>, ⟦la commune ne s'en remettra pas⟧.
⟦La marche a réuni 25 000 personnes⟧ {selon} <les organisateurs>, ⟦27 000⟧ {2selon} <2la préfecture>.
⟦Ces « ateliers citoyens »⟧, {selon} <la présidente>, ⟦visent à « rendre la parole »⟧.
Il a effacé son message, « ⟦une mauvaise blague⟧ » {selon} <ses proches>.
{Pour} <le journal Le Phare>, ⟦ce blocage est « intolérable »⟧ et <2Louis Roy>, président du directoire, {2estime} qu'⟦2« on aurait appelé ça de la censure »⟧.
⟦Les comptes ont pâti⟧, {selon} <lui>, ⟦d'un été froid⟧.
⟦Le bacille « ne craint rien »⟧, {plaisante} <la biologiste Inès Roy>, de l'institut de Lornes.
⟦« Je regrette », a-t-il soufflé aux enquêteurs⟧, {selon} <une source policière>.
{À l'en croire}, ⟦rien n'est prêt⟧.
⟦Les travaux seront finis⟧, {à l'en croire}, ⟦avant lundi⟧.
⟦La fermeture⟧, {à ses yeux}, ⟦est inévitable⟧.
Le directeur reste ferme ; {à ses yeux}, ⟦la fermeture est inévitable⟧.
Le pont a été nommé d'après un ingénieur breton, Yves Kerdal.
Le film est adapté d'après un roman de Jeanne Morvan.
Pour ne rien arranger, la pluie est revenue.
Des coups de feu à Louvry (Brenne), pour lesquels deux hommes ont été mis en examen.
On note aussi que le maire était absent.
""",
    "subjects parted from their verb": """
⟦L'avis des Domaines⟧, {a répliqué} <l'adjoint aux finances, Paul Guéret>, ⟦date de 2017⟧.
⟦Les employés⟧, {annonce} <une affichette> près de la cafétéria, ⟦pourront déposer leurs suggestions⟧.
⟦Trop tôt⟧, {répond} <le laboratoire>.
⟦Hors de question⟧, {a tranché} <la première magistrate>.
Le rapport, que la rédaction a pu consulter, {pointe} ⟦des « défaillances graves »⟧.
« ⟦C'est tout un pan de montagne qui a cédé⟧ », {a raconté} à l'AFI <Fatou Sonko>, une vendeuse de 34 ans.
Le maire, élu en 2020, a salué la foule.
""",
    "verb groups far apart": """
<La directrice> {a expliqué} à la revue Terre et Ciel que ⟦la fréquence baissait⟧.
<L'opposition> {avait un temps laissé entendre} qu'⟦elle rachèterait le lieu⟧.
<Le ministre> {a d'ores et déjà plaidé} pour ⟦l'ouverture d'une cellule⟧.
<Il> a effacé son message et {annoncé} qu'⟦il verserait son cachet à une association⟧.
<La troupe> {a proposé} ⟦de l'héberger⟧.
<Le ministère> {admet} du bout des lèvres « ⟦un suivi perfectible⟧ ».
<L'élu> {aurait expliqué} ⟦avoir été écarté car jugé trop « tiède »⟧.
<Le mouvement> {a proposé} aux élus ⟦de signer un texte⟧ : « ⟦2Nous voulons voter⟧. »
Elle a critiqué la comparaison faite par les médias, qu'<elle> {a qualifiée} de « ⟦honteuse⟧ ».
Elles témoignent d'avances reçues alors qu'elles étaient mineures.
""",
    "judgements and concessions": """
<Le patronat> {juge} ⟦le texte équilibré⟧.
<Elle> {juge} ⟦la réforme trop timide⟧.
Un mouvement que <ses promoteurs> {disent} ⟦inéluctable⟧.
<Il> {reconnaît} ⟦un certain degré de responsabilité de l'entreprise⟧.
<La direction> {écarte} ⟦l'hypothèse d'une vente⟧.
<Le prévenu> {répond} ⟦oui⟧.
<Des manifestants> {scandaient} « ⟦Rendez la mairie⟧ ! » sous les fenêtres.
Du côté de la direction, <on> {récuse} ⟦toute préméditation⟧.
Le sélectionneur écarte son gardien de la liste.
<Le juge> {a estimé} ⟦le préjudice à 3 000 euros⟧.
Le problème ne s'est résolu que par cette démission.
Une affirmation que les comptes ne permettent pas d'étayer.
La déclaration de patrimoine qu'il avait mise en ligne n'a rien donné.
Le club avait annoncé la couleur.
La société proposera un dividende inchangé.
Les témoins font mine de ne pas savoir.
""",
    "wishes, half quotations, agents": """
{Pour} <la maire>, « ⟦il y a urgence⟧ ». ⟦2Elle « attend des actes »⟧.
<La présidente> {veut} « ⟦tourner la page⟧ ».
<Le groupe> {refuse} ⟦de « céder au chantage »⟧.
<Son avocate, Me Lise Aubry,> {espère} « ⟦une relaxe pure et simple⟧ ».
Une décision {jugée} « ⟦inacceptable⟧ » par <les syndicats>.
Ainsi que l'{a souligné} <la rapporteure>, ⟦les délais sont dépassés⟧.
Le capitaine (« ⟦un battant⟧ », {selon} <son entraîneur>) jouera dimanche.
On {pouvait lire} « ⟦Justice pour Inès⟧ » sur une banderole.
<Les analystes> {tablent} sur ⟦une hausse de 2 %⟧.
<L'avocat> a salué la cour, {dépeignant} ⟦un homme « élevé par le terrain »⟧.
<Le tribunal> {a estimé} que ⟦la faute était établie⟧ et condamné l'entreprise.
<Elle> {a juré} ⟦ne rien savoir et qu'on la laisserait tranquille⟧.
⟦Impossible d'en savoir plus⟧, {regrette} <la famille>.
⟦Ces fromages ne sont pas épargnés⟧, {insiste} <la chercheuse> : ⟦la contamination suit la cuisson⟧.
<Le ministre> {a annoncé} ⟦sa visite⟧, et l'évêque de Louvry a écourté son voyage.
Le ministre veut rencontrer les « Amis du pont ».
Elle chante « Le Vent » et danse.
Le vent annonce la pluie.
La chaleur confirme les prévisions.
Elle plaide pour la première fois.
Les élus ont décidé que la région changerait de nom.
Le maire, élu en mars, regrette la décision.
""",
    "figures, dates, scopes": """
<Le rapport> {estimait} ⟦à 2,3 millions d'euros le déficit du service⟧.
<La société> {chiffre} ⟦ses pertes à 7 millions de francs⟧.
<Le collectif> {a évoqué} ⟦au moins deux morts⟧.
<La direction> {a écarté} ⟦tout risque de ce type⟧.
<L'agence> {a confirmé} lundi ⟦la fermeture, le 31 mars, de la maternité⟧.
Cette décision, « ⟦douloureuse mais inévitable⟧ » {selon} <son directeur>, intervient lundi.
Le ministre était là pour « ⟦expliquer et non réprimer⟧ », {selon} ses propres mots.
L'éboulement, qui ⟦a fait dix morts⟧ {selon} <le bilan officiel>, a surpris tout le monde.
<L'entreprise>, {pour} laquelle ⟦aucun site n'est menacé⟧, se tait.
<L'armée> {a affirmé} ⟦avoir évacué le site⟧, où des milliers de mineurs attendaient.
<Le porte-parole> {a déclaré} ⟦se cacher « dans la brousse » et avoir vu des soldats tirer⟧.
<Elle> {conjure} les victimes ⟦de ne pas avoir honte et de déposer plainte⟧.
<Le club> {souhaite} que ⟦le match soit rejoué⟧ et refuse de parler.
<L'instance> {déplore} que ⟦rien n'ait été contrôlé⟧, {2invite} les clubs ⟦2à se taire⟧.
Il viendra, même si ⟦personne⟧, {reconnaît}-<il>, ⟦ne l'a invité⟧.
⟦Les siens ne descendront pas⟧, a-t-<il> {prévenu}, ⟦tant qu'on ne leur aura rien promis⟧.
<Le courrier> les {informe} que ⟦leurs comptes ont été vus⟧.
<L'avocat> {la juge} « ⟦ridicule⟧ ».
<Les familles> {s'interrogent} : ⟦pourquoi avoir attendu ?⟧
<Le délégué> {s'attend} à ce que ⟦l'équipe disparaisse⟧.
<Le patron> {parle d'}⟦un vote « émotionnel »⟧.
{De son point de vue}, ⟦l'affaire relève de la négligence⟧.
Il a répondu sans dire où.
""",
}
