import pytest

from cadrage.read.language import other_language

FRENCH = (
    "Le conseil de la province a voté mardi soir le budget du pont, après une séance houleuse, par vingt voix contre douze. "
    "« Nous n’avions pas le choix », a déclaré la présidente, qui promet de rendre des comptes aux habitants avant l’été."
)
OTHERS = {
    "English": "The council of the province voted on Tuesday for the budget of the bridge after a stormy session, and the president "
    "said that they had no choice but to keep the promise that was made to the people who live there.",
    "German": "Der Rat der Provinz hat am Dienstag nach einer stürmischen Sitzung den Haushalt für die Brücke beschlossen, und die "
    "Präsidentin sagte, dass sie keine Wahl hatte und dass die Leute mit dem Ergebnis nicht zufrieden sein werden.",
    "Spanish": "El consejo de la provincia aprobó el martes el presupuesto del puente tras una sesión agitada, y la presidenta dijo que "
    "no había otra opción para los vecinos que viven en las dos orillas del estrecho y que esperan una respuesta.",
    "Italian": "Il consiglio della provincia ha approvato martedì il bilancio del ponte dopo una seduta agitata, e la presidente ha "
    "detto che non c'era altra scelta per gli abitanti delle due rive che si aspettano una risposta.",
    "Portuguese": "O conselho da província aprovou na terça-feira o orçamento da ponte depois de uma sessão agitada, e a presidente "
    "disse que não havia outra escolha para os moradores que vivem nas duas margens do estreito.",
    "Dutch": "De raad van de provincie heeft dinsdag na een woelige zitting de begroting voor de brug goedgekeurd, en de voorzitter zei "
    "dat er geen andere keuze was voor de mensen die aan de twee oevers wonen en op een antwoord wachten.",
    "Cyrillic script": "Совет провинции во вторник одобрил бюджет моста после бурного заседания. " * 3,
    "Cjk script": "省议会星期二在激烈的会议之后批准了大桥的预算，主席说没有其他选择。" * 6,
}  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_told(language):
    assert other_language(OTHERS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        FRENCH.upper(),
        FRENCH.replace("é", "e\u0301"),
        # A French article that quotes English at length.
        FRENCH + " « " + OTHERS["English"] + " »",
        "Score final : Valmer 3, Portevoile 2.",
        "",
        "2017 2018 2019 " * 40,
    ],
)
def test_french_and_what_is_too_short_to_tell_are_kept(text):
    assert other_language(text) == ""
