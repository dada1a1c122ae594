"""Parts of a page that are the same for many readers, drawn once per process: `{% remembered entries %}…{% endremembered %}`.

What stands between may depend on the values named and on the language, and on nothing else: no form (it carries a token of
its reader), no moment, no right. The values must be hashable.
"""

from typing import Any

from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# drawings of one place in one template; when there are so many, all are drawn anew
MOST = 400


class Remembered(Node):
    def __init__(self, nodes: NodeList, values: list[FilterExpression]) -> None:
        self.nodelist = nodes
        self.values = values
        self._drawn: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = (get_language(), *(value.resolve(context) for value in self.values))
        drawing = self._drawn.get(key)
        if drawing is None:
            drawing = self.nodelist.render(context)
            if len(self._drawn) >= MOST:
                self._drawn.clear()
            self._drawn[key] = drawing
        return drawing


def remembered(parser: Parser, token: Token) -> Remembered:
    values = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodes = parser.parse(("endremembered",))
    parser.delete_first_token()
    return Remembered(nodes, values)
