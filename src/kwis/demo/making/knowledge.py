"""Articles, reply templates, letters and plain words."""

from kwis.demo.world import World
from kwis.knowledge.models import Article, Letter, PlainWord, ReplyTemplate


def make_knowledge(world: World) -> None:
    for entry in world.content.articles:
        article = Article.objects.create(
            code=entry.code,
            title=entry.title,
            summary=entry.summary,
            body=_stripped(entry.body),
            words=entry.synonyms,
            internal=entry.audience != "public",
            state=Article.State.PUBLISHED,
        )
        article.services.set(world.services[code] for code in entry.services)
    for template in world.content.templates:
        reply = ReplyTemplate.objects.create(
            code=template.code, name=template.name, body=_stripped(template.body)
        )
        reply.services.set(world.services[code] for code in template.services)
    Letter.objects.bulk_create(
        Letter(code=one.code, subject=one.subject, body=_stripped(one.body)) for one in world.content.letters
    )
    PlainWord.objects.bulk_create(
        PlainWord(language=language, word=word, plain=plain)
        for language, pairs in world.content.plain_words.items()
        for word, plain in pairs
    )


def _stripped(texts: dict[str, str]) -> dict[str, str]:
    return {language: text.strip() for language, text in texts.items()}
