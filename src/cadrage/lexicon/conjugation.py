"""The third-person forms of a French verb from its infinitive.

Press reports in the third person.  A table of forms lets a rule recognise « lâche l'élu » or « tacle la maire » as a
reporting verb by its spelling, whatever a tagger makes of the unusual word order after a quotation.  Moods are one
letter each: ``f`` finite, ``p`` past participle, ``g`` present participle (gérondif), ``i`` infinitive.
"""

import re

# ending → present 3sg and 3pl, stem of imparfait and present participle, past simple 3sg and 3pl, stem of future,
# past participle.  The first ending that fits a verb is used, so longer ones stand first.
IRREGULAR = """
prédire     prédit prédisent prédis prédit prédirent prédir prédit
maudire     maudit maudissent maudiss maudit maudirent maudir maudit
dire        dit disent dis dit dirent dir dit
crire       crit crivent criv crivit crivirent crir crit
lire        lit lisent lis lut lurent lir lu
rire        rit rient ri rit rirent rir ri
croire      croit croient croy crut crurent croir cru
duire       duit duisent duis duisit duisirent duir duit
naître      naît naissent naiss nut nurent naîtr nu
mettre      met mettent mett mit mirent mettr mis
battre      bat battent batt battit battirent battr battu
prendre     prend prennent pren prit prirent prendr pris
fondre      fond fondent fond fondit fondirent fondr fondu
pondre      pond pondent pond pondit pondirent pondr pondu
fendre      fend fendent fend fendit fendirent fendr fendu
tendre      tend tendent tend tendit tendirent tendr tendu
rompre      rompt rompent romp rompit rompirent rompr rompu
raindre     raint raignent raign raignit raignirent raindr raint
laindre     laint laignent laign laignit laignirent laindr laint
joindre     joint joignent joign joignit joignirent joindr joint
peindre     peint peignent peign peignit peignirent peindr peint
feindre     feint feignent feign feignit feignirent feindr feint
clure       clut cluent clu clut clurent clur clu
suivre      suit suivent suiv suivit suivirent suivr suivi
vaincre     vainc vainquent vainqu vainquit vainquirent vaincr vaincu
faire       fait font fais fit firent fer fait
satisfaire  satisfait satisfont satisfais satisfit satisfirent satisfer satisfait
tenir       tient tiennent ten tint tinrent tiendr tenu
venir       vient viennent ven vint vinrent viendr venu
quérir      quiert quièrent quér quit quirent querr quis
vrir        vre vrent vr vrit vrirent vrir vert
frir        fre frent fr frit frirent frir fert
sentir      sent sentent sent sentit sentirent sentir senti
mentir      ment mentent ment mentit mentirent mentir menti
courir      court courent cour courut coururent courr couru
prévoir     prévoit prévoient prévoy prévit prévirent prévoir prévu
cevoir      çoit çoivent cev çut çurent cevr çu
savoir      sait savent sav sut surent saur su
devoir      doit doivent dev dut durent devr dû
vouloir     veut veulent voul voulut voulurent voudr voulu
mouvoir     meut meuvent mouv mut murent mouvr mu
voir        voit voient voy vit virent verr vu
asseoir     assied asseyent assey assit assirent assiér assis
"""
_TABLE = [line.split() for line in IRREGULAR.strip().splitlines()]
# -eler and -eter double their consonant in a few verbs only; the others take è (martèle, décèle).
DOUBLING = ("appeler", "rappeler", "interpeller", "jeter", "rejeter", "projeter", "épeler", "étiqueter", "caqueter")
SECOND_GROUP_STEM = "iss"
FUTURE = ("a", "ont", "ait", "aient")


def forms(infinitive: str) -> dict[str, str]:
    """Every third-person form, participle and infinitive of a verb, each with its moods.

    >>> table = forms("marteler")
    >>> table["martèle"], table["martelé"], table["martelant"]
    ('f', 'p', 'g')
    >>> forms("dire")["dit"]
    'fp'
    """
    out: dict[str, str] = {}

    def add(mood: str, *words: str) -> None:
        for word in words:
            if mood not in out.get(word, ""):
                out[word] = out.get(word, "") + mood

    add("i", infinitive)
    irregular = next((row for row in _TABLE if infinitive.endswith(row[0])), None)
    if infinitive.endswith("er"):
        _first_group(infinitive, add)
    elif irregular:
        ending, *parts = irregular
        head = infinitive[: len(infinitive) - len(ending)]
        singular, plural, stem, past, pasts, future, participle = (head + part for part in parts)
        add("f", singular, plural, stem + "ait", stem + "aient", past, pasts, *(future + e for e in FUTURE))
        add("f", re.sub("nt$", "", plural) if plural.endswith("ent") else stem + "e", plural)
        add("g", "sachant" if infinitive == "savoir" else stem + "ant")
        _participles(participle, add)
    elif infinitive.endswith("ir"):
        stem = infinitive[:-1]
        add("f", stem + "t", stem + "ssent", stem + "ssait", stem + "ssaient", stem + "rent", stem + "sse")
        add("f", *(infinitive + e for e in FUTURE))
        add("g", stem + "ssant")
        _participles(stem, add)
    return out


def _first_group(infinitive: str, add) -> None:
    stem = infinitive[:-2]
    soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    strong = stem
    if infinitive in DOUBLING and not stem.endswith(("ll", "tt")):
        strong = stem + stem[-1]
    elif re.search(r"[eé](?:[bcdfghjklmnpqrstvz]|[bcdfgpqtv][lr]|qu|gu|gn)$", stem):
        cut = re.search(r"[eé](?=[^aeiouéè]+u?$)", stem)
        strong = stem[: cut.start()] + "è" + stem[cut.end() :] if cut else stem
    elif re.search(r"[aou]y$", stem):
        strong = stem[:-1] + "i"
    # répéter keeps é in the future (répétera), lever does not (lèvera); both spellings are met
    for future in {strong + "er", stem + "er"}:
        add("f", *(future + e for e in FUTURE))
    add("f", strong + "e", strong + "ent", soft + "ait", soft + "aient", soft + "a", stem + "èrent")
    add("g", soft + "ant")
    _participles(stem + "é", add)


def _participles(masculine: str, add) -> None:
    plural = masculine if masculine.endswith("s") else masculine + "s"
    masculine_e = masculine.replace("dû", "du") + "e"
    add("p", masculine, plural, masculine_e, masculine_e + "s")
