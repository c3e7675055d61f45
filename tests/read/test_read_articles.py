"""What can be wrong with a corpus is one sentence with file and line; what is assumed is said."""

import pytest

from cadrage.codebook import Codebook
from cadrage.errors import StudyError
from cadrage.read import read_articles
from cadrage.read.dates import parse_date
from cadrage.read.headline import find_headline
from cadrage.read.outlets import outlet_key

TEXT = "Le pont de Valmer a rouvert jeudi matin, devant une foule de curieux."


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_csv", ".csv").replace("_txt", ".txt").replace(
            "_jsonl", ".jsonl"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def read(folder, **codebook):
    table, problems = read_articles(folder, Codebook(**codebook))
    return table, [str(p) for p in sorted(problems)]


def test_a_missing_folder_is_one_sentence(tmp_path):
    with pytest.raises(StudyError, match="was expected at « .*nulle », but there is nothing there: check the path"):
        read(tmp_path / "nulle")
    with pytest.raises(StudyError, match="what study.yml names as « articles » was expected at « .*textes »"):
        read(tmp_path, articles="textes")


def test_a_folder_without_articles_is_one_sentence(tmp_path):
    (tmp_path / "study.yml").write_text("title: X")
    with pytest.raises(StudyError, match="no file there can be read: put files there that end in .*\\.txt"):
        read(tmp_path)


def test_an_empty_file_is_left_out_and_named(tmp_path):
    write(tmp_path, a_txt=TEXT, b_txt="", c_txt=" \n")
    table, said = read(tmp_path)
    assert table["article_id"].tolist() == ["a"]
    assert said[1:] == [
        "b.txt: an article was expected, but the file is empty: it was left out",
        "c.txt: an article was expected, but the file is empty: it was left out",
    ]


def test_a_duplicate_id_keeps_both_and_says_so(tmp_path):
    write(tmp_path, a_csv=f"id,outlet,text\n7,X,{TEXT!r}\n7,Y,{TEXT!r}\n7~2,Z,{TEXT!r}\n".replace("'", '"'))
    table, said = read(tmp_path)
    assert table["article_id"].tolist() == ["7", "7~3", "7~2"]
    assert (
        said[0] == "a.csv, line 3: the id « 7 » is not unique: this article is called « 7~3 »; give it an id of its own"
    )


def test_a_bad_date_keeps_the_article(tmp_path):
    write(tmp_path, a_txt=f"---\noutlet: X\ndate: 2017-13-45\n---\n{TEXT}")
    table, said = read(tmp_path)
    assert table["date"].isna().all()
    assert said == [
        "a.txt: date: « 2017-13-45 » was expected to be a date such as 2017-05-02 or 2 mai 2017: correct it or leave it empty"
    ]


def test_an_unknown_column_names_those_there_are(tmp_path):
    write(tmp_path, a_csv=f'media,corps\nX,"{TEXT}"\n')
    _, said = read(tmp_path, columns={"text": "corps", "date": "jour", "titel": "x"})
    assert said == [
        "a.csv, line 1: the column « jour » that study.yml names for date was expected, but the columns are media, corps: "
        "correct « columns: date » in study.yml",
        "study.yml, columns: « titel » is not a column of cadrage: expected one of article_id, outlet, date, title, text, "
        "url, section, event, author",
    ]


def test_a_slip_in_a_column_name_is_noticed(tmp_path):
    write(tmp_path, a_csv=f'outlett,texte\nX,"{TEXT}"\n')
    assert "the column « outlett » is not known and was not read: did you mean « outlet »?" in read(tmp_path)[1][0]


def test_a_table_without_texts_says_what_it_has(tmp_path):
    write(tmp_path, a_csv="outlet,date\nX,2017-05-02\n")
    assert "a column with the text was expected, found outlet, date: name it in study.yml" in read(tmp_path)[1][0]


def test_a_row_that_does_not_fit_is_left_out_with_its_line(tmp_path):
    write(tmp_path, a_csv=f'outlet,text\nX,"{TEXT}\n{TEXT}"\nY,a,b\nZ,"{TEXT}"\n')
    table, said = read(tmp_path)
    assert table["outlet"].tolist() == ["X", "Z"]
    assert said == [
        "a.csv, line 4: 2 cells were expected, found 3: check quotation marks and separators; the row was left out"
    ]


def test_broken_lines_of_json_are_left_out_with_their_number(tmp_path):
    write(tmp_path, a_jsonl=f'{{"text": "{TEXT}", "outlet": "X"}}\n{{"text": \n[1]\n{{"a": 1}}\n')
    table, said = read(tmp_path)
    assert len(table) == 1
    assert [s.split(": ")[0] for s in said] == ["a.jsonl, line 2", "a.jsonl, line 3", "a.jsonl, line 4"]


