"""YAML as text: dicts, lists and strings with their line numbers, and nothing else.

Built from the parser's events, which costs no recursion and resolves nothing: no tag,
anchor or alias is ever followed, so no file can name a type or grow by reference.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from factsheet.core.problems import Problem, show

DEEPEST = 12  # no entry nests this far; a file that does is damaged or hostile


class Stop(Exception):
    """A syntax error after which the file cannot be read further."""

    def __init__(self, line: int, what: str, fix: str) -> None:
        super().__init__(what)
        self.line, self.what, self.fix = line, what, fix


@dataclass
class _Node:
    """A collection being read: its value, its dotted path, and the key that waits for a value."""

    value: dict | list
    place: str
    key: str | None = None

    def step(self) -> str:
        """The dotted path of the next item."""
        name = str(len(self.value)) if isinstance(self.value, list) else str(self.key)
        return f"{self.place}.{name}" if self.place else name

    def put(self, value: object) -> None:
        """Append the value to a list, or store it under the waiting key of a mapping."""
        if isinstance(self.value, list):
            self.value.append(value)
        else:
            self.value[self.key] = value
            self.key = None


def read(text: str, path: str, problems: list[Problem]) -> tuple[object, dict[str, int]]:
    """The document, and the line of every key and item by dotted path.

    Raises `Stop` where reading cannot go on; a key that stands twice is added to `problems`.
    """
    try:
        return _read(text, path, problems)
    except yaml.YAMLError as error:
        line, said, fix = explained(error, text)
        raise Stop(line, f"the file is not YAML here: {said}", fix) from error


# What the parser says, in words of somebody who edits the file; and what to do.
_CHECK = "Check indentation and colons; quote text that begins with a sign or holds ': '."
_PLAINLY = {
    "mapping values are not allowed": ("a colon stands where none may", "Indent the line as its neighbours are, and quote text that holds ': '."),
    "could not find expected ':'": ("a line before this one has no colon after its name", "Write each as `name: value`, or indent a text that goes on."),
    "unexpected end of stream": ("a quotation mark is opened here and never closed", "Close it."),
}  # fmt: skip


def explained(error: yaml.YAMLError, text: str) -> tuple[int, str, str]:
    """Line, what is wrong, and what to do, of a text that is not YAML; line 0 where the error names none."""
    mark, said = getattr(error, "problem_mark", None), getattr(error, "problem", None) or str(error)
    if "end of stream" in said:  # where it ends says nothing of where it began
        mark = getattr(error, "context_mark", None) or mark
    if mark and "\t" in "".join(text.splitlines()[mark.line : mark.line + 1])[: mark.column + 1]:
        return mark.line + 1, "a tab stands where only spaces may", "Indent with spaces."
    plain = next((told for words, told in _PLAINLY.items() if words in said), (said, _CHECK))
    return mark.line + 1 if mark else 0, *plain


def _read(text: str, path: str, problems: list[Problem]) -> tuple[object, dict[str, int]]:
    lines: dict[str, int] = {}
    root: object = ""
    stack: list[_Node] = []
    documents = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        line = event.start_mark.line + 1
        _refuse(event, line)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            raise Stop(line, "a second document begins here", "Delete the line '---'.")
        top = stack[-1] if stack else None
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(stack) >= DEEPEST:
                raise Stop(line, "entries nested too deep", "No entry needs it; check the indentation.")
            if top and isinstance(top.value, dict) and top.key is None:
                raise Stop(line, "a key that is a list or a mapping", "Give the key as plain text.")
            node = _Node({} if isinstance(event, yaml.MappingStartEvent) else [], top.step() if top else "")
            if top is None:
                root = node.value
            else:
                lines.setdefault(node.place, line)
                top.put(node.value)
            stack.append(node)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            stack.pop()
        elif isinstance(event, yaml.ScalarEvent):
            if top is None:
                root = event.value
            elif isinstance(top.value, dict) and top.key is None:
                top.key = event.value
                if event.value in top.value:
                    what = f"{show(event.value)} stands twice; the first is on line {lines[top.step()]}"
                    problems.append(Problem(path, line, what, "Keep one of the two."))
                lines[top.step()] = line
            else:
                lines.setdefault(top.step(), line)
                top.put(event.value)
    return root, lines


def _refuse(event: yaml.Event, line: int) -> None:
    """Raise `Stop` for an anchor, an alias or a tag."""
    if getattr(event, "anchor", None):
        raise Stop(line, f"anchor or alias {show(event.anchor)}", "Write the text out; references are not followed.")
    tag = getattr(event, "tag", None)
    if tag and tag != "!":
        raise Stop(line, f"tag {show(tag)}", "Delete it: everything here is plain text.")
