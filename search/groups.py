"""Groups: what stands between two brackets of a query, or in all of it, as it is being read."""

from __future__ import annotations

from fihris.index.months import TWO_WORDS, names_of_month
from fihris.search.tree import All, Any, Node, Together, Word


class Group:
    """OR of ANDs of words side by side, of the value of a field or of a query.

    `negated` and `required` say which sign stands before its bracket, `field` what was typed before the
    colon.
    """

    def __init__(self, *, negated: bool = False, required: bool = False, field: str = "") -> None:
        self.negated = negated
        self.required = required
        self.field = field
        self.options: list[list[list[Node]]] = [[[]]]
        self.either = "OR"

    def add(self, node: Node) -> None:
        """Take a node that stands beside the one before it; two words may be the name of one month."""
        clause = self.options[-1][-1]
        if clause and isinstance(node, Word) and isinstance(clause[-1], Word):
            both = f"{clause[-1].text} {node.text}"
            if clause[-1].text in TWO_WORDS and names_of_month(both):
                clause[-1] = Word(both)
                return
        clause.append(node)

    def require(self, node: Node) -> None:
        """Take a node that an article has to hold whatever else stands beside it."""
        self.options[-1].insert(-1, [node])

    def join(self, kind: str) -> None:
        """Begin what stands behind an operator."""
        if kind == "AND":
            self.options[-1].append([])
        else:
            self.options.append([[]])

    def has_left(self) -> bool:
        """Say whether there is something for an operator to join."""
        return any(self.options[-1])

    def node(self) -> Node | None:
        """Return the group as a node, None when it is empty; an operator at its end has nothing to join."""
        options = []
        for clauses in self.options:
            joined = [_join(Together, nodes) for nodes in clauses if nodes]
            if joined:
                options.append(_join(All, joined))
        if len(options) > 1:
            return Any(tuple(options), self.either)
        return options[0] if options else None


def _join(kind: type[Together] | type[All], nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else kind(tuple(nodes))
