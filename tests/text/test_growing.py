"""A selection that grows by word, phrase, clause, quoted run, sentence, paragraph."""

from curator.text.growing import grow

TEXT = ("On Friday the mayor of Port Elsin said that the old bridge had fallen, because nobody had looked at it. "
        "He was asked, “Who knew, and when?” Then he left the town and the people with many questions.\n\n"
        "Nobody answered.")


def ladder(text: str, words: str) -> list[str]:
    start = text.index(words)
    place, seen = (start, start), list[str]()
    while place != (0, len(text)):
        place = grow(text, *place)
        seen.append(text[slice(*place)])
    return seen


def test_it_goes_over_word_phrase_and_clause_to_sentence_paragraph_and_text() -> None:
    assert ladder(TEXT, "bridge") == [
        "bridge", "the old bridge", "that the old bridge had fallen", TEXT[:TEXT.index(" He was")],
        TEXT[:TEXT.index("\n")], TEXT]


def test_a_quoted_run_comes_without_its_marks_and_then_with_them() -> None:
    seen = ladder(TEXT, "knew")
    assert seen[:4] == ["knew", "Who knew", "Who knew, and when?", "“Who knew, and when?”"]


def test_the_parts_of_what_is_selected_grow_together() -> None:
    start = TEXT.index("bridge had")
    assert TEXT[slice(*grow(TEXT, start, start + len("bridge ha")))] == "bridge had"


def test_a_language_has_its_own_words_between() -> None:
    text = ("Мэр города заявил, что старый мост упал, потому что его никто не смотрел. Он уехал из города, "
            "и на вопросы он не ответил, но это было уже после того, как мост упал.")
    assert ladder(text, "мост")[:3] == ["мост", "старый мост упал", "что старый мост упал"]


def test_marks_alone_bound_a_clause_where_no_words_are_known() -> None:
    assert ladder("橋は落ちた、市長は言った。「知らない」と。", "知")[-1].startswith("橋")
    assert "「知らない」" in ladder("橋は落ちた、市長は言った。「知らない」と。", "知")


def test_straight_marks_are_paired_in_their_paragraph() -> None:
    assert ladder('He said "we ask for" more. "No."', "ask")[:4] == [
        "ask", "we ask for", '"we ask for"', 'He said "we ask for" more']


def test_a_caret_takes_its_word_and_nothing_before_it() -> None:
    words = ["The", "ferries", "again"]
    assert [ladder("The ferries sail again.", word)[0] for word in words] == words
