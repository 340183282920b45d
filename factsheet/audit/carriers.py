"""Checks that a carrier on a page agrees with `data/`. Each check returns what is wrong, or an empty string."""

from __future__ import annotations

import hashlib
import re
from functools import cached_property

from factsheet.audit import citations, quantities, renderings, tallies
from factsheet.audit.addresses import forms, is_page, resolve
from factsheet.audit.cells import decimal, without
from factsheet.audit.expected import SIX, Expected, Row
from factsheet.audit.page_model import Carrier
from factsheet.audit.quantities import FORMULAS, INPUTS, OUTCOMES
from factsheet.audit.times import spoken
from factsheet.data import csl, queries
from factsheet.text import numerals

NAMES = {
    "100*(b/a-1)": "change", "b/a": "times", "100*a/b": "share", "sum": "sum", "a-sum": "difference", OUTCOMES: "rate",
}  # fmt: skip


class Judge:
    """Judges the carriers of one site.

    `ids` holds the anchors of every page by its path, `addresses` the canonical address of every page.
    """

    def __init__(self, expected: Expected, ids: dict[str, set[str]], addresses: dict[str, str]) -> None:
        self.expected, self.ids, self.addresses = expected, ids, addresses
        self.spans = renderings.spans(expected)  # of time, in our renderings of quotations
        self.calculated: set[str] = set()  # the values of the calculated numbers that were found right
        self._untraced: dict[tuple[str, str, str], list[str]] = {}

    def judge(self, carrier: Carrier, page: str) -> str:
        """What is wrong with a carrier on `page`; empty if nothing is."""
        return getattr(self, f"_{carrier.kind}")(carrier, page)

    def _row(self, carrier: Carrier) -> Row | str:
        key = f"{carrier.attributes.get('data-fact', '')}@{carrier.attributes.get('data-source', '')}"
        if locator := carrier.attributes.get("data-locator"):
            key = f"{key}:{locator}"
        return self.expected.rows.get(key) or f"no figure '{key}' in data/figures.csv"

    def copied(self, carrier: Carrier, page: str) -> str:
        """What is wrong with a carrier in a passage to copy, which has no links and marks of its own; empty if nothing is."""
        checks = {"figure": self._agreed, "date": self._agreed_date}
        return checks[carrier.kind](carrier) if carrier.kind in checks else self.judge(carrier, page)

    def _figure(self, carrier: Carrier, page: str) -> str:
        """Value, shown text, qualifier, unit, link and citation mark agree with the figure's row."""
        return self._agreed(carrier) or self._linked(carrier, page)

    def _date(self, carrier: Carrier, page: str) -> str:
        """`datetime` is the value of the figure's row, and the text is that date."""
        return self._agreed_date(carrier) or self._linked(carrier, page)

    def _linked(self, carrier: Carrier, page: str) -> str:
        named = carrier.attributes
        return self._link_problem(carrier, page, named.get("data-fact", ""), [named.get("data-source", "")])

    def _agreed(self, carrier: Carrier) -> str:
        row = self._row(carrier)
        if isinstance(row, str):
            return row
        if carrier.attributes.get("value") != row.value:
            return f"value '{carrier.attributes.get('value')}' where data/ has '{row.value}'"
        right = quantities.shown(row, carrier.language)
        if carrier.text.strip() != right:
            return f"shows '{carrier.text}' where data/ has '{right}'"
        return ""

    def _agreed_date(self, carrier: Carrier) -> str:
        row = self._row(carrier)
        if isinstance(row, str):
            return row
        if carrier.attributes.get("datetime") != row.value:
            return f"datetime '{carrier.attributes.get('datetime')}' where data/ has '{row.value}'"
        if carrier.text.strip() != spoken(row.value, carrier.language):
            return f"shows '{carrier.text}' where data/ has '{row.value}'"
        return ""

    def _period(self, carrier: Carrier, page: str) -> str:
        """`datetime` is a day of the fact's period, and the text is that day."""
        fact, day = carrier.attributes.get("data-fact", ""), carrier.attributes.get("datetime", "")
        if day not in self.expected.periods.get(fact, "").split("/"):
            return f"'{day}' is not in the period of fact '{fact}'"
        return (
            ""
            if carrier.text == spoken(day, carrier.language)
            else f"shows '{carrier.text}' where the period has '{day}'"
        )

    def _derived(self, carrier: Carrier, page: str) -> str:
        """The formula gives the value when computed from the inputs, and the shown text is that value, rounded."""
        formula, names = carrier.attributes.get("data-formula", ""), carrier.attributes.get("data-inputs", "").split()
        shown, stated = carrier.text.strip(), decimal(carrier.attributes.get("value", ""))
        if formula == "count" and names[:1] == [tallies.COUNTED]:
            return ""  # what the page itself lists, and tallies.py counts
        if formula == "count":
            number = self.expected.counted(" ".join(names))
            if number is None:
                return f"counts '{' '.join(names)}', which data/ does not hold"
            right = stated == number and shown == quantities.grouped(str(number), carrier.language)
            return "" if right else f"shows '{shown}' where data/ counts {number}"
        rows = [self.expected.row(n) for n in names]
        if formula not in FORMULAS or not rows or None in rows or len(rows) != INPUTS.get(formula, len(rows)):
            return f"formula '{formula}' of '{' '.join(names)}' cannot be computed"
        if wrong := self.expected.forbidden(formula, rows):
            return wrong
        if quantities.span(formula, rows) == (None, None):
            return f"formula '{formula}' of figures that leave it without any end"
        exact = FORMULAS[formula](*(quantities.number(r.value) for r in rows))
        self.calculated.add(f"{float(exact):.6g}")
        if stated is None or stated != SIX.divide(exact.numerator, exact.denominator):
            return f"value '{carrier.attributes.get('value')}' where the formula gives {float(exact):.6g}"
        if wrong := quantities.fault(shown, formula, rows, carrier.language):
            return wrong
        return self._link_problem(carrier, page, entry_of(formula, names), list(dict.fromkeys(r.source for r in rows)))

    def _link_problem(self, carrier: Carrier, page: str, fact: str, sources: list[str]) -> str:
        """The number links to its entry in the register, and the marks after it to the entry of each source.

        One that is itself the anchor of its entry, in a table, links to the query that returns it, or else to its source.
        """
        target, anchor = resolve(page, carrier.href)
        if carrier.anchor == fact:
            if wrong := self._query_problem(carrier, page, fact, sources[0]):
                return wrong
        elif not self._is_entry(target, anchor, fact):
            return f"'{carrier.text}' leads to '{carrier.href}', not to its entry in the register"
        marked = [resolve(page, href) for href in carrier.marks]
        missing = [s for s in sources if not any(a == s and is_page(t, "sources") for t, a in marked)]
        if missing:
            return f"'{carrier.text}' has no citation mark of its source '{missing[0]}'"
        told = {anchor for _, anchor in (resolve(page, href) for href in carrier.recalled)}
        wrong = sorted(told ^ {s for s in sources if self.expected.sources[s].text("status") in csl.RECALLED})
        return (
            f"'{carrier.text}' does not say beside its mark whether '{wrong[0]}' was retracted or withdrawn"
            if wrong
            else ""
        )

    def has_entry(self, fact: str) -> bool:
        """Whether a page of its measure has the entry of a fact."""
        return any(fact in self.ids[page] and self._is_entry(page, fact, fact) for page in self._entry_pages)

    @cached_property
    def _entry_pages(self) -> list[str]:
        """The pages below the register, one or more for each measure."""
        return [page for page in self.ids if page.startswith("register/") and not is_page(page, "register")]

    def _is_entry(self, target: str, anchor: str, fact: str) -> bool:
        """Whether an anchor of a page is the entry of a fact, on the register's page or those of its measure, or of a calculated number."""
        measure = self.expected.facts[fact].text("measure") if fact in self.expected.facts else ""
        home = f"register/{measure}" if measure else "register"
        there = is_page(target, "register") or is_page(target, home) or target.startswith(f"{home}/")
        return there and anchor == fact and anchor in self.ids.get(target, ())

    def _query_problem(self, carrier: Carrier, page: str, fact: str, source: str) -> str:
        """A number that is its own entry leads to the query that returns it, or to the entry of a source that has none."""
        given = self.expected.given.get((fact, source), [])
        asked = queries.address(self.expected.sources[source].text("custom.query"), given[0].locator) if given else ""
        target, anchor = resolve(page, carrier.href)
        right = carrier.href == asked if asked else is_page(target, "sources") and anchor == source
        return "" if right else f"'{carrier.text}' leads to '{carrier.href}', not to {asked or 'its source'}"

    def _quote(self, carrier: Carrier, page: str) -> str:
        """The quote, letter for letter as in `data/`, of a figure or of a claim that states no number."""
        named = carrier.attributes.get("data-claim")
        if named is not None:
            claim = self.expected.claims.get(named)
            text = claim.text("quote") if claim else None
            return "" if carrier.text == text else f"quotes '{carrier.text}' where claim '{named}' has '{text}'"
        row = self._row(carrier)
        if isinstance(row, str):
            return row
        return "" if carrier.text == row.quote else f"quotes '{carrier.text}' where data/ has '{row.quote}'"

    def _source(self, carrier: Carrier, page: str) -> str:
        """The citation holds bibliographic fields of its source letter for letter, and no other numeral."""
        source = carrier.attributes.get("data-source", "")
        if source not in self.expected.sources:
            return f"no source '{source}' in data/sources.yml"
        left = self._unknown(source, carrier.text, carrier.language)
        return f"'{left[0]}' in a citation is in no field of source '{source}'" if left else ""

    def _unknown(self, source: str, rest: str, language: str) -> list[str]:
        """Numerals of a citation that are in no field of its source; cached, since citations recur."""
        if (source, rest, language) not in self._untraced:
            bare = rest
            for text in self.expected.cited(source, language):
                bare = without(bare, text)
            self._untraced[source, rest, language] = [n.text for n in numerals.find(bare, language)]
        return self._untraced[source, rest, language]

    def _locator(self, carrier: Carrier, page: str) -> str:
        """The locator of the figure's row, or of a claim."""
        if "data-claim" in carrier.attributes:
            claim = self.expected.claims.get(carrier.attributes["data-claim"])
            right = claim is not None and carrier.text == f"¶ {claim.text('locator')}"
            return (
                "" if right else f"locator '{carrier.text}' is not that of claim '{carrier.attributes['data-claim']}'"
            )
        row = self._row(carrier)
        if isinstance(row, str):
            return row
        shown = carrier.text.strip()
        if row.locator == "title" and not row.dataset:
            right = not numerals.find(shown, carrier.language)  # a word such as headline
        else:
            right = shown == (row.locator if row.dataset else f"¶ {row.locator}")
        return "" if right else f"locator '{shown}' where data/ has '{row.locator}'"

    def _cite(self, carrier: Carrier, page: str) -> str:
        """The citation mark shows the number of the source it links to."""
        if carrier.tag == "a":
            target, source = resolve(page, carrier.href)
            if not is_page(target, "sources") or source not in self.ids.get(target, ()):
                return f"mark '{carrier.text}' leads to '{carrier.href}' and not to a source's entry"
        else:
            source = carrier.attributes.get("data-source", "")
        number = self.expected.numbers.get(source)
        return "" if carrier.text == f"[{number}]" else f"mark '{carrier.text}' where source '{source}' is [{number}]"

    def _site(self, carrier: Carrier, page: str) -> str:
        """The text is the value of its key in mkdocs.yml or sources.yml, or the address of an entry of this site."""
        key = carrier.attributes.get("data-key", "")
        if key == "address":
            return self._address(carrier.text, page)
        if key == "citation":
            return citations.fault(carrier, self.addresses.get(page, ""), self.expected)
        value = self.expected.site(carrier.language).get(key)
        if value is None:
            return f"no site value '{key}' in mkdocs.yml or data/sources.yml"
        return "" if carrier.text == value else f"site value '{carrier.text}' where '{key}' is '{value}'"

    def address_fault(self, shown: str, page: str) -> str:
        """What is wrong with an address of this site that a page names; empty if nothing is."""
        return self._address(shown, page)

    def _address(self, shown: str, page: str) -> str:
        """The address begins with the site's own, as the page's canonical link has it, and its page and anchor exist."""
        own = self.addresses.get(page, "")
        form = next((f for f in forms(page) if own.endswith(f)), None) if own else ""
        home = own.removesuffix(form) if form is not None else None
        if home is not None and shown.startswith(home):
            target, anchor = resolve("index.html", shown.removeprefix(home))
            if target in self.ids and (not anchor or anchor in self.ids[target]):
                return ""
        return f"'{shown}' is no page or entry of this site"


def entry_of(formula: str, names: list[str]) -> str:
    """The anchor of a calculated number's entry in the register, made of its formula and inputs."""
    if len(names) > 3:
        return f"{NAMES[formula]}--{hashlib.sha256(' '.join(names).encode()).hexdigest()[:12]}"
    return re.sub(r"[@:\[\]/,]+", ".", "--".join([NAMES[formula], *names]))