def test_broken_front_matter_names_the_line(tmp_path):
    write(tmp_path, a_txt=f"---\noutlet: X\ntitle: 'Un pont\n---\n{TEXT}", b_txt=TEXT)
    _, said = read(tmp_path)
    assert said[0].startswith("a.txt, line ") and "expected YAML between the two « --- » lines" in said[0]


def test_front_matter_of_any_known_name_and_unknown_keys(tmp_path):
    write(
        tmp_path, a_txt=f"---\nmedia: X\ntitre: Un pont\nrubrique: [Région, Mer]\nhumeur: bonne\n---\nUn pont\n\n{TEXT}"
    )
    table, said = read(tmp_path)
    row = table.iloc[0]
    assert (row["outlet"], row["title"], row["section"], row["headline_end"]) == ("X", "Un pont", "Région; Mer", 7)
    assert said == ["a.txt: front matter keys not used: humeur"]


def test_an_index_beside_the_texts(tmp_path):
    index = "file,outlet,date\n1.txt,X,2017-05-02\n1.txt,Y,\n3.txt,Z,\n"
    write(tmp_path, articles_csv=index, **{"1_txt": TEXT, "2_txt": TEXT})
    table, said = read(tmp_path)
    assert table["outlet"].tolist()[0] == "X"
    assert said == [
        "2.txt: no outlet given: taken as « 2 » from its file name: each file counts as an outlet of its own",
        "2.txt: not listed in articles.csv",
        "articles.csv, line 3: « 1.txt » is listed twice (first in line 2): the first row counts",
        "articles.csv, line 4: the file « 3.txt » was expected, but there is none: correct the name",
    ]


def test_a_bare_folder_says_what_it_took_for_outlets(tmp_path):
    write(tmp_path, phare__1_txt=TEXT, phare__2_txt=TEXT + " Enfin.")
    table, said = read(tmp_path)
    assert table["outlet"].tolist() == ["phare", "phare"]
    assert said[0] == "phare/1.txt: no outlet given: taken as « phare » from its folder"


def test_beginnings_of_file_names_are_outlets_when_they_repeat(tmp_path):
    write(
        tmp_path, **{"phare-1_txt": TEXT, "phare-2_txt": TEXT + " Oui.", "mer-1_txt": TEXT, "mer-2_txt": TEXT + " Non."}
    )
    assert read(tmp_path)[0]["outlet"].tolist() == ["mer", "mer", "phare", "phare"]


def test_variants_of_an_outlet_become_one_and_it_is_said(tmp_path):
    rows = "".join(
        f'{name},"{TEXT} {k}."\n'
        for k, name in enumerate(["Le Phare", "Le Phare", "LE PHARE (site web)", "lephare.fr"])
    )
    write(tmp_path, a_csv="outlet,text\n" + rows)
    table, said = read(tmp_path)
    assert set(table["outlet"]) == {"Le Phare"} and len(said) == 2
    assert "the outlet « LE PHARE (site web) » is taken as « Le Phare »" in said[0]
    # Declared names are kept apart, and declared variants need no remark.
    table, said = read(tmp_path, outlets={"Le Phare": ["le phare (site web)"], "lephare.fr": []})
    assert table["outlet"].tolist() == ["Le Phare"] * 3 + ["lephare.fr"] and said == []


@pytest.mark.parametrize(
    "variant",
    ["Le Phare", "LE PHARE", "Le Phare.fr", "lephare.fr", "www.lephare.fr", "https://www.lephare.fr/", "Phare (Le)", "Phare, Le",
     "Le Phare (site web)", "lephare.fr (site web)", "Le Phare (Web)", "Le Phare - Site web", "Le Phare, no. 23140",
     "Le\u00a0Phare", "Le Pharé, n° 12 345"],
)  # fmt: skip
def test_variants_of_a_name_have_one_key(variant):
    assert outlet_key(variant) == "lephare"


def test_different_outlets_stay_apart():
    names = ["Le Phare", "Le Phare de Valmer", "La Dépêche", "Info", "Presto Matin", "Presto Soir", "Casino 21", "Casi",
             "Le Phare (Belgique)", "Le Phare/Namur", "Phare Info", "phare-info.fr/region", "L'Écho", "Les Échos"]  # fmt: skip
    assert len({outlet_key(n) for n in names}) == len(names) - 1, "only « Phare Info » and its address are one"


def test_the_name_that_people_write_stands_for_its_address(tmp_path):
    rows = "".join(
        f'{name},"{TEXT} {k}."\n' for k, name in enumerate(["lephare.fr", "lephare.fr", "Phare (Le)", "Le Phare"])
    )
    write(tmp_path, a_csv="outlet,text\n" + rows)
    table, said = read(tmp_path)
    assert set(table["outlet"]) <= {"Le Phare", "Phare (Le)"} and table["outlet"].nunique() == 1 and len(said) == 3


