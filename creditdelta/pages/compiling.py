"""How are templates compiled? Once for each language: what stands in both becomes a text, a call is a call.

`t("中文", "English")` with two plain texts is decided when the template is compiled. No function of
ours asks for the engine's context, so none is called by way of it: a page makes hundreds of calls.
"""

from keyword import iskeyword

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

from creditdelta.kernel.errors import Lang

_BOTH = 2  # texts of `t`


class _Chosen(NodeTransformer):
    """Every `t` of two plain texts as the one of a language."""

    def __init__(self, lang: Lang) -> None:
        self.place = int(lang == "en")

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  the visitor's own names
        self.generic_visit(node)
        texts = [one.value for one in node.args if isinstance(one, nodes.Const)]
        if isinstance(node.node, nodes.Name) and node.node.name == "t" and len(texts) == _BOTH:
            return nodes.Const(texts[self.place], lineno=node.lineno)
        return node


class _Generator(CodeGenerator):
    """Code that calls functions and macros directly."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """The template in the language of its environment."""
        if isinstance(self.environment, OneLanguage):
            node = _Chosen(self.environment.lang).visit(node)
        super().visit_Template(node, frame)

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """A plain call; one with lists of arguments as the engine makes it."""
        given = [*node.args, *node.kwargs]
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs):
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for one in given:
            self.visit(one, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


class OneLanguage(Environment):
    """An environment whose templates speak one language."""

    code_generator_class = _Generator
    lang: Lang = "zh"
