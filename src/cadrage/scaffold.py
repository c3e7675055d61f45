"""``cadrage new``: a commented ``study.yml`` and an example article to start from."""

from pathlib import Path

from cadrage.errors import StudyError

STUDY = """\
# A study of cadrage.  Every line is optional; what you leave out is guessed, and the report says what was guessed.
title: Mon étude
language: fr

# Where the articles are: a folder of .txt files (with the lines between --- on top, or an articles.csv beside them),
# or a .csv, .jsonl or .parquet file with one article a row.
articles: articles

# Where your file calls its columns otherwise:
# columns: {text: corps, outlet: journal, date: publié_le}

# Order of the outlets in tables and figures; variants of a name count as one outlet.
# outlets:
#   Le Fanal: [lefanal.example, Fanal (Le)]
#   Orient-Matin: []

# Competing terms for one and the same thing.  A noun or a verb in its dictionary form stands for all its forms;
# several words are found as a phrase.
frames:
  peninsule:
    question: Comment le changement de statut de la presqu'île est-il nommé ?
    terms:
      rattachement: [rattachement, rattacher]
      annexion: [annexion, annexer]
    # Uses that do not belong here: they are listed in the report, and not counted.
    exclude: ["rattachement administratif"]

# Names that mean the same speaker, beyond those that cadrage knows.
actors:
  Présidence: [la présidence, le palais d'Orve]

# Comparisons you decide on before looking: only these get a p-value.
# contrasts:
#   - {frame: peninsule, term: annexion, outlets: [Le Fanal, Orient-Matin]}

seed: 0
"""

ARTICLE = """\
---
outlet: Le Fanal
date: 2025-03-18
title: La présidence appelle à la retenue après l'incident du détroit
section: Monde
event: detroit
---
La présidence appelle à la retenue après l'incident du détroit

(Texte d'exemple, tout y est inventé : remplacez-le par vos articles.) La présidence a appelé mardi « toutes les \
parties à la retenue », au lendemain de l'incident qui a opposé deux navires dans le détroit.

« Le rattachement de la presqu'île n'est pas négociable », a ajouté sa porte-parole, Irène Valdès. Selon \
l'opposition, il s'agit d'une annexion.
"""


def write_example(folder: Path) -> Path:
    """Writes the example into a new or empty folder and returns it; raises :class:`StudyError` where it is taken.

    >>> import tempfile
    >>> sorted(p.name for p in write_example(Path(tempfile.mkdtemp()) / "etude").iterdir())
    ['articles', 'study.yml']
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyError(
            f"a new folder was expected, but « {folder} » is there already and not empty: choose another name"
        )
    try:
        (folder / "articles").mkdir(parents=True)
        (folder / "study.yml").write_text(STUDY, encoding="utf-8")
        (folder / "articles" / "exemple.txt").write_text(ARTICLE, encoding="utf-8")
    except OSError as error:
        raise StudyError(f"« {folder} » could not be written: {error.strerror}: choose another place") from error
    return folder
