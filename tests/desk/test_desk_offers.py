"""Whom a picker offers first, and what it says of those who are set already."""

from curator.desk.mentioning import link, make_mention, set_reading
from curator.desk.offers import (
    DROPS,
    UNDER_CARET,
    Offer,
    elsewhere,
    named_within,
    offers,
    search,
    with_those_set,
    worded,
)
from curator.desk.parties import Who
from curator.desk.quoting import toggle_party
from curator.desk.reading import open_article
from curator.desk.registry import registry

from building import a_desk

TEXT = ("Talks\n\nIlse Brandt met the Norda Agency in Port Elsin. Sarmia wants peace, and Sarmia waits.\n\n"
        "The talks were over, the diplomatic mission said.\n")


def test_organisations_come_first_where_one_asks_through_whom_a_statement_came() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        article.mention("Ilse Brandt")
        article.mention("Port Elsin", "PLACE")
        article.mention("Norda Agency", "ORG")
        offered = offers(open_article(built.desk, article.uid, anew=False), field="via")
        assert [offer.name for offer in offered][:3] == ["Norda Agency", "Ilse Brandt", "Port Elsin"]


def test_who_is_set_already_is_offered_with_a_word_that_choosing_drops_him() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("The talks were over", "Ilse Brandt")
        opened = open_article(built.desk, article.uid, anew=False)
        item = opened.item(quote.uid)
        for made in (offers(opened), search(opened, "brandt")):
            told = {offer.name: offer.detail for offer in with_those_set(opened, made, item, "speakers")}
            assert told["Ilse Brandt"] == "set already: this drops it"
        assert "drops" not in with_those_set(opened, search(opened, "brandt"), item, "targets")[0].detail


def test_words_under_the_caret_tell_that_they_are_set_as_words_and_as_whom_they_stand_for() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("The talks were over")
        body, first = article.mention("Norda Agency", "ORG"), article.mention("Sarmia", "PLACE")
        toggle_party(built.desk, article.uid, quote.uid, "speakers", Who(mention=first.uid))
        at = article.text.rindex("Sarmia")
        second = make_mention(built.desk, article.uid, at, at + 6, "PLACE")

        def told(mention: str) -> str:
            opened = open_article(built.desk, article.uid, anew=False)
            under = Offer(Who(mention=mention), "the words", UNDER_CARET)
            return with_those_set(opened, [under], opened.item(quote.uid), "speakers")[0].detail

        assert second.entities == first.entities
        assert (told(first.uid), told(second.uid), told(body.uid)) == (DROPS, DROPS, UNDER_CARET)
        toggle_party(built.desk, article.uid, quote.uid, "speakers", Who(mention=second.uid))
        assert told(first.uid) == UNDER_CARET


def test_the_same_words_read_the_same_way_are_offered_for_whom_they_stand_elsewhere() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        first = article.mention("Sarmia", "PLACE")
        at = article.text.rindex("Sarmia")
        second = make_mention(built.desk, article.uid, at, at + 6, "PLACE")
        for mention in (first, second):
            set_reading(built.desk, mention.uid, "government")
        link(built.desk, first.uid, name="Government of Sarmia")
        opened = open_article(built.desk, article.uid, anew=False)
        item = opened.item(second.uid)
        assert item
        offered = elsewhere(opened, item)
        assert offered
        assert offered.name == "Government of Sarmia"
        set_reading(built.desk, second.uid, "place")
        opened = open_article(built.desk, article.uid, anew=False)
        item = opened.item(second.uid)
        assert item
        assert elsewhere(opened, item) is None


def test_selected_words_stand_for_an_entry_as_a_role_and_prove_the_speaker() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        agency = article.mention("Norda Agency", "ORG").entities[0]
        quote = article.quote("The talks were over")
        words = article.range("the diplomatic mission")
        opened = open_article(built.desk, article.uid, anew=False)
        [offer, *_] = worded(opened, search(opened, "norda"), words)
        made = toggle_party(built.desk, article.uid, quote.uid, "speakers", offer.who)
        mention = built.desk.dataset.mentions[made.speakers[0].mention or ""]
        assert (mention.spans[0].exact, mention.label, mention.reference) == ("the diplomatic mission", "ORG", "role")
        assert mention.entities == (agency,)
        assert registry(built.desk).identity(agency).names == ("Norda Agency",)


def test_selected_words_that_name_an_entry_are_a_name() -> None:
    with a_desk() as built:
        article = built.article(TEXT + "\nBrandt left.\n")
        person = article.mention("Ilse Brandt").entities[0]
        quote = article.quote("The talks were over")
        at = article.text.rindex("Brandt")
        made = toggle_party(built.desk, article.uid, quote.uid, "speakers", Who(entity=person, span=(at, at + 6)))
        assert built.desk.dataset.mentions[made.speakers[0].mention or ""].reference == "name"


def test_who_is_named_within_a_statement_comes_first_for_whom_it_is_about() -> None:
    with a_desk() as built:
        article = built.article("Talks\n\nIlse Brandt met Norda Energy. Sarmia and Norda Energy said that Ilse Brandt "
                                "would leave Port Elsin.\n")
        uid = article.mention("Ilse Brandt").entities[0]
        quote = article.quote("Ilse Brandt would leave Port Elsin")
        opened = open_article(built.desk, article.uid)
        named = named_within(opened, quote.content)
        assert [(offer.name, offer.detail) for offer in named] == [
            ("Ilse Brandt", "person, in these words"), ("Port Elsin", "place, in these words")]
        offered = offers(opened, [uid], within=named, field="targets")
        assert [offer.name for offer in offered][:2] == ["Ilse Brandt", "Port Elsin"]
        assert [offer.name for offer in offered].count("Ilse Brandt") == 1
        made = toggle_party(built.desk, article.uid, quote.uid, "targets", named[0].who).targets[0]
        mention = built.desk.dataset.mentions[made.mention or ""]
        assert (mention.spans[0].start, mention.entities) == (article.text.rindex("Ilse Brandt"), (uid,))


def test_who_speaks_oftenest_in_the_article_comes_before_those_chosen_last_for_something_else() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        article.quote("The talks were over", "Ilse Brandt")
        uid = article.mention("Norda Agency", "ORG").entities[0]
        opened = open_article(built.desk, article.uid, anew=False)
        assert [(offer.name, offer.detail) for offer in offers(opened, [uid], field="speakers")][:2] == [
            ("Ilse Brandt", "person, speaks here"), ("Norda Agency", "organisation, used last")]
        assert offers(opened, [uid], field="targets")[0].name == "Norda Agency"
