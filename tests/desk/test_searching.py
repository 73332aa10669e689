"""Search in full texts: what is found, where, in which order, and that it follows every action on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from curator.desk.cards import set_card
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.folding import index_forms, index_words, places, read_terms
from curator.desk.importing import import_paths
from curator.desk.indexing import STATE, catch_up, unread, word_index
from curator.desk.quoting import delete_quote
from curator.desk.searching import Over, search
from curator.desk.undoing import redo, undo

from building import Building

STORM = "Storm leaves the harbour dark\n\n“We were not warned,” Anna Lee told the Herald. Wałęsa’s ship re-entered.\n"
TALKS = "Talks begin\n\nЗеленский met Müller. “No order was given,” she said; the harbour board had given one.\n"
TOKYO = "東京で会議\n\n「港は閉鎖された」と北京市長が述べた。\n"


@pytest.fixture(params=["desk.curator", "desk.json"])
def built(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Building]:
    with open_desk(tmp_path / request.param, by="ana") as desk:
        yield Building(desk, tmp_path)


def words_found(desk: Desk, line: str, over: Over = "articles", *, typing: bool = False) -> list[str]:
    """The words at the first place of each hit, as they stand in the text."""
    found = search(desk, line, over=over, typing=typing)
    for hit in found.hits:
        text = desk.dataset.text(desk.dataset.articles[hit.article].text_sha256)
        assert all(0 <= start < end <= len(text) for start, end in hit.places)
        if over == "articles" and hit.places:
            assert " ".join(text[hit.start:hit.end].split()) == hit.words
    return [hit.words for hit in found.hits]


@pytest.mark.parametrize(("line", "words"), [
    ("harbour", ["harbour", "harbour"]), ("HARBOUR given", ["given"]), ("herald", ["Herald"]),
    ("walesa", ["Wałęsa"]), ("Wałęsa", ["Wałęsa"]), ("mueller", ["Müller"]), ("muller", ["Müller"]),
    ("zelensky", ["Зеленский"]), ("зеленский", ["Зеленский"]), ("re-entered", ["re-entered"]), ("entered", ["entered"]),
    ('"no order was given"', ["No order was given"]), ('"order no"', []), ('"harbour board" order', ["order"]),
    ("harb*", ["harbour", "harbour"]), ("harb", []), ("東京", ["東京"]), ("京", ["京"]), ("京東", []),
    ("北京 会議", ["会議"]), ("nowhere", []), ("harbour nowhere", []), ("“not warned”", ["not warned"]),
])
def test_all_words_must_be_there_in_any_case_with_or_without_accents(built: Building, line: str, words: list[str],
                                                                     ) -> None:
    for number, text in enumerate((STORM, TALKS, TOKYO)):
        built.article(text, f"{number}.txt")
    assert words_found(built.desk, line) == words


def test_while_typing_the_last_word_may_be_unfinished(built: Building) -> None:
    built.article(STORM)
    assert words_found(built.desk, "harbour war", typing=True) == ["harbour"]
    assert words_found(built.desk, "har warned", typing=True) == []
    assert words_found(built.desk, "harbour war ", typing=True) == []


def test_titles_come_first_then_the_latest(built: Building) -> None:
    titled = built.article("A bridge.\n", "1.txt").uid
    set_card(built.desk, titled, "title", "The ferry sails")
    older, newer = (built.article(f"The ferry, {n}.\n", f"{n}.txt").uid for n in (2, 3))
    found = search(built.desk, "ferry")
    assert [hit.uid for hit in found.hits] == [titled, newer, older]
    assert found.hits[0].places == ()
    assert [hit.uid for hit in search(built.desk, "ferry", limit=1, offset=1).hits] == [newer]
    assert (found.total, found.is_exact) == (3, True)
    assert [hit.uid for hit in search(built.desk, '"the ferry"', limit=1, offset=2).hits] == [older]


def test_statements_are_found_by_their_own_words_with_places_in_the_article(built: Building) -> None:
    article = built.article(TALKS)
    quote = article.quote("No order was given", "Müller")
    found = search(built.desk, "order given", over="quotes")
    assert [(hit.uid, hit.article) for hit in found.hits] == [(quote.uid, article.uid)]
    assert [article.text[start:end] for start, end in found.hits[0].places] == ["order", "given"]
    assert search(built.desk, "harbour", over="quotes").hits == ()


def test_the_index_follows_undo_redo_and_deletion(built: Building) -> None:
    article = built.article(TALKS)
    quote = article.quote("No order was given")
    assert words_found(built.desk, "order", "quotes") == ["order"]
    delete_quote(built.desk, quote.uid)
    assert words_found(built.desk, "order", "quotes") == []
    undo(built.desk)
    assert words_found(built.desk, "order", "quotes") == ["order"]
    undo(built.desk)
    undo(built.desk)
    assert search(built.desk, "harbour").total == 0
    redo(built.desk)
    assert words_found(built.desk, "harbour") == ["harbour"]
    redo(built.desk)
    assert words_found(built.desk, "order", "quotes") == ["order"]


def test_a_line_without_a_word_is_refused(built: Building) -> None:
    for line in ("", "  ", '"', "*", "—"):
        with pytest.raises(Refused, match="type words"):
            search(built.desk, line)


def test_an_old_dataset_is_indexed_a_few_articles_at_a_time_and_goes_on_where_it_was_stopped(built: Building) -> None:
    for number in range(50):
        (built.folder / f"{number}.txt").write_text(f"Report {number} on the harbour.\n", encoding="utf-8")
    list(import_paths(built.desk, [str(built.folder / f"{number}.txt") for number in range(50)]))
    dataset = built.desk.dataset
    built.desk.dataset.cache(STATE).clear()
    for table in ("articles", "quotes"):
        dataset.drop_words(word_index(dataset, table).name)
    assert (unread(dataset), search(built.desk, "harbour").total, search(built.desk, "harbour").unread) == (50, 0, 50)
    told: list[int] = []
    done = catch_up(dataset, "program", progress=lambda number, of: told.append(number), stop=lambda: len(told) == 1)
    assert 20 <= done == told[0] <= 50
    assert search(built.desk, "harbour").total == done
    position = dataset.position()
    catch_up(dataset, "program")
    assert (unread(dataset), search(built.desk, "harbour").total, dataset.position()) == (0, 50, position)
    assert catch_up(dataset, "program") == 0


def test_every_engine_finds_the_same(tmp_path: Path) -> None:
    chance, letters = Random(4), ["harbour", "Harbor", "order", "Müller", "Орден", "東京", "港", "don't", "2022", "no"]
    texts = [" ".join(chance.choices(letters, k=12)) + f" {n}\n" for n in range(40)]
    lines = [f'"{a} {b}"' if chance.random() < 0.3 else f"{a} {b}" for a in letters for b in letters]
    answers = []
    for name in ("desk.curator", "desk.json"):
        with open_desk(tmp_path / name, by="ana") as desk:
            built = Building(desk, tmp_path)
            for number, text in enumerate(texts):
                built.article(text, f"{number}.txt")
            answers.append([[(hit.title, hit.places) for hit in search(desk, line, typing=True).hits]
                            for line in lines])
    assert answers[0] == answers[1]
    plain = [[text for text in reversed(texts) if places(read_terms(line, typing=True), text) is not None]
             for line in lines]
    assert [len(found) for found in answers[0]] == [len(found) for found in plain]
    assert sum(map(bool, plain)) > 50


@pytest.mark.parametrize("text", [
    STORM, TALKS, TOKYO, "ภาษาไทย हिन्दी भाषा مُحَمَّد co\u00adoperate Straße 100,000 ТОЧКА iPhone手机"])
def test_whatever_stands_in_a_text_is_found_by_its_index_words(text: str) -> None:
    indexed = index_words(text)
    for word in (*text.split(), *text.upper().split(), f'"{text.split(chr(10))[0]}"'):
        terms = read_terms(word)
        for forms, is_prefix in (each for term in terms for each in index_forms(term)):
            assert any(each.startswith(form) if is_prefix else each == form for each in indexed for form in forms), word
