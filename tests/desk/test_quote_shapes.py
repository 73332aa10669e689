"""Quotes shaped by hand: taken whole from a cue, parts, edges, split, join, nest, undo."""

import pytest

from curator.desk.cards import set_card
from curator.desk.claiming import claims_of, same_claim
from curator.desk.crediting import credit
from curator.desk.desk import Refused
from curator.desk.figuring import read_figure, set_figure, write_figure
from curator.desk.guarding import settle_words
from curator.desk.nesting import nest
from curator.desk.parties import Who, shown
from curator.desk.quote_facts import set_act, set_said, toggle_tag
from curator.desk.quote_parts import join_quotes, move_edge, split_quote, toggle_part
from curator.desk.quoting import delete_quote, make_quote, set_cue, set_kind, toggle_party
from curator.desk.taking import take_quote
from curator.desk.undoing import undo
from schema import Quote

from building import BuiltArticle, a_desk

TEXT = """Talks

“We are [nearly] done,” Ilse Brandt told the Herald, “and we go home.”

Bo Lind said that the harbour of Port Elsin would close in May. Nobody was hurt, according to Anna Lee.

Lind placed the number of ships at 115. The road stays shut.
"""


def _taken(article: BuiltArticle, words: str) -> Quote:
    return take_quote(article.desk, article.uid, at=article.range(words)[0])


def _who(article: BuiltArticle, quote: Quote) -> list[str]:
    return [shown(article.desk, party) for party in quote.speakers]


def _words(quote: Quote) -> list[str]:
    return [span.exact for span in quote.content]


@pytest.mark.parametrize(("at", "words", "kind", "who"), [
    ("go home", ["We are [nearly] done,", "and we go home."], "direct", "Ilse Brandt"),
    ("told", ["We are [nearly] done,", "and we go home."], "direct", "Ilse Brandt"),
    ("said that", ["the harbour of Port Elsin would close in May"], "indirect", "Bo Lind"),
    ("according", ["Nobody was hurt"], "indirect", "Anna Lee"),
    ("placed", ["the number of ships at 115"], "indirect", "Bo Lind"),
    ("road", ["The road stays shut."], "indirect", ""),
])
def test_a_quote_is_taken_whole_from_what_stands_at_the_caret(at: str, words: list[str], kind: str, who: str) -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = _taken(article, at)
        assert (_words(quote), quote.kind, ", ".join(_who(article, quote))) == (words, kind, who)
        undo(built.desk)
        assert not built.desk.dataset.quotes.count()


def test_the_same_words_are_not_taken_twice() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        _taken(article, "said that")
        with pytest.raises(Refused, match="already"):
            _taken(article, "said that")


def test_parts_are_added_and_dropped_and_the_last_one_stays() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("the number of ships")
        made = toggle_part(built.desk, article.uid, quote.uid, at=article.range("115")[0])
        assert (made.uid, _words(made)) == (quote.uid, ["the number of ships", "115"])
        assert _words(toggle_part(built.desk, article.uid, quote.uid, at=article.range("ships")[0])) == ["115"]
        with pytest.raises(Refused, match="only part"):
            toggle_part(built.desk, article.uid, quote.uid, at=article.range("115")[0])


def test_the_opposite_key_takes_an_edge_back_by_word_and_by_character() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("the harbour")
        for by in ("word", "character"):
            for side in ("start", "end"):
                moved = move_edge(built.desk, article.uid, quote.uid, side, by=by, forward=side == "end")
                assert _words(moved) != ["the harbour"]
                back = move_edge(built.desk, article.uid, quote.uid, side, by=by, forward=side == "start")
                assert (_words(back), back.uid) == (["the harbour"], quote.uid)


def test_its_kind_follows_the_marks_until_a_curator_chooses_against_them() -> None:
    with a_desk() as built:
        article = built.article("He said the road “stays shut,” and left.")
        quote = make_quote(built.desk, article.uid, [article.range("stays shut")])
        kinds = [quote.kind]
        for forward in (False, False, False, True, True, True):
            quote = move_edge(built.desk, article.uid, quote.uid, "start", by="word", forward=forward)
            kinds.append(quote.kind)
        assert kinds == ["direct", "direct", "mixed", "mixed", "mixed", "direct", "direct"]
        set_kind(built.desk, article.uid, quote.uid, "free")
        assert move_edge(built.desk, article.uid, quote.uid, "start", by="word", forward=False).kind == "free"


def test_speakers_only_suggested_give_way_to_the_first_one_chosen() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = _taken(article, "said that")
        for who, left in (("Anna Lee", ["Anna Lee"]), ("Ilse Brandt", ["Anna Lee", "Ilse Brandt"])):
            quote = toggle_party(built.desk, article.uid, quote.uid, "speakers", Who(name=who), instead=True)
            assert _who(article, quote) == left
        undo(built.desk)
        undo(built.desk)
        quote = toggle_party(built.desk, article.uid, quote.uid, "speakers", Who(name="Ilse Brandt"), instead=True)
        assert _who(article, quote) == ["Ilse Brandt"]


