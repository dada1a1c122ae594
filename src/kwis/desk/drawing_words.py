"""What somebody wrote as it is shown: paragraphs, and addresses that can be clicked. Drawn once, when it is written."""

from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

# in a text that is longer addresses stay plain: to look for them takes longer than anybody reads
MOST_LOOKED_AT = 50_000


def drawn(text: str) -> SafeString:
    """Everything in it is escaped; a link tells search engines nothing."""
    if len(text) > MOST_LOOKED_AT:
        return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - escaped by linebreaks
    linked = urlize(text, nofollow=True, autoescape=True)
    return mark_safe(linebreaks(linked, autoescape=False))  # noqa: S308 - escaped by urlize