def test_an_address_tells_the_outlet_of_a_row_that_names_none(tmp_path):
    write(tmp_path, a_csv=f'url,text\nhttps://www.lephare.fr/1,"{TEXT}"\n,"{TEXT} Non."\n')
    table, said = read(tmp_path)
    assert table["outlet"].tolist() == ["lephare.fr", "outlet not given"]
    assert said == [
        "a.csv, line 2: no outlet given: taken as « lephare.fr » from its address",
        "a.csv, line 3: no outlet given",
    ]


def test_an_article_that_is_not_in_french_is_set_aside_and_named(tmp_path):
    english = "The bridge of Valmer was opened on Thursday by the mayor, who said that it will be free for all of those who live there."
    write(tmp_path, a_txt=TEXT, b_txt=english)
    table, said = read(tmp_path)
    assert table["article_id"].tolist() == ["a"]
    assert "b.txt: an article in French was expected, but this looks like English: it was set aside" in said


def test_the_same_text_twice_in_an_outlet_is_said(tmp_path):
    write(tmp_path, a_csv=f'outlet,text\nX,"{TEXT}"\nX,"{TEXT}"\nY,"{TEXT}"\n')
    table, said = read(tmp_path)
    assert len(table) == 3
    assert said == ["a.csv, line 3: the same text as a:2, of the same outlet: it would count twice"]


def test_articles_outside_the_period_are_left_out_and_said(tmp_path):
    write(tmp_path, a_csv=f'outlet,date,text\nX,2016-01-01,"{TEXT}"\nX,2017-01-01,"{TEXT}"\n')
    table, said = read(tmp_path, since="2016-06-01")
    assert len(table) == 1
    assert said == ["a.csv, line 2: dated 2016-01-01, outside « since » to « until » of study.yml: it was left out"]


@pytest.mark.parametrize(
    "written",
    ["2017-05-02", "2017-05-02T19:48:00Z", "20170502", "02/05/2017", "2/5/2017", "02.05.2017", "2 mai 2017", "1er mai 2017",
     "mardi 2 mai 2017 à 21h48", "MARDI 2 MAI 2017", "Publié le 02/05/2017 à 21:48", "Tue, 02 May 2017 21:48:00 +0200",
     "May 2, 2017 Tuesday", "2 May 2017", "2017/05/02", "Mardi 2\u00a0mai\u00a02017", "le 2 mai 2017 à 21 h 48", "2017 05 02T00:00:00",
     "1ᵉʳ mai 2017", "Mardi, 2 mai 2017, 21:48", "02-05-2017", "02/05/17", "02.05.17", "Mis à jour le 2 mai, 2017", "2-mai-2017",
     "1493754480", "1493754480000", "2 MAI 2017", "Namur, le 2 mai 2017", "2017_05_02", "Tuesday, May 2, 2017", "2017-05-02 (mardi)"],
)  # fmt: skip
def test_dates_as_sources_write_them(written):
    assert parse_date(written).isoformat() == (
        "2017-05-01" if written.startswith("1") and " mai" in written else "2017-05-02"
    )


def test_months_with_accents_in_either_form_and_american_order_where_it_cannot_be_otherwise():
    assert parse_date("15 aou\u0302t 2017") == parse_date("15 août 2017") == parse_date("15 AOUT 2017")
    assert parse_date("3 févr. 2017") == parse_date("3 fe\u0301vrier 2017") == parse_date("03/02/2017")
    assert parse_date("05/31/2017") == parse_date("31 mai 2017")


@pytest.mark.parametrize(
    "written",
    [
        "mai 2017",
        "page 2017",
        "3 sur 2017",
        "2017",
        "32 mai 2017",
        "mardi",
        "31/02/2017",
        "demain",
        "99999999999999",
        "x" * 5000,
    ],
)
def test_what_is_no_date_is_no_date(written):
    with pytest.raises(ValueError, match="was expected to be a date such as"):
        parse_date(written)


@pytest.mark.parametrize("empty", ["", None, " ", "nan", float("nan")])
def test_no_date_is_none(empty):
    assert parse_date(empty) is None


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Publié le 2 mai\n\nUn pont rouvre\n\nIl a rouvert.", "Un pont rouvre"),
        ("Un pont rouvre\nIl a rouvert.", "Un pont rouvre"),
        ("Il a rouvert jeudi.\n\nEnfin.", ""),
        ("La maire de Valmer a dénoncé mercredi\nl'annexion du chenal, selon la province.\n\nEnfin.", ""),
        ("Un pont", ""),
        ("Le pont, mardi. | PHOTO / AFP\n\nLe texte suit.", ""),
    ],
)
def test_headlines_are_guessed_from_the_first_line_only_where_it_looks_like_one(text, headline):
    assert find_headline(text, "")[1] == headline
