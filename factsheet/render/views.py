"""Views: the templates of what a page shows, filled in with data and with the messages of its language.

Jinja escapes what it fills in. Which signs it has to escape depends on where they stand, so a template is read
as it is compiled: between quotation marks within a tag a value is an attribute's, anywhere else it is text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Macro
from markupsafe import Markup

from factsheet.core.links import Links, text_fragment
from factsheet.data import csl
from factsheet.data.labels import OWN, PLACEHOLDER
from factsheet.model import WORLD, Fact, Figure, Sheet, Source, intervals, verdicts
from factsheet.model.claims import Result
from factsheet.model.comparisons import Value, number
from factsheet.model.derived import Derived, Total, variable
from factsheet.plan import citation, citation_styles
from factsheet.plan.anchors import derived_id
from factsheet.plan.build_date import newest_day
from factsheet.plan.messages import Messages
from factsheet.plan.site_settings import SiteSettings
from factsheet.render import markup
from factsheet.text import formats

TEMPLATES = Path(__file__).parent / "templates"
# What a compiled template depends on beside its source and Jinja's version.
COMPILER = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
TONES = {verdicts.RIGHT: "holds", verdicts.PARTLY: "partly", verdicts.WRONG: "differs", verdicts.OPEN: "open"}
# A number with one of these verdicts is that of another time or of other people, which is where it was found.
FOUND_ELSEWHERE = ("mid-year-figure", "another-years-figure", "different-scope")
_break = re.compile(r"\n\s*")
# A space after each block keeps search and copied text from running cells together.
_block = re.compile(r"</(?:caption|dd|div|dl|dt|h3|li|p|summary|td|th|tr|ul)>")


class InPages(Extension):
    """How a template is written and how it comes out: one line, as Markdown needs it, each value escaped for its place."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Take out line breaks and indentation, set spaces after blocks, and mark what stands in attributes."""
        tag, within = "", False  # the text of the tag we are in, and whether we are in an expression in an attribute
        for token in stream:
            if token.type == "data":
                text = _block.sub(r"\g<0> ", _break.sub("", token.value))
                token = Token(token.lineno, "data", text)
                tag = f"{tag}{text}"
                tag = tag[max(tag.rfind("<"), tag.rfind(">"), 0) :]
            elif token.type == "variable_begin" and tag.startswith("<") and tag.count('"') % 2:
                within = True
                yield token
                token = Token(token.lineno, "lparen", "(")
            elif token.type == "variable_end" and within:
                within = False
                for kind, value in (("rparen", ")"), ("pipe", "|"), ("name", "quoted")):
                    yield Token(token.lineno, kind, value)
            yield token


class Written(CodeGenerator):
    """What a template compiles to: `markup.escaped` alone escapes, so Jinja need not escape its result once more."""

    def _output_child_pre(self, node, frame, finalize):
        attribute = isinstance(node, nodes.Filter) and node.name == "quoted"
        self.write("(" if attribute else finalize.src or "str(")

    def _output_child_post(self, node, frame, finalize):
        self.write(")")


class Context(jinja2.runtime.Context):
    """What a template is filled in with. It calls what is in it as it is, since nothing there asks for Jinja's own state."""

    def call(self, called: Callable, /, *given: object, _loop_vars: dict | None = None, **named: object) -> object:
        """What a template calls, called."""
        return called(*given, **named)


