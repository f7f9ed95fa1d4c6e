"""Building: leaves, operators and brackets of a query, as they come, into a tree."""

from __future__ import annotations

from fihris.search import notices
from fihris.search.groups import Group
from fihris.search.notices import DEEPEST
from fihris.search.tree import Any, Leaf, Node, Not


class Builder:
    """Puts a tree together; what is mended goes into `said`.

    `negate` and `require` are set by a sign and say what becomes of the node that follows it.
    """

    def __init__(self, said: list[str]) -> None:
        self._said = said
        self.negate = self.require = False
        self._operator: str | None = None  # AND or OR that waits for its right side
        self._groups = [Group()]
        self._ignored = 0  # open brackets that were too deep

    @property
    def field(self) -> str:
        """What was typed before the colon of the group that is open, if it is the value of a field."""
        return self._groups[-1].field

    def add(self, node: Node) -> None:
        """Take a leaf."""
        self._begin()
        self._put(node, negate=self.negate, require=self.require)
        self.unsign()

    def unsign(self) -> None:
        """Forget the sign before what was left out: it says nothing of what follows."""
        self.negate = self.require = False

    def join(self, kind: str, *, arabic: bool) -> None:
        """Take an operator; `arabic` if it is to be written so."""
        if kind == "NOT":
            self.negate = True
        elif self.negate or self._operator or not self._groups[-1].has_left():
            self._said.append(notices.DANGLING)
        else:
            self._operator = kind
            if kind == "OR" and arabic:
                self._groups[-1].either = "أو"

    def open(self, field: str) -> None:
        """Take an open bracket, of the value of a field if one was named."""
        if len(self._groups) >= DEEPEST:
            self._said.append(notices.TOO_DEEP)
            self._ignored += 1
            return
        # The bracket is the right side of what waits before it.
        self._begin()
        self._groups.append(Group(negated=self.negate, required=self.require, field=field or self.field))
        self.unsign()

    def close(self) -> None:
        """Take a closing bracket."""
        if self._ignored:
            self._ignored -= 1
        elif len(self._groups) == 1:
            self._said.append(notices.BRACKETS)
        else:
            if self.negate or self._operator:
                self._said.append(notices.DANGLING)
            self.unsign()
            self._operator = None
            self._end()

    def tree(self, *, cut: bool) -> Node | None:
        """Return what was built, None where nothing is asked for; `cut` if the text goes on."""
        if len(self._groups) > 1 and not cut:
            self._said.append(notices.BRACKETS)
        while len(self._groups) > 1:
            self._end()
        if (self.negate or self._operator) and not cut:
            self._said.append(notices.DANGLING)
        tree = self._groups[0].node()
        if tree is None:
            self._said.append(notices.NOTHING)
        elif _only_negative(tree):
            self._said.append(notices.NEGATIVE)
            return None
        return tree

    def _begin(self) -> None:
        if self._operator:
            self._groups[-1].join(self._operator)
        self._operator = None

    def _end(self) -> None:
        group = self._groups.pop()
        node = group.node()
        if node is not None:
            self._put(node, negate=group.negated, require=group.required)

    def _put(self, node: Node, *, negate: bool, require: bool) -> None:
        group = self._groups[-1]
        if negate:
            group.add(Not(node))
        elif require:
            group.require(node)
        else:
            group.add(node)


def _only_negative(node: Node) -> bool:
    """Say whether a node, or one of its options, names nothing but what an article must not hold."""
    if isinstance(node, Not):
        return True
    if isinstance(node, Leaf):
        return False
    if isinstance(node, Any):
        return any(map(_only_negative, node.children))
    return all(map(_only_negative, node.children))
