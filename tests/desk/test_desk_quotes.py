"""Quotes corrected by hand: own words that follow kind and edges, speakers inherited whole, the right article."""

import pytest

from curator.desk.citing import citation
from curator.desk.desk import Refused
from curator.desk.judging import judge
from curator.desk.parties import Who
from curator.desk.quoting import make_quote, move_edges, same_speaker, set_cue, set_kind, set_parties, toggle_party
from curator.desk.reading import open_article
from schema import Party, revise

from building import Building, BuiltArticle, a_desk

TEXT = ("Talks\n\n“We are done,” Ilse Brandt said, adding that Sarmia “will pay”.\n\n"
        "Both men agreed that the talks were over. The road stays shut.\n")


def _both(built: Building, article: BuiltArticle) -> Party:
    """“Both men”, linked to two entries."""
    mention = article.mention("Both men")
    with built.desk.act("link", "", article.uid):
        other = article.quote("We are done,", "Bo Lind")
        both = (*article.mention("Ilse Brandt").entities, other.speakers[0].entity or "")
        built.desk.dataset.mentions.put(revise(mention, entities=both))
    return Party(mention=mention.uid)


def test_the_same_speakers_again_are_all_of_them() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        both = _both(built, article)
        set_parties(built.desk, article.uid, article.quote("the talks were over").uid, "speakers", [both])
        later = article.quote("The road stays shut.")
        made = same_speaker(built.desk, article.uid, later.uid, later.content[0].start)
        assert both.mention
        assert tuple(p.entity for p in made.speakers) == built.desk.dataset.mentions[both.mention].entities
        assert {p.basis for p in made.speakers} == {"inherited"}
        assert made.kind == "free"


def test_a_statement_with_a_cue_of_its_own_does_not_become_free() -> None:
    with a_desk() as built:
        article = built.article("Talks\n\nIlse Brandt said it was over. Nobody wanted more of it, she said.\n")
        article.quote("it was over", "Ilse Brandt")
        later = article.quote("Nobody wanted more of it")
        set_cue(built.desk, article.uid, later.uid, *article.range("she said"))
        assert same_speaker(built.desk, article.uid, later.uid, later.content[0].start).kind == "indirect"


def test_one_of_several_is_not_the_several() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        both = _both(built, article)
        quote = article.quote("The road stays shut.")
        set_parties(built.desk, article.uid, quote.uid, "speakers", [both])
        made = toggle_party(built.desk, article.uid, quote.uid, "speakers", Who(entity=built.entity("Bo Lind")))
        assert len(made.speakers) == 2


def test_a_speaker_is_dropped_by_any_member_of_the_same_identity() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        first = article.quote("We are done,", "Bo Lind")
        second = article.quote("The road stays shut.", "B. Lind")
        one, two = first.speakers[0].entity or "", second.speakers[0].entity or ""
        judge(built.desk, one, two, "same")
        assert toggle_party(built.desk, article.uid, second.uid, "speakers", Who(entity=min(one, two))).speakers == ()


def test_edges_beyond_the_marks_do_not_make_the_reporters_words_verbatim() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("“We are done,”")
        moved = move_edges(built.desk, article.uid, quote.uid, *article.range("We are done,” Ilse Brandt said"))
        assert [s.exact for s in moved.verbatim] == ["We are done,"]
        wider = move_edges(built.desk, article.uid, quote.uid,
                           *article.range("We are done,” Ilse Brandt said, adding that Sarmia “will pay"))
        assert [s.exact for s in wider.verbatim] == ["We are done,", "will pay"]


def test_the_own_words_follow_the_kind() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("Sarmia “will pay”")
        assert set_kind(built.desk, article.uid, quote.uid, "indirect").verbatim == ()
        assert [s.exact for s in set_kind(built.desk, article.uid, quote.uid, "mixed").verbatim] == ["will pay"]
        block = article.quote("The road stays shut.")
        assert set_kind(built.desk, article.uid, block.uid, "direct").verbatim == block.content


def test_a_quote_is_not_changed_by_way_of_another_article() -> None:
    with a_desk() as built:
        one, other = built.article(TEXT), built.article("Elsewhere\n\nArkady Lomtev spoke at length.\n", "b.txt")
        quote = one.quote("We are done,")
        with pytest.raises(Refused, match="another article"):
            toggle_party(built.desk, other.uid, quote.uid, "speakers", Who(span=other.range("Arkady Lomtev")))
        assert built.desk.dataset.mentions.count() == 0


def test_the_parts_of_a_quote_come_in_text_order_and_do_not_overlap() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        ranges = [article.range("the talks were over"), article.range("Both men")]
        made = make_quote(built.desk, article.uid, ranges)
        assert [s.exact for s in made.content] == ["Both men", "the talks were over"]
        with pytest.raises(Refused, match="overlap"):
            make_quote(built.desk, article.uid, [ranges[0], (ranges[0][0] + 2, ranges[0][1])])


def test_a_citation_holds_no_guess_at_the_title() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        opened = open_article(built.desk, article.uid)
        assert "Talks" not in citation(opened, None, article.range("We are done"))