def test_a_quote_split_and_joined_again_is_what_it_was_and_undo_brings_back_both() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = _taken(article, "said that")
        first, second = split_quote(built.desk, article.uid, quote.uid, article.range("would")[0])
        assert (_words(first), _words(second)) == (["the harbour of Port Elsin"], ["would close in May"])
        assert (first.uid, _who(article, second)) == (quote.uid, ["Bo Lind"])
        toggle_party(built.desk, article.uid, second.uid, "speakers", Who(name="Anna Lee"))
        joined = join_quotes(built.desk, article.uid, first.uid, second.uid)
        assert (_words(joined), sorted(_who(article, joined))) == (
            ["the harbour of Port Elsin would close in May"], ["Anna Lee", "Bo Lind"])
        undo(built.desk)
        assert built.desk.dataset.quotes.count() == 2


def test_cues_that_share_words_are_one_cue_of_the_joined_quote() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quotes = [article.quote(words).uid for words in ("Nobody was hurt", "the number of ships")]
        for uid, cue in zip(quotes, ("said that", "that the harbour"), strict=True):
            set_cue(built.desk, article.uid, uid, *article.range(cue))
        joined = join_quotes(built.desk, article.uid, *quotes)
        assert [span.exact for span in joined.cue] == ["said that the harbour"]


def test_a_quote_inside_another_is_within_it_and_may_stand_on_its_own() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        outer = _taken(article, "said that")
        inner = take_quote(built.desk, article.uid, selected=[article.range("would close")])
        assert inner.within == outer.uid
        assert nest(built.desk, inner.uid, None).within is None
        nest(built.desk, inner.uid, outer.uid)
        with pytest.raises(Refused, match="within itself"):
            nest(built.desk, outer.uid, inner.uid)


def test_flags_on_words_made_by_hand_are_open_until_settled() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = _taken(article, "go home")
        assert quote.unsettled == ("brackets inside",)
        assert settle_words(built.desk, quote.uid).unsettled == ()
        set_card(built.desk, article.uid, "translator", "Yandex")
        assert built.desk.dataset.quotes[quote.uid].unsettled == ("translated",)
        assert set_kind(built.desk, article.uid, quote.uid, "indirect").flags == ()


def test_one_credit_line_is_the_via_of_all_it_covers_exceptions_struck_one_by_one() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        first = _taken(article, "said that")
        done = credit(built.desk, article.uid, Who(name="NORDA", kind="organisation"))
        later = _taken(article, "placed")
        quotes = built.desk.dataset.quotes
        assert [q.uid for q in done.quotes] == [first.uid]
        assert [shown(built.desk, p) for p in quotes[later.uid].via] == ["NORDA"]
        struck = toggle_party(built.desk, article.uid, later.uid, "via", Who(entity=built.entity("NORDA")))
        assert struck.via == ()
        undo(built.desk)
        set_card(built.desk, article.uid, "publisher", "The Post")
        with pytest.raises(Refused, match="first-hand"):
            toggle_party(built.desk, article.uid, first.uid, "via", Who(entity=built.entity("The Post")))


def test_date_act_and_tag_of_a_statement() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        uid = _taken(article, "said that").uid
        said = set_said(built.desk, article.uid, uid, "2024-05~", evidence=article.range("May")).said
        assert said
        assert (said.value, said.basis, said.evidence[0].exact) == ("2024-05~", "stated", "May")
        assert set_act(built.desk, article.uid, uid, "promise").act == "promise"
        assert toggle_tag(built.desk, article.uid, uid, "#harbour").tags == ("harbour",)
        assert toggle_tag(built.desk, article.uid, uid, "harbour").tags == ()


@pytest.mark.parametrize(("said", "written"), [
    ("more than 60 Russian citizens", "> 60 Russian citizens"), ("115", "115"),
    ("about 1,200 people", "~ 1,200 people"),
    ("10-12 %", "10–12 %"), ("twenty-six prisoners", "26 prisoners"), ("two million rubles", "2,000,000 rubles")])
def test_a_figure_reads_what_it_writes(said: str, written: str) -> None:
    figure = read_figure(said)
    assert write_figure(figure) == written
    assert read_figure(written) == figure


def test_a_figure_is_a_number_mention_with_its_value() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        made = set_figure(built.desk, article.uid, *article.range("115"), read_figure("115 ships"))
        assert (made.label, made.value and made.value.kind) == ("NUMBER", "figure")


def test_the_same_claim_is_judged_parted_and_goes_with_the_quote() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        one, other = _taken(article, "said that").uid, _taken(article, "according").uid
        same_claim(built.desk, one, other)
        assert claims_of(built.desk).relation(one, other) == "same"
        same_claim(built.desk, one, other)
        assert claims_of(built.desk).relation(one, other) is None
        delete_quote(built.desk, one)
        assert not built.desk.dataset.judgements.count()
        assert not list(built.desk.dataset.check())
