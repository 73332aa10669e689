"""Plain text comes through to the character, and what could not be kept is said."""

from __future__ import annotations

import time
from hashlib import sha256

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from curator.importers import Draft, ImportRefused, read_bytes

WORDS = "Mayor Ilse Varga spoke. "


@pytest.mark.parametrize("mess", [
    "a\r\nb\rc\n", "no\u00a0break", "trailing  \n \n", "line\u2028and\u2029paragraph\x85end", "\ta\x0bb\x0cc",
    "emoji 👩‍👩‍👧 and e\u0301", "\x1b[31mred\x1b[0m", "[bold]markup[/]", "mid\ufeffdle",
])
def test_text_is_kept_to_the_character(mess: str) -> None:
    draft = read_bytes((WORDS + mess).encode(), "a.txt")
    assert draft.text == WORDS + mess
    assert draft.original is None
    assert not draft.source.keeps_bytes


@given(st.text(min_size=1))
@example("\0" * 3 + WORDS)
def test_any_text_comes_back_with_only_unstorable_characters_replaced(text: str) -> None:
    data = (WORDS * 5 + text).encode("utf-8", "surrogatepass")
    draft = outcome(data, "a.txt")
    if isinstance(draft, ImportRefused):
        assert "binary" in str(draft)
        return
    assert draft.text == (WORDS * 5 + text).replace("\0", "\ufffd")
    assert draft.source.substituted == text.count("\0")


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a", "-.htm"]))
@example(b"<html><body><p>\xff\xfe words of an article</p>", "a.html")
@example(b"\xff\xfe\xd8\x00a", "a.txt")
def test_any_bytes_give_a_draft_or_one_clear_line(data: bytes, name: str) -> None:
    draft = outcome(data, name)
    if isinstance(draft, ImportRefused):
        assert str(draft).startswith(f"{name}: ")
        assert str(draft).isprintable()
    else:
        assert_sound(draft, data)


def outcome(data: bytes, name: str) -> Draft | ImportRefused:
    try:
        return read_bytes(data, name)
    except ImportRefused as refused:
        return refused


def assert_sound(draft: Draft, data: bytes) -> None:
    draft.text.encode("utf-8")
    assert "\0" not in draft.text
    assert draft.source.sha256 == sha256(data).hexdigest()
    assert (draft.original == data) if draft.source.keeps_bytes else draft.text.encode() == data
    for candidate in draft.candidates:
        assert all(span.holds_in(draft.text) for span in candidate.evidence)
        assert candidate.value.strip()


def test_a_byte_order_mark_is_recorded_and_not_counted() -> None:
    draft = read_bytes(b"\xef\xbb\xbfMayor Varga spoke.", "a.txt")
    assert draft.text == "Mayor Varga spoke."
    assert (draft.source.bom, draft.source.encoding, draft.source.encoding_basis) == (True, "utf-8", "bom")
    assert draft.original == b"\xef\xbb\xbfMayor Varga spoke."


@pytest.mark.parametrize(("encoding", "mark"), [
    ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-32-le", b"\xff\xfe\0\0"),
])
def test_utf16_and_utf32_are_told_by_their_mark(encoding: str, mark: bytes) -> None:
    draft = read_bytes(mark + "Varga sagte: „Nein“ 👍".encode(encoding), "a.txt")
    assert draft.text == "Varga sagte: „Nein“ 👍"
    assert (draft.source.encoding, draft.source.encoding_basis, draft.source.keeps_bytes) == (encoding, "bom", True)


RUSSIAN = "Мэр города Ильзе Варга заявила, что мост откроют весной. Об этом сообщило агентство. Работы идут по плану."


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_older_encodings_are_guessed_and_the_bytes_kept(encoding: str) -> None:
    data = RUSSIAN.encode(encoding)
    draft = read_bytes(data, "a.txt")
    assert draft.text == RUSSIAN
    assert draft.source.encoding_basis == "guessed"
    assert draft.original == data


def test_nul_and_lone_surrogates_are_replaced_one_for_one_and_counted() -> None:
    data = (WORDS * 3 + "a\0b\ud800c").encode("utf-8", "surrogatepass")
    draft = read_bytes(data, "a.txt")
    assert draft.text == WORDS * 3 + "a\ufffdb\ufffdc"
    assert (draft.source.substituted, draft.original) == (2, data)


def test_a_file_cut_inside_a_character_stays_utf8() -> None:
    draft = read_bytes(RUSSIAN.encode()[:-2], "a.txt")  # the full stop and half a letter
    assert draft.text == RUSSIAN[:-2] + "\ufffd"
    assert (draft.source.encoding, draft.source.encoding_basis, draft.source.substituted) == ("utf-8", "guessed", 1)


@pytest.mark.parametrize(("data", "name", "reason"), [
    (b"", "a.txt", "is empty"),
    (b" \r\n\t", "a.txt", "is empty"),
    ("\u2028 \u00a0…".encode(), "a.txt", "is blank"),
    (b"%PDF-1.7 ...", "a.txt", "is a PDF"),
    (b"\x89PNG\r\n\x1a\n", "photo", "is an image"),
    (b"PK\x03\x04....", "a.docx", "is a zip archive or office document"),
    (b"\x1f\x8b\x08", "a.txt", "is a compressed file"),
    (bytes(range(256)) * 4, "a.txt", "is no text"),
    (b'{"a": 1}', "a.json", "is a .json file"),
    (b"x" * 20_000_001, "a.txt", "more than 20 MB"),
])
def test_what_is_no_article_is_refused_with_the_reason(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(ImportRefused, match=reason):
        read_bytes(data, name)


def test_a_hostile_name_cannot_steer_the_terminal() -> None:
    with pytest.raises(ImportRefused) as refused:
        read_bytes(b"", "\x1b[2J\nevil\u202etxt")
    assert str(refused.value).isprintable()
    assert read_bytes(WORDS.encode(), "a\udcff\x1b.txt").source.name == "a\ufffd\ufffd.txt"


@pytest.mark.parametrize("hostile", [
    "a" + " " * 999_000 + "b", "Support " * 120_000, "\n" * 999_000 + "word", "1 " * 499_000,
])
def test_long_dull_files_are_read_in_a_moment(hostile: str) -> None:
    started = time.monotonic()
    read_bytes(hostile.encode(), "a.txt")
    assert time.monotonic() - started < 5


def test_a_text_longer_than_any_article_is_refused() -> None:
    with pytest.raises(ImportRefused, match="1,000,001 characters, and an article at most 1,000,000"):
        read_bytes(b"a" * 1_000_001, "a.txt")
