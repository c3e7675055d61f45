"""One name for one speaker across the documents of an event: works on tables, after the documents."""

import pandas as pd

from cadrage.annotate.speakers.organisations import state_voice
from cadrage.annotate.speakers.phrases import read_phrase
from cadrage.lexicon.aliases import Aliases, key, load_aliases


def merge(attributions: pd.DataFrame, *, aliases: Aliases | None = None, by: str = "event") -> pd.DataFrame:
    """The table with the names of one speaker united within each event (the corpus where no event is given).

    A surname takes the full name that some document of the event gives, unless two full names share it; an acronym
    its long form; a capital its state where the state speaks too; wordings of one voice of a state (« exécutif
    polonais ») the commonest. Columns stay as they are but ``speaker``.

    >>> table = pd.DataFrame({"event": ["e", "e"], "speaker": ["Delvaux", "Karim Delvaux"],
    ...                       "speaker_kind": ["person", "person"]})
    >>> merge(table).speaker.tolist()
    ['Karim Delvaux', 'Karim Delvaux']
    """
    return renamed(attributions, united(attributions, aliases=aliases, by=by), by=by)


def united(
    attributions: pd.DataFrame, *, aliases: Aliases | None = None, by: str = "event"
) -> dict[str, dict[str, str]]:
    """Event → speaker → the name that unites it with others of the event; needs event, speaker and speaker_kind."""
    aliases = aliases or load_aliases()
    named = attributions[attributions["speaker"].notna()]
    return {event: names_of(rows, aliases) for event, rows in named.groupby(_events(named, by), sort=True)}


def renamed(attributions: pd.DataFrame, names: dict[str, dict[str, str]], *, by: str = "event") -> pd.DataFrame:
    """The table with the speakers renamed by :func:`united`."""
    events = _events(attributions, by)
    speakers = [
        names.get(event, {}).get(speaker, speaker) if isinstance(speaker, str) else speaker
        for event, speaker in zip(events, attributions["speaker"], strict=True)
    ]
    column = pd.Series(speakers, index=attributions.index, dtype=object)
    return attributions.assign(speaker=column.astype(attributions["speaker"].dtype))


def _events(table: pd.DataFrame, by: str) -> pd.Series:
    events = table[by].fillna("") if by in table else pd.Series("", index=table.index)
    return events.astype(str)


def names_of(rows: pd.DataFrame, aliases: Aliases) -> dict[str, str]:
    """Speaker → the name that unites it with others among ``rows`` (columns ``speaker``, ``speaker_kind``)."""
    kinds = dict(zip(rows["speaker"], rows["speaker_kind"], strict=True))
    speakers = sorted(kinds)
    names: dict[str, str] = {}
    full: dict[str, set[str]] = {}
    for speaker in speakers:
        # Two people named together are nobody's full name.
        if kinds[speaker] == "person" and " " in speaker and " et " not in speaker:
            full.setdefault(key(speaker.split()[-1]), set()).add(speaker)
    for speaker in speakers:
        # « Kremlin (présidence russe) » is how one document shows the Kremlin.
        name = speaker.split(" (")[0]
        if speaker.endswith(")") and speaker not in aliases.institutional and name in aliases.institutional:
            names[speaker] = name
    speakers = [s for s in speakers if s not in names]
    long = {key(s.rsplit("(", 1)[1].rstrip(") ")): s for s in speakers if s.endswith(")") and "(" in s}
    long |= {key(s.rsplit("(", 1)[0]): s for s in speakers if s.endswith(")") and "(" in s}
    spellings: dict[str, str] = {}
    voices: dict[tuple[str, str], list[str]] = {}
    for speaker in speakers:
        if kinds[speaker] == "person":
            found = full.get(key(speaker), set())
            # « Élodie Martin » and « Jean Martin » share a surname: « Martin » stays what it is.
            if " " not in speaker and len(found) == 1:
                names[speaker] = next(iter(found))
        elif key(speaker) in long:
            names[speaker] = long[key(speaker)]
        elif aliases.states.get(speaker) in kinds:
            names[speaker] = aliases.states[speaker]
        elif voice := _voice(speaker, aliases):
            voices.setdefault(voice, []).append(speaker)
        same = spellings.setdefault(key(speaker), speaker)
        if same != speaker:
            names.setdefault(speaker, names.get(same, same))
    counts = rows["speaker"].value_counts()
    for wordings in voices.values():
        usual = min(wordings, key=lambda w: (-counts[w], w))
        names.update((w, usual) for w in wordings if w != usual)
    return names


def _voice(speaker: str, aliases: Aliases) -> tuple[str, str] | None:
    return state_voice(read_phrase(f"le {speaker}", aliases), aliases)
