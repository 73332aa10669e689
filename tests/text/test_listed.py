"""A run of text read as a list of names."""

import pytest

from curator.text.listed import listed


def names(text: str) -> list[str]:
    found = listed(text, 0, len(text))
    assert all(text[one.start:one.end].split()[0] == one.name.split()[0] for one in found)
    return [one.name for one in found]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Vera Tarn, Jonas Wil and Esther Quint", ["Vera Tarn", "Jonas Wil", "Esther Quint"]),
    ("Artem and Anna Dultsin", ["Artem Dultsin", "Anna Dultsin"]),
    ("• Vera Tarn\n• Jonas van der Wil\r\n• Dr. Esther Quint", ["Vera Tarn", "Jonas van der Wil", "Esther Quint"]),
    ("1. Vera Tarn; 2. Jonas Wil", ["Vera Tarn", "Jonas Wil"]),
    ("Vera Tarn, a journalist, Jonas Wil, who was born in 1980, and others", ["Vera Tarn", "Jonas Wil"]),
    ("Mary-Anne O'Hara and José Álvarez", ["Mary-Anne O'Hara", "José Álvarez"]),
    ("Вера Тарн, Йонас Виль и Эстер Квинт", ["Вера Тарн", "Йонас Виль", "Эстер Квинт"]),
    ("nobody at all, or so it seems", []),
    ("", []),
])
def test_names_are_read_from_a_list(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted
