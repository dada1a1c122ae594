"""Articles, guides, reply templates, letters and plain words in Beheer."""

from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.accounts.roles import give
from kwis.core.events import history_of
from kwis.knowledge.default_letters import DEFAULTS
from kwis.knowledge.forms import MOMENTS
from kwis.knowledge.letters import render
from kwis.knowledge.models import Article, Guide, Letter, PlainWord, ReplyTemplate

pytestmark = pytest.mark.django_db

LISTS = ("articles", "guides", "reply-templates", "letters", "plain-words")


@pytest.fixture
def owner(client: Client, cast: Cast) -> Client:
    give(cast.dirk.user, "knowledge_owner")
    client.force_login(cast.dirk.user)
    client.cookies["django_language"] = "nl"
    return client


ARTICLE = {
    "title_nl": "Toner wisselen", "title_en": "Changing toner", "code": "toner", "body_nl": "Open de klep.",
    "words_nl": "inkt, cartridge", "internal": "on", "state": "published",
}  # fmt: skip


def test_an_article_is_added_and_its_change_is_told_in_both_languages(owner: Client, cast: Cast):
    assert owner.post("/manage/articles/new/", ARTICLE | {"services": [cast.printing.pk]}).status_code == 302
    article = Article.objects.get()
    assert (article.title["en"], article.words) == ("Changing toner", {"nl": ["inkt", "cartridge"]})
    assert list(article.services.all()) == [cast.printing]
    before = article.changed_at
    newest = history_of(article).first()
    owner.post(
        f"/manage/articles/{article.pk}/",
        ARTICLE | {"title_nl": "Toner", "services": [cast.printing.pk], "seen": newest.pk},
    )
    (pair,) = history_of(article).first().data["changes"].values()
    assert pair == ["Toner wisselen / Changing toner", "Toner / Changing toner"]
    article.refresh_from_db()
    assert article.changed_at > before
    page = owner.get(f"/manage/articles/{article.pk}/").content.decode()
    assert "<ins>Toner / Changing toner</ins>" in page
    assert "Toner" in owner.get("/manage/articles/?q=cartridge").content.decode().split("<tbody")[1]


def test_an_article_goes_out_of_use_and_comes_back_as_a_draft(owner: Client, cast: Cast):
    article = Article.objects.create(code="toner", title={"nl": "Toner"}, body={"nl": "."}, state="published")
    owner.post(f"/manage/articles/{article.pk}/retire/")
    assert Article.objects.get().state == "retired"
    owner.post(f"/manage/articles/{article.pk}/restore/")
    assert Article.objects.get().state == "draft"


def test_a_guide_has_questions_with_answers_to_choose_from(owner: Client, cast: Cast):
    given = {
        "service": cast.printing.pk, "likely_fix_nl": "Zet de printer uit en aan.",
        "questions-TOTAL_FORMS": 1, "questions-INITIAL_FORMS": 0,
        "questions-0-question_nl": "Welke printer?", "questions-0-answers": "De grote | The big one\nEen andere",
    }  # fmt: skip
    assert owner.post("/manage/guides/new/", given).status_code == 302
    question = Guide.objects.get(service=cast.printing).questions.get()
    assert question.answers == [{"nl": "De grote", "en": "The big one"}, {"nl": "Een andere"}]
    assert "conversatie" not in owner.get("/manage/guides/").content.decode()


def letter(**changes: Any) -> dict[str, Any]:
    return {
        "code": "confirmation",
        "subject_nl": "Melding {number}",
        "body_nl": "Dag {customer_name}",
    } | changes


def test_a_letter_of_our_own_goes_out_and_is_shown_as_it_reads(owner: Client, cast: Cast):
    assert owner.post("/manage/letters/new/", letter()).status_code == 302
    kept = Letter.objects.get()
    assert (
        render("confirmation", cast.desk, "nl", {"number": "26-1", "customer_name": "Carla"}).text
        == "Dag Carla"
    )
    page = owner.get(f"/manage/letters/{kept.pk}/").content.decode()
    assert "Melding 26-0001" in page
    assert "{desk_phone}" in page


def test_braces_that_nobody_fills_in_are_refused(owner: Client, cast: Cast):
    for wrong in ({"body_nl": "Dag {klant}", "subject_nl": "x"}, {"subject_nl": "Melding {nummer}"}):
        answer = owner.post("/manage/letters/new/", letter(**wrong))
        assert answer.status_code == (422 if "klant" in str(wrong) or "nummer" in str(wrong) else 302)
    assert not Letter.objects.exists()


def test_a_moment_has_one_letter_for_each_desk(owner: Client, cast: Cast):
    owner.post("/manage/letters/new/", letter())
    assert owner.post("/manage/letters/new/", letter()).status_code == 422
    assert owner.post("/manage/letters/new/", letter(desk=cast.desk.pk)).status_code == 302
    assert Letter.objects.count() == 2


def test_every_list_and_form_opens_with_few_queries(owner: Client, cast: Cast, django_assert_max_num_queries):
    Article.objects.create(code="toner", title={"nl": "Toner"}, body={"nl": "."}, state="published")
    Guide.objects.create(service=cast.printing)
    ReplyTemplate.objects.create(code="dank", name={"nl": "Dank"}, body={"nl": "Dank u wel."})
    Letter.objects.create(code="answer", subject={"nl": "Over"}, body={"nl": "{text}"})
    PlainWord.objects.create(word="incident", plain="storing")
    for slug in LISTS:
        with django_assert_max_num_queries(14):
            page = owner.get(f"/manage/{slug}/")
        assert page.status_code == 200
        assert owner.get(f"/manage/{slug}/?q=a&use=all").status_code == 200
        assert owner.get(f"/manage/{slug}/new/").status_code == 200
        assert owner.get(f"/manage/{slug}/{page.context['rows'][0][0].pk}/").status_code == 200


@pytest.mark.parametrize("slug", LISTS)
def test_who_lacks_the_right_finds_no_page_and_changes_nothing(client: Client, cast: Cast, slug: str):
    for who in (cast.carla, cast.anna, cast.wim):
        client.force_login(who.user)
        assert client.get(f"/manage/{slug}/").status_code == 404
        assert (
            client.post(
                f"/manage/{slug}/new/", ARTICLE | letter() | {"word": "a", "plain": "b", "language": "nl"}
            ).status_code
            == 404
        )
    assert not any(model.objects.exists() for model in (Article, Guide, ReplyTemplate, Letter, PlainWord))


def test_every_letter_that_goes_out_has_a_moment_in_words():
    assert set(DEFAULTS) <= set(MOMENTS)
