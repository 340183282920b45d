"""Every word that the engine shows a reader, in the language of the site.

The words stand in one file per language (`en.po`), by the name of the message: nothing else composes sentences, and
no module holds a word of its own. The words of commands and problems speak to maintainers; they stand in the code.
"""

from __future__ import annotations

import functools
import gettext
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from factsheet.core.problems import FactsheetError, Problem, Refusal, show
from factsheet.data import locales
from factsheet.model import Figure, Measure, periods
from factsheet.model.derived import Derived, Total
from factsheet.model.periods import Period
from factsheet.plan.messages import catalogue
from factsheet.text import formats, languages
from factsheet.text.scripts import Script


class Messages:
    """The messages of one language, with the dates, numbers and names that stand in them.

    `messages("voices", articles=…, roots=…, sources=…)` is a sentence, filled in with text as it is given.
    """

    def __init__(self, language: str, catalogue_: gettext.GNUTranslations) -> None:
        self.language, self._catalogue = language, catalogue_
        # By their notation: a site has the same ones a thousand times.
        self._days: dict[str, str] = {}
        self._periods: dict[str, str] = {}

    def __call__(self, key: str, /, count: int | None = None, **values: object) -> str:
        """The message of this name; with a count, in the form that the language has for so many.

        Raises Refusal where there is none, or where it takes other values.
        """
        text = self._catalogue.gettext(key) if count is None else self._catalogue.ngettext(key, key, count)
        if values.keys() != catalogue.fields(text):
            what = f"message {show(key)} of {show(self.language)} is given {', '.join(values) or 'no value'}"
            raise Refusal(what, f"It takes {', '.join(sorted(catalogue.fields(text))) or 'none'}.")
        return text.format(**values)

    # ------------------------------------------------------------ dates and numbers

    def day(self, iso: str) -> str:
        """A date as readers write it: 2012-11-15 is 15 November 2012; 2012-11 is November 2012; 2012 stays.

        Anything that is not a date is returned unchanged; the checks report it.
        """
        if iso not in self._days:
            self._days[iso] = formats.day(iso, self.language)
        return self._days[iso]

    def periods(self, period: Period) -> list[str]:
        """The two ends of a period, or the one time that it is, as readers say them."""
        if period.text == formats.EVERY_YEAR:
            return [self("period-every-year")]
        return [self.time(part) for part in period.text.split("/")]

    def period(self, period: Period) -> str:
        """A period as readers say it: "end of 2021", "2012 – 2021", "every year"."""
        if period.text not in self._periods:
            ends = self.periods(period)
            span = ends[0] if len(ends) == 1 else self("period-span", first=ends[0], last=ends[1])
            self._periods[period.text] = span
        return self._periods[period.text]

    def time(self, iso: str) -> str:
        """A day, a month or a year as it stands in a period: "end of 2021", "2021"."""
        season = formats.season(iso)
        if season in formats.SEASONS.values() or len(iso) == 4:
            return self(f"period-{season or 'year'}", year=iso[:4])
        return self.day(iso)

    def number(self, number: int) -> str:
        """A whole number."""
        return formats.number(str(number), self.language)

    def value(self, figure: Figure) -> str:
        """A figure as it stands in running text: a date, or a number with its qualifier and unit."""
        if figure.is_date:
            return self.day(figure.value)
        return formats.quantity(figure.value, figure.fact.measure.unit, figure.qualifier, self.language)

    def derived(self, derived: Derived) -> str:
        """A calculated number, or the range it lies in."""
        return formats.derived(derived.name, *derived.shown(), derived.unit, self.language)

    def unit(self, measure: Measure) -> str:
        """A measure's unit, as it stands in a description."""
        return formats.unit(measure.unit, self.language)

    @property
    def gap(self) -> str:
        """What stands between two sentences: a space, where the language has any."""
        return languages.of(self.language).writing.space

    # ------------------------------------------------------------ names

    def label(self, measure: Measure, period: Period, place: str, level: str = "") -> str:
        """What a fact without a label of its own is called; `place` is the name of its place, empty for everywhere.

        Of a day it names the month alone: the day is a number, which a label cannot trace.
        """
        ends = (part[:7] if formats.season(part) == "day" else part for part in period.text.split("/"))
        period = replace(period, text="/".join(ends))
        if level:
            return self("fact-at-level", label=self.label(measure, period, place), level=level)
        if place:
            return self("fact-at-place", measure=measure.label, place=place, period=self.period(period))
        return self("fact-everywhere", measure=measure.label, period=self.period(period))

    def derived_label(self, derived: Derived) -> str:
        """What a calculated number is, from the labels of its inputs."""
        labels = [self.total(o) if isinstance(o, Total) else o.fact.label for o in derived.operands]
        if derived.name in ("change", "times", "share"):
            return self(f"derived-{derived.name}", a=labels[0], b=labels[1])
        if derived.name == "rate":
            return self("derived-rate", a=labels[0], b=labels[1], c=labels[2])
        if len(labels) > 3:  # a sum over years: its ends say which
            labels = [labels[0], "…", labels[-1]]
        return self(f"derived-{derived.name}", all=self("semicolon").join(labels))

    def total(self, total: Total) -> str:
        """All figures of a measure in a period."""
        period = periods.parse(total.period)
        return self("total", measure=total.measure.label, period=self.period(period) if period else total.period)

    def calculated(self, name: str, inputs: Sequence[Figure]) -> str:
        """How a calculated number is made of its inputs, within a statement."""
        spans = [self.period(f.fact.period) for f in inputs]
        ends = {"a": spans[0], "b": spans[1], "last": spans[-1]}
        taken = {"sum": ("a", "last"), "difference": ("b", "last")}.get(name, ("a", "b"))
        return self(f"calculated-{name}", **{end: ends[end] for end in taken})


def load(
    language: str, root: Path, named: str = "mkdocs.yml", kept: Path | None = None
) -> tuple[Messages, tuple[Problem, ...]]:
    """The messages of a site's language, and what is wrong with them; English where they cannot be used.

    They lie in the project at `root`, as `locales/<language>/messages.po`, or with the engine. `named` is the file that
    names the language, and `kept` the folder in which a build keeps them compiled.
    """
    path = catalogue.find(language, root)
    if path is None:
        what = f"theme.language is {show(language)}, and no catalogue has the messages of that language"
        known = ", ".join(catalogue.languages())
        fix = f"Write locales/{language}/messages.po, or take a language the engine speaks: {known}."
        return english(), (Problem(named, 0, what, fix),)
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    faults: list[Problem] = []
    script = Script(language, locales.terms(root, language, faults))
    found, problems = _made(path.read_bytes(), script, script.key, name, kept)
    return found or english(), (*problems, *faults)


@functools.cache
def english() -> Messages:
    """The messages in English."""
    found, problems = _made(catalogue.ENGLISH.read_bytes(), Script(catalogue.SOURCE), "", catalogue.ENGLISH.name, None)
    if found is None:
        raise FactsheetError(problems[0])
    return found


@functools.lru_cache(maxsize=4)  # while a server builds again, the same messages stay the same
def _made(
    content: bytes, script: Script, key: str, name: str, kept: Path | None
) -> tuple[Messages | None, tuple[Problem, ...]]:
    found, problems = catalogue.read(content, script, name, kept)
    return found and Messages(script.tag, found), problems
