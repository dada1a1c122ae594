from kwis.knowledge.models.article import Article
from kwis.knowledge.models.guide import Guide, GuideQuestion
from kwis.knowledge.models.letter import Letter, ReplyTemplate
from kwis.knowledge.models.plain_word import PlainWord

__all__ = ["Article", "Guide", "GuideQuestion", "Letter", "PlainWord", "ReplyTemplate"]
