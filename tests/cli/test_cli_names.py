"""`curator name`, `entity`, `attribute` and the options of `quotes`."""

import pytest

from cli.shell import Shell

STORM = """“We were not warned,” Anna Lee told the Herald on Tuesday. Mayor John Carter met Norda Energy.

“Nobody was hurt,” Carter said of Anna Lee. “The ferries sail again,” he added.
"""


def uid(shell: Shell, name: str) -> str:
    return str(next(row["uid"] for row in shell.done("entities", "--json").rows if row["name"] == name))


def names(shell: Shell) -> list[str]:
    return [" = ".join(row["names"]) for row in shell.done("entities", "--json").rows]


def test_an_entry_is_made_named_described_and_deleted(shell: Shell) -> None:
    shell.article(STORM)
    shell.done("name", "new", "Anna Lee")
    anna = uid(shell, "Anna Lee")
    assert shell("name", "new", "Anna Lee").code == 1
    shell.done("name", "add", anna, "Annie", "--as", "nickname")
    shell.done("name", "prefer", anna[-6:], "Annie")
    assert names(shell) == ["Annie = Anna Lee"]
    shell.done("name", "role", anna, "engineer", "--organisation", "Harbour Authority", "--since", "2019")
    shell.done("name", "identifier", anna, "wikidata", "Q42")
    shell.done("name", "affiliation", anna, "Harbour Authority")
    shell.done("name", "note", anna, "not the singer")
    said = shell.done("entity", anna).out
    for words in ("Annie (person)", "identifier: wikidata Q42", "role: engineer, Harbour Authority, 2019/..",
                  "affiliation: Harbour Authority", "note: not the singer"):
        assert words in said
    [card] = shell.done("entity", anna, "--json").rows
    assert (card["preferred"], card["identifiers"], card["occurrences"]) == (
        "Annie", [{"scheme": "wikidata", "value": "Q42"}], [])
    for change in (("role", anna, "engineer"), ("identifier", anna, "wikidata", "Q42"), ("add", anna, "Anna Lee")):
        shell.done("name", *change, "--drop")
    shell.done("name", "affiliation", anna)
    shell.done("name", "kind", anna, "event")
    assert shell.done("name", "delete", anna).out == "deleted Annie\n"
    assert names(shell) == ["Harbour Authority"]
    shell.done("undo")
    assert names(shell) == ["Annie", "Harbour Authority"]


def test_entries_are_merged_and_split_off_again(shell: Shell) -> None:
    shell.article(STORM)
    for name in ("Anna Lee", "Ana Lee"):
        shell.done("name", "new", name)
    shell.done("name", "merge", uid(shell, "Ana Lee"), uid(shell, "Anna Lee"))
    assert names(shell) == ["Ana Lee = Anna Lee"]
    both = shell.done("entities", "--json").rows[0]
    assert "Ana Lee split off from" in shell.done("name", "split", both["uid"], both["members"][1]).out
    assert names(shell) == ["Ana Lee", "Anna Lee"]
    shell.done("undo")
    assert names(shell) == ["Ana Lee = Anna Lee"]


@pytest.mark.parametrize("words", [("paint", "x"), ("add", "x"), ("delete", "x", "y"), ("role",)])
def test_values_that_do_not_fit_are_wrong_usage(shell: Shell, words: tuple[str, ...]) -> None:
    shell.article(STORM)
    said = shell("name", *words)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1


def test_statements_are_filtered_by_every_field_and_get_one_speaker(shell: Shell) -> None:
    article = shell.article(STORM)
    for words in ("We were not warned,", "Nobody was hurt,", "The ferries sail again,"):
        start = STORM.index(words)
        shell.done("quote", article, f"{start}-{start + len(words)}")
    one, two, three = (row["uid"] for row in shell.done("quotes", "--json").rows)
    shell.done("set", article, one, "speaker", "Anna Lee")
    shell.done("set", article, two, "about", "Anna Lee")
    shell.done("set", article, two, "stance", "negative")
    assert "before: nobody" in shell.done("attribute", "John Carter", two, three, "--preview").out
    assert [row["speakers"] for row in shell.done("quotes", "--json").rows] == [["Anna Lee"], [], []]
    shell.done("attribute", "John Carter", two, three)
    shell.done("card", article, "published", "2022-12-20~")

    def found(*options: str) -> list[str]:
        return [row["uid"] for row in shell.done("quotes", "--json", *options).rows]

    assert found("--speaker", "carter") == [two, three]
    assert found("--about", "lee", "--stance", "-") == found("--stance=-") == [two]
    assert found("--about", "none", "--speaker", "carter") == [three]
    assert found("--kind", "direct", "--words", "warned") == [one]
    assert found("--date", "2022", "--article", article) == found("--via", "none") == [one, two, three]
    assert found("--date", "2023") == found("--article", "no such title") == []
    assert shell("quotes", "--stance", "up").code == 2
