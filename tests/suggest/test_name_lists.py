"""Whole lists of names: who is on them, who is only spoken of."""

import pytest

from curator.suggest import Context, ListedNames, read_names

EXCHANGE = """A total of 16 people were freed, 6 of whom went east.

Under the deal, Pavel Orlin, Artem and Anna Dultsev and their two minor children went home. They were met by President \
Boris Kalin, Defense Ministry head Ivan Sorin and Oleg Marin.

American journalist of The Wall Street Journal Evan Cole, former Marine Paul West, Ilya Yarin (recognized in Norda as \
an agent), Anna Lee, a colleague of John Carter, and Zyx Qworp were handed over.
"""


def read(text: str, first: str = "", last: str = "") -> ListedNames:
    start = text.index(first)
    return read_names(text, start, text.index(last) + len(last) if last else len(text), Context(language="en"))


def on(found: ListedNames) -> list[str]:
    return [name.name for name in found.names if not name.aside]


def test_names_of_a_list_are_told_from_those_who_are_only_spoken_of() -> None:
    found = read(EXCHANGE, "Under the deal")
    assert on(found) == ["Pavel Orlin", "Artem Dultsev", "Anna Dultsev", "Evan Cole", "Paul West", "Ilya Yarin",
                         "Anna Lee", "Zyx Qworp"]
    aside = {name.name: name.aside for name in found.names if name.aside}
    assert aside["Boris Kalin"] == aside["Oleg Marin"] == "who did it"
    assert aside["John Carter"] == "says who another is"


def test_the_first_of_two_who_share_a_surname_has_two_parts() -> None:
    artem = next(n for n in read(EXCHANGE, "Under the deal").names if n.name == "Artem Dultsev")
    assert [span.exact for span in artem.spans] == ["Artem", "Dultsev"]


def test_unnamed_children_count() -> None:
    assert read(EXCHANGE, "Under the deal").unnamed == 2


@pytest.mark.parametrize("text", [
    "Anna Lee; John Carter; Zyx Qworp", "Anna Lee\nJohn Carter\nZyx Qworp", "- Anna Lee\n- John Carter\n- Zyx Qworp",
    "• Anna Lee\n• John Carter\n• Zyx Qworp", "Anna Lee, John Carter, and Zyx Qworp.",
    "Three prisoners: Anna Lee, John Carter and Zyx Qworp", "signed by Anna Lee, John Carter and Zyx Qworp"])
def test_separators_are_commas_and_semicolons_lines_and_bullets(text: str) -> None:
    assert on(read(text)) == ["Anna Lee", "John Carter", "Zyx Qworp"]


def test_every_span_holds_the_words_it_points_at() -> None:
    found = read(EXCHANGE)
    assert all(EXCHANGE[s.start:s.end] == s.exact for name in found.names for s in name.spans)


@pytest.mark.parametrize(("text", "wanted"), [
    ("Artem and Anna Dultsin", ["Artem Dultsin", "Anna Dultsin"]),
    ("• Vera Tarn\n• Jonas van der Wil\r\n• Dr. Esther Quint", ["Vera Tarn", "Jonas van der Wil", "Esther Quint"]),
    ("1. Vera Tarn; 2. Jonas Wil", ["Vera Tarn", "Jonas Wil"]),
    ("Vera Tarn, a journalist, Jonas Wil, who was born in 1980, and others", ["Vera Tarn", "Jonas Wil"]),
    ("Mary-Anne O'Hara and José Álvarez", ["Mary-Anne O'Hara", "José Álvarez"]),
    ("nobody at all, or so it seems", []),
    ("", []),
])
def test_names_are_read_from_a_list(text: str, wanted: list[str]) -> None:
    assert on(read(text)) == wanted


@pytest.mark.parametrize(("text", "language", "wanted"), [
    ("Вера Тарн, Йонас Виль и Эстер Квинт", "ru", ["Вера Тарн", "Йонас Виль", "Эстер Квинт"]),
    ("Vera Tarn, Jonas Wil und Esther Quint", "de", ["Vera Tarn", "Jonas Wil", "Esther Quint"]),
    ("Véra Tarn, Élise Wil et Esther Quint", "fr", ["Véra Tarn", "Élise Wil", "Esther Quint"]),
    ("佐藤花子、鈴木一郎、田中次郎", "ja", ["佐藤花子", "鈴木一郎", "田中次郎"]),
    ("ندى عزالدين، كريم منصور", "ar", ["ندى عزالدين", "كريم منصور"]),
])
def test_lists_in_other_languages_are_cut_at_their_separators(text: str, language: str, wanted: list[str]) -> None:
    found = read_names(text, 0, len(text), Context(language=language))
    assert on(found) == wanted
