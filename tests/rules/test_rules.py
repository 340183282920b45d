"""The rules of the data: each broken once, and seen to be told with place, value and remedy."""

import re

import pytest

from factsheet import data, model, rules

RULES = {
    "an id that is not kebab-case": ("data/facts.yml", "dens-2020:", "Dens_2020:", "data/facts.yml:34: id 'Dens_2020' is not kebab-case"),
    "an unknown field": ("data/facts.yml", "  label: Dens", "  lable: x\n  label: Dens", "data/facts.yml:35: unknown field 'lable' in 'dens-2020'. Did you mean 'label'"),
    "a missing field": ("data/measures.yml", "  definition: Dens counted on the day.\n", "", "'dens' has no definition"),
    "an unknown kind": ("data/measures.yml", "kind: flow", "kind: flwo", "data/measures.yml:12: unknown kind 'flwo'. Did you mean 'flow'"),
    "an unknown measure": ("data/facts.yml", "measure: dens", "measure: denz", "data/facts.yml:36: unknown measure 'denz'. Did you mean 'dens'"),
    "a period that is none": ("data/facts.yml", "period: 2015/2020", "period: 2020/2015", "data/facts.yml:42: period '2020/2015' is not ISO 8601"),
    "a stock of a year": ("data/facts.yml", "  period: 2020-12-31\n  place: NLK", "  period: '2020'\n  place: NLK", "a stock's period '2020' is not a day"),
    "a flow of a day": ("data/facts.yml", 'period: "2020"', "period: 2020-12-31", "a flow's period '2020-12-31' is a day"),
    "an unknown place": ("data/facts.yml", "place: NLK", "place: NLL", "data/facts.yml:23: unknown place 'NLL'. Did you mean 'NLK'"),
    "a stock without place": ("data/facts.yml", "  place: NLK\n", "", "'otters-2020-north' has no place"),
    "the same fact twice": ("data/facts.yml", "  place: SLK", "  place: NLK", "'otters-2020-south' is the same fact as 'otters-2020-north' on line 19"),
    "an unknown fact": ("data/figures.csv", "births-2020,", "birth-2020,", "data/figures.csv:9: unknown fact 'birth-2020', in column fact. Did you mean 'births-2020'"),
    "an unknown source": ("data/figures.csv", "rise-2015-2020,herald", "rise-2015-2020,heral", "data/figures.csv:11: unknown source 'heral', in column source. Did you mean 'herald'"),
    "a source not read": ("data/figures.csv", "rise-2015-2020,herald", "rise-2015-2020,survey-note", "source 'survey-note' has not been read"),
    "an unknown root": ("data/figures.csv", "kind=flow,survey-note", "kind=flow,survey-nota", "unknown source 'survey-nota', in column via"),
    "an unknown qualifier": ("data/figures.csv", "3000,nearly", "3000,almost", "data/figures.csv:4: unknown qualifier 'almost'"),
    "a value that is no number": ("data/figures.csv", "410", "many", "data/figures.csv:9: 'many' is not a number, in column value"),
    "an infinite value": ("data/figures.csv", "410", "inf", "Write a finite number."),
    "not a number": ("data/figures.csv", "410", "NaN", "Write a finite number."),
    "a negative count": ("data/figures.csv", "410", "-410", "data/figures.csv:9: '-410' is negative"),
    "a spreadsheet's groups": ("data/figures.csv", ",410,", ',"1,410",', "A spreadsheet has set groups apart"),
    "a spreadsheet's point groups": ("data/figures.csv", "410", "118.476.000", "A spreadsheet has set groups apart"),
    "a spreadsheet's decimal comma": ("data/figures.csv", ",410,", ',"41,05",', "localised the decimal comma"),
    "a spreadsheet's exponent": ("data/figures.csv", "410", "1.2E+06", "A spreadsheet has shortened it"),
    "a value with its sign": ("data/figures.csv", "200,more-than", "200%,more-than", "the measure's unit says percent"),
    "digits of another script": ("data/figures.csv", "410", "４１０", "'４１０' is not a number"),
    "a localised date": ("data/figures.csv", "2014-07-08", "08/07/2014", "data/figures.csv:12: '08/07/2014' is not a date, in column value"),
    "a day that is none": ("data/figures.csv", "2014-07-08", "2014-02-30", "'2014-02-30' is not a date"),
    "a future date": ("data/figures.csv", "2014-07-08", "2914-07-08", "date '2914-07-08' is in the future"),
    "a hedged date": ("data/figures.csv", "2014-07-08,exact", "2014-07-08,about", "a date with qualifier 'about'"),
    "a quote without its value": ("data/figures.csv", '"about 1,200 otters"', '"about 1,300 otters"', "data/figures.csv:3: quote 'about 1,300 otters' does not carry the value '1200'"),
    "a quote with another date": ("data/figures.csv", '"July 8, 2014"', '"July 9, 2014"', "does not carry the value '2014-07-08'"),
    "a value less exact than its date": ("data/figures.csv", "2014-07-08,exact", "2014-07,exact", "does not carry the value '2014-07'"),
    "no quote": ("data/figures.csv", '"nearly 3,000"', "", "no quote for '3000'"),
    "a long quote": ("data/figures.csv", '"nearly 3,000"', '"' + "word " * 16 + 'nearly 3,000"', "a quote of 18 words"),
    "a whole sentence": ("data/figures.csv", '"nearly 3,000"', '"There were 3,000."', "a whole sentence as quote"),
    "a dataset with a quote": ("data/figures.csv", '410,exact,,,,', '410,exact,,,410,', "a dataset's figure has a quote"),
    "no locator": ("data/figures.csv", '"table births; year=2020"', "", "'births-2020@survey-2022' has no locator, in column locator. Write the paragraph"),
    "a locator that is no paragraph": ("data/figures.csv", '"nearly 3,000",1', '"nearly 3,000",0', "locator '0' is not a paragraph"),
    "an unknown wording": ("data/figures.csv", "kind=flow", "knd=flow", "unknown key 'knd', in column worded. Did you mean 'kind'"),
    "an unknown kind in wording": ("data/figures.csv", "kind=flow", "kind=stream", "unknown kind 'stream', in column worded"),
    "a wording without value": ("data/figures.csv", "kind=flow", "kind=", "'kind' without a value, in column worded"),
    "an unknown place in wording": ("data/figures.csv", "kind=flow", "place=XXX", "unknown place 'XXX', in column worded"),
    "a period in wording that is none": ("data/figures.csv", "kind=flow", "period=last year", "period 'last year' is not ISO 8601, in column worded"),
    "a row twice": ("data/figures.csv", "births-2020,survey-2022,410", "otters-2015,survey-2022,410", "data/figures.csv:9: a second row for 'otters-2015@survey-2022', first on line 2"),
    "an undeclared conflict": ("data/facts.yml", "  show: survey-2022\n  because: The survey counts; the paper rounds another count.\n  weighed: [herald, survey-2022]\n", "", "data/facts.yml:6: undeclared conflict in 'otters-2020': herald says nearly 3000 (line 4) and survey-2022 says exact 2400 (line 5)"),
    "a conflict without reason": ("data/facts.yml", "  because: The survey counts; the paper rounds another count.\n  weighed: [herald, survey-2022]\n", "", "'otters-2020' has no because"),
    "a reason that was read beside fewer figures": ("data/facts.yml", "weighed: [herald, survey-2022]", "weighed: [herald]", "data/facts.yml:13: 'otters-2020' has gained 'survey-2022' since its reason was read. Read `because` beside the figures, correct it, then write weighed: [herald, survey-2022]"),
    "a reason that was read beside more figures": ("data/facts.yml", "weighed: [herald,", "weighed: [gazette, herald,", "data/facts.yml:13: 'otters-2020' has lost 'gazette' since its reason was read"),
    "a reason that nobody has read": ("data/facts.yml", "  weighed: [herald, survey-2022]\n", "", "data/facts.yml:12: 'otters-2020' has a reason, and nothing says beside which figures it was read"),
    "a shown source that gives nothing": ("data/facts.yml", "show: survey-2022", "show: gazette", "show names 'gazette', which gives no figure of 'otters-2020'"),
    "a source without profile": ("data/sources.yml", "      profile: A newspaper of the tests.\n", "", "'herald' has no custom.profile"),
    "a source neither read nor not": ("data/sources.yml", "read: false", "read: maybe", "custom.read of 'survey-note' is 'maybe'"),
    "a text without fingerprint": ("data/sources.yml", "      sha256: 0000000000000000000000000000000000000000000000000000000000000000\n", "", "source 'herald' is read but has no custom.sha256"),
    "a fingerprint that is none": ("data/sources.yml", "sha256: 00", "sha256: zz", "is not a SHA-256"),
    "an edition without its day": ("data/sources.yml", "    issued: 2022-05-06\n", "", "edition 'survey-2022' has no issued"),
    "an unknown relay": ("data/sources.yml", "relays: [survey-note]", "relays: [survey-nite]", "unknown source 'survey-nite' in custom.relays. Did you mean 'survey-note'"),
    "a chain that loops": ("data/sources.yml", "relays: [survey-note]", "relays: [gazette]", "the chain from 'herald' returns to it"),
    "a date that is none": ("data/sources.yml", "issued: 2021-03-04", "issued: 04/03/2021", "data/sources.yml:8: issued '04/03/2021' is not a date"),
    "a future reading": ("data/sources.yml", "accessed: 2024-01-02", "accessed: 2924-01-02", "data/sources.yml:9: accessed '2924-01-02' is in the future"),
    "read before it was issued": ("data/sources.yml", "issued: 2021-03-04", "issued: 2024-03-04", "before it was issued"),
    "a day of looking for the owner in the future": ("data/sources.yml", "      rewrites: herald\n", "      rewrites: herald\n      owner_sought: 2924-01-02\n", "data/sources.yml:27: custom.owner_sought '2924-01-02' is in the future"),
    "an unknown source of a profile": ("data/sources.yml", "      rewrites: herald\n", "      rewrites: herald\n      profile_from: [heral]\n", "unknown source 'heral' in custom.profile_from. Did you mean 'herald'"),
    "an inferred date without its reason": ("data/sources.yml", "      rewrites: herald\n", "      rewrites: herald\n      earliest: 2021-03\n", "'gazette' has an inferred date without inferred_from. Write its `inferred_from`"),
    "a reason without an inferred date": ("data/sources.yml", "      rewrites: herald\n", "      rewrites: herald\n      inferred_from: it says so.\n", "'gazette' has an inferred date without earliest"),
    "an inferred date of a dated text": ("data/sources.yml", "      relays: [survey-note]\n", "      relays: [survey-note]\n      earliest: 2021\n      inferred_from: it says so.\n", "'herald' was issued on '2021-03-04', and a date is inferred too. Delete"),
    "inferred dates in the wrong order": ("data/sources.yml", "      rewrites: herald\n", "      rewrites: herald\n      earliest: 2021-03\n      latest: 2021-02\n      inferred_from: it says so.\n", "the latest date of 'gazette', '2021-02', is before its earliest, '2021-03'"),
    "a script for an address": ("data/sources.yml", "https://herald.example/otters", "javascript:alert(1)", "data/sources.yml:10: address 'javascript:alert(1)' is not https: or http:"),
    "an address with a quotation mark": ("data/sources.yml", "https://herald.example/otters", "https://herald.example/'x'", "a character that addresses cannot contain"),
    "an unknown field of ours": ("data/sources.yml", "      checked: 2024-01-03", "      cheked: 2024-01-03", "unknown field 'custom.cheked' in 'survey-2022'. Did you mean 'checked'"),
    "a chart of nothing": ("data/charts.yml", "measure: otters\n  period", "measure: rise\n  period", "chart 'lakes' draws no figure"),
    "a chart of an unknown measure": ("data/charts.yml", "measure: otters", "measure: oters", "data/charts.yml:3: unknown measure 'oters'. Did you mean 'otters'"),
    "an exception without reason": ("data/exceptions.csv", "page,text,reason\n", "page,text,reason\nindex.md,5 otters,\n", "data/exceptions.csv:2: 'index.md' has no reason, in column reason"),
    "an exception without numeral": ("data/exceptions.csv", "page,text,reason\n", "page,text,reason\nindex.md,otters,why\n", "'otters' holds no numeral"),
    "a source id that is no kebab": ("data/sources.yml", "id: gazette", "id: The Gazette", "id 'The Gazette' is not kebab-case"),
    "a place that is no code": ("data/places.yml", "SLK:", "South:", "id 'South' is not an ISO 3166-1 alpha-3 code"),
}  # fmt: skip


def test_the_made_up_data_are_sound(toy):
    assert toy.problems() == []


def test_a_figure_that_credits_nobody_though_its_source_leads_to_several_is_a_note(toy):
    toy.edit("data/sources.yml", "relays: [survey-note]", "relays: [survey-note, survey-2022]")
    folder = data.read(toy.root / "data", toy.root)
    notes = [str(p) for p in rules.check(folder, model.build(folder)) if p.note and "in column via" in p.what]
    ends = "leads to 'survey-2022' and 'survey-note', in column via. Write the one that these words credit"
    assert [n.partition(" has no via")[0] for n in notes] == [
        "data/figures.csv:11: 'rise-2015-2020@herald'",
        "data/figures.csv:12: 'otter-law@herald'",
    ]
    assert all(ends in n for n in notes)


@pytest.mark.parametrize("case", RULES)
def test_broken_and_told(case, toy):
    name, old, new, expected = RULES[case]
    toy.edit(name, old, new)
    found = toy.problems()
    assert any(expected in p for p in found), "\n".join(found)


@pytest.mark.parametrize("case", [c for c in RULES if RULES[c][0].endswith(".csv")])
def test_a_problem_of_a_table_names_its_column(case, toy):
    name, old, new, _ = RULES[case]
    columns = data.FILES["figures"].names if "figures" in name else data.FILES["exceptions"].names
    toy.edit(name, old, new)
    for problem in toy.problems():
        if re.match(rf"{name}:(?!1:)\d", problem):
            assert re.search(rf", in column ({'|'.join(columns)})\. ", problem), problem


def test_every_rule_says_what_it_is():
    assert all(rule.__doc__ for rule in rules.RULES)


def test_what_the_model_leaves_out_is_always_told(toy):
    """An entry that cannot be used is never dropped in silence: its own fault is told, or that of what it names."""
    toy.edit("data/measures.yml", "  kind: flow", "  kind: flwo")
    folder = data.read(toy.root / "data", toy.root)
    sheet = model.build(folder)
    told = {(p.path, p.line) for p in rules.check(folder, sheet)}
    lost = [e for kind in ("figures", "facts") for e in getattr(folder, kind) if e.id not in getattr(sheet, kind)]
    assert len(lost) >= 2 and told == {("data/measures.yml", 12)}


def test_a_source_nobody_uses_is_a_note_and_stops_nothing(toy):
    toy.add(
        "data/sources.yml",
        "  - id: lonely\n    type: webpage\n    title: Lonely\n    custom: {profile: Alone., read: false}\n",
    )
    folder = data.read(toy.root / "data", toy.root)
    notes = [str(p) for p in rules.check(folder, model.build(folder)) if p.note]
    assert any("source 'lonely' is neither cited nor relayed" in n for n in notes)
    assert toy.problems() == []


def test_a_zotero_export_can_be_pasted_in(toy):
    toy.edit(
        "data/sources.yml",
        "    issued: 2021-03-04\n",
        "    issued:\n      - year: 2021\n        month: 3\n        day: 4\n",
    )
    toy.edit("data/sources.yml", "    accessed: 2024-01-02\n", "    accessed:\n      date-parts: [[2024, 1, 2]]\n")
    folder = data.read(toy.root / "data", toy.root)
    herald = model.build(folder).sources["herald"]
    assert (herald.issued, herald.accessed) == ("2021-03-04", "2024-01-02")
    assert toy.problems() == []


def test_figures_are_shown_in_the_order_of_the_contract(toy):
    def shown(fact):
        return model.build(data.read(toy.root / "data")).shown(fact).source.id

    assert shown("otters-2020") == "survey-2022"  # named by show
    assert shown("otters-2015") == "survey-2022"  # the newest edition
    toy.edit("data/figures.csv", 'otters-2015,survey-2022,1200,exact,,,,"table otters; year=2015",\n', "")
    assert shown("otters-2015") == "gazette"  # the only row
    toy.add("data/figures.csv", 'otters-2015,herald,1200,exact,,,"1,200",1,\n')
    assert shown("otters-2015") == "herald"  # the only exact figure