def environment(compiled: jinja2.BytecodeCache | None = None) -> jinja2.Environment:
    """The engine's templates; `compiled` keeps them compiled."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=markup.escaped,
        undefined=jinja2.StrictUndefined,
        extensions=[InPages],
        bytecode_cache=compiled,
        auto_reload=False,
    )
    made.code_generator_class, made.context_class = Written, Context
    made.filters |= {"quoted": markup.quoted, "each_once": lambda values: list(dict.fromkeys(values))}
    made.getattr = getattr  # a name that a thing does not have is an error, and no key to look for instead
    made.globals.clear()  # a view gives all that its templates know; Jinja would copy these for each
    return made


class View:
    """A page being written: its address and its language, and every template filled in with them.

    `view("fact", fact=…)` is `templates/fact.html`. What stands in `carriers.html` and `statements.html` any template
    may call, and Python too, as `view.macros["cited"]`.
    """

    def __init__(
        self,
        templates: jinja2.Environment,
        sheet: Sheet,
        messages: Messages,
        settings: SiteSettings,
        links: Links,
        entry_pages: Mapping[str, str],
        judged: Mapping[str, list[Result]],
    ) -> None:
        self.sheet, self.messages, self.settings, self.links = sheet, messages, settings, links
        self._entry_pages = entry_pages  # of facts and calculated numbers, by anchor
        self._templates, self._words = templates, dict[str, Markup]()
        self._given: dict[str, object] = {
            "citation": citation, "styles": citation_styles, "page_styles": self.page_styles, "text_fragment": text_fragment, "derived_id": derived_id, "variable": variable,
            "six_digits": intervals.six_digits, "season": formats.season, "capital": capital, "tone": tone, "anchor": anchor,
            "FOUND_ELSEWHERE": FOUND_ELSEWHERE, "is_total": lambda operand: isinstance(operand, Total), "total_told": self.total_told, "is_derived": lambda cell: isinstance(cell, Derived), "highest": highest, "sheet": sheet, "messages": messages, "m": self.words, "settings": settings,
            "to": links.to, "file": links.to_file, "entry_page": self.entry_page, "judged": judged, "place_and_level": self.place_and_level, "place_name": self.place_name, "time_and_place": self.time_and_place,
            "shown_first": self.shown_first, "worded": self.worded, "type_name": self.type_name, "coded": self.coded, "rendering": self.rendering,
        }  # fmt: skip
        for name in ("carriers", "statements"):
            module = templates.get_template(f"{name}.html").make_module(self._given)
            self._given |= {name: _kept(macro) for name, macro in vars(module).items() if isinstance(macro, Macro)}
        self.macros = self._given

    def __call__(self, template: str, **values: object) -> Markup:
        """A template of the engine's, filled in."""
        return Markup(self._templates.get_template(f"{template}.html").render(self._given, **values))

    def words(self, key: str, /, count: int | None = None, **values: object) -> Markup:
        """A message as HTML, filled in with HTML or text."""
        if values:
            return Markup(self.messages(key, count, **{name: markup.escaped(value) for name, value in values.items()}))
        if key not in self._words:
            self._words[key] = Markup(self.messages(key))
        return self._words[key]

    # ------------------------------------------------------------ what templates ask for

    def entry_page(self, name: str) -> str:
        """The page that has the entry of a fact, or of a calculated number."""
        return self._entry_pages.get(name, "register")

    def page_styles(self, title: str, place: str) -> list[tuple[str, str]]:
        """A page of this site as each style cites it."""
        work = citation_styles.of_page(
            title, self.settings.page(place), newest_day(self.sheet), self.settings, self.messages
        )
        return [(name, style(work, self.messages)) for name, style in citation_styles.STYLES.items()]

    def place_name(self, place: str) -> str:
        """A place as readers know it."""
        return self.sheet.places.get(place, place)

    def time_and_place(self, fact: Fact) -> str:
        """The period of a fact, and its place unless that is everywhere or it has none."""
        period = self.messages.period(fact.period)
        if fact.place in ("", WORLD):
            return period
        return self.messages("place-and-period", place=self.place_name(fact.place), period=period)

    def place_and_level(self, fact: Fact) -> str:
        """The place of a fact, with its level where it has one."""
        return " · ".join(filter(None, (self.place_name(fact.place), fact.level_told or fact.level)))

    def total_told(self, total: Total) -> str:
        """All figures of a measure in a period, in words."""
        told = self.messages.total(total)
        if not total.without:
            return told
        return self.messages(
            "without", told=told, places=self.messages("comma").join(map(self.place_name, total.without))
        )

    def shown_first(self, fact: Fact) -> list[Figure]:
        """The figures of a fact, the one shown first."""
        shown = self.sheet.shown(fact.id)
        return [shown, *(f for f in self.sheet.by_fact[fact.id] if f is not shown)]

    def worded(self, figure: Figure, brief: bool = False) -> Iterator[str]:
        """How a source's own words differ from the fact; `brief` where the page says once what that means."""
        for key, value in figure.worded:
            if key == "kind":
                yield self.messages(f"worded-{'brief' if brief else 'as'}-{value}")
            else:
                yield self.messages(f"worded-{key}", **{key: self.place_name(value) if key == "place" else value})

    def rendering(self, said: Figure | Result) -> Markup:
        """A quotation in the language of the page, with each number in its carrier."""
        own, parts = said if isinstance(said, Figure) else said.figure, PLACEHOLDER.split(said.rendering)
        shown = (
            self.macros["cited"](own if part == OWN else self.sheet.figures[part]) if n % 2 else markup.text(part)
            for n, part in enumerate(parts)
        )
        return Markup("").join(shown)

    def type_name(self, source: Source) -> str:
        """What kind of text a source is; of a type that CSL does not know, which the checks report, its own word."""
        kind = source.text("type")
        return self.messages(f"type-{kind}") if kind in csl.TYPES else f"{kind[:1].upper()}{kind[1:]}"

    def coded(self, key: str) -> Markup:
        """A message in which names between backticks are set as code."""
        parts = self.messages(key).split("`")
        shown = (Markup(f"<code>{markup.text(p)}</code>") if n % 2 else markup.escaped(p) for n, p in enumerate(parts))
        return Markup("").join(shown)


def _kept(macro: Macro) -> Callable[..., Markup]:
    """A macro, kept for the page where it is given one thing of the data: a page shows the same mark a hundred times."""
    if macro.arguments not in (("figure",), ("source",), ("fact",), ("derived",)):
        return macro
    made: dict[int, tuple[object, Markup]] = {}

    def call(shown: object) -> Markup:
        # By identity, since values take long to compare; what is kept with its HTML cannot give its identity to another.
        found = made.get(id(shown))
        if found is None:
            found = made[id(shown)] = shown, macro(shown)
        return found[1]

    return call


def tone(verdict: str, flags: tuple[str, ...]) -> str:
    """The class of a verdict: what tells right, partly right, wrong and open apart without colour alone."""
    return TONES[verdicts.standing(verdict, flags)]


def anchor(result: Result) -> str:
    """A statement's anchor on the page of statements."""
    return result.id.replace("@", ".")


def highest(values: tuple[Value, ...]) -> Value:
    """The highest of several figures or sums."""
    return max(values, key=number)


def capital(text: str) -> str:
    """Text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
