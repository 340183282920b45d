"""What every published file and each of its columns holds, in words without numerals.

The one origin of the data page, of `datapackage.json` and of the README beside the files.
"""

FILES = {
    "figures.csv": "Every figure: what a source says about a fact, with its words and their place. A row is a figure.",
    "figures.json": "The same as figures.csv, with `worded` as an object.",
    "facts.csv": "Every fact: what is counted, of whom, when and where, and which source is shown for it. A row is a fact.",
    "facts.json": "The same as facts.csv, with lists as lists.",
    "sources.csv": "Every source: who published it, when we read it, whom it relays. A row is a source.",
    "sources.json": "The same sources as CSL-JSON, for reference managers; what CSL does not know stands under `custom`.",
    "sources.bib": "The same sources as BibTeX.",
    "claims.csv": "Every statement that is arithmetic or a comparison, and every press figure beside a dataset’s, with its verdict.",
    "claims.json": "The same as claims.csv, with lists as lists.",
    "trace.json": "Every numeral on the site, with what accounts for it.",
    "feed.xml": "An Atom feed of corrections, of figures that sources revised, and of the newest data edition.",
    "datapackage.json": "The Data Package: licence, citation, and the type, rules and meaning of each column.",
    "README.md": "The licence, how to credit the data, and the list of files, to be kept with a copy.",
}

COLUMNS = {
    "figures": {
        "fact": "The fact it speaks of.",
        "label": "The fact’s name, as readers see it.",
        "measure": "What is counted.",
        "kind": "Whether that is a level on a day (stock), events in a period (flow), a stock added up over days (sum), a ratio, a count or a date.",
        "unit": "What it is counted in.",
        "period": "The day, or the interval, in ISO notation.",
        "place": "The destination: its ISO code in capitals, or WLD for all together. Empty where none applies.",
        "source": "The source that gives it.",
        "value": "The number in plain digits, or the date. For arithmetic take `low` and `high`.",
        "qualifier": "How the source hedges it.",
        "low": "The lower end of what its words allow. Empty for a date.",
        "high": "The upper end. Empty for a date, and where the words set no upper end.",
        "worded": "How the source’s words differ from the fact, as key=value, joined by semicolons.",
        "via": "The source that these words credit, where it is not the usual one.",
        "quote": "The words that carry it, letter for letter. They belong to their author. Empty for a dataset.",
        "locator": "Where they stand: the paragraph, or the query that anyone can repeat.",
        "note": "A remark of ours.",
        "shown": "Whether this is the figure that the site leads with.",
    },
    "facts": {
        "id": "Its name in addresses: the register has an entry under it.",
        "label": "What readers see.",
        "measure": "What is counted.",
        "definition": "What is counted and what is not.",
        "kind": "As in the figures.",
        "unit": "What it is counted in.",
        "population": "Of whom or of what.",
        "period": "The day, or the interval, in ISO notation.",
        "place": "As in the figures.",
        "break": "What is known of a break in coverage.",
        "sources": "The sources that give figures of it.",
        "shown": "The source whose figure the site leads with.",
        "because": "Why that figure leads, where figures conflict.",
        "conflict": "Whether what its sources say cannot all be true.",
    },
    "sources": {
        "id": "Its name in addresses and in the other files.",
        "number": "Its citation mark on the pages.",
        "type": "What it is, in the terms of CSL.",
        "title": "Its title, as printed; in square brackets where the title is ours.",
        "container-title": "The newspaper or site it appeared in.",
        "publisher": "Who publishes it.",
        "author": "Who wrote it, or else who translated or edited it.",
        "issued": "When it was published, as exactly as is known.",
        "accessed": "When we read it.",
        "version": "The edition’s version.",
        "URL": "Its address.",
        "language": "Its language.",
        "license": "Its licence, where it states one.",
        "profile": "Who publishes it, from what mandate or interest.",
        "read": "Whether we read it; if not, it stands here because others relay it.",
        "relays": "The sources whose figures it passes on.",
        "rewrites": "The source it rewrites or translates.",
        "edition_of": "The dataset it is an edition of.",
        "archive_url": "The address of an archived copy.",
        "checked": "The day on which the live address was seen to support the figures.",
        "fingerprint": "The fingerprint of the text as read (SHA, in hexadecimal digits).",
    },
    "claims": {
        "id": "Its name; of a press figure, fact@source.",
        "kind": "A statement entered as a claim, or a press figure that a dataset gives too.",
        "source": "Whose words they are.",
        "quote": "The words, letter for letter. They belong to their author.",
        "locator": "The paragraph they stand in.",
        "value": "The number they state, or the date; empty where they state none.",
        "test": "What they say; empty for a press figure.",
        "arithmetic": "Whether it follows from the source’s own numbers; empty where it gives none.",
        "verdict": "Whether it holds on the data shown here.",
        "flags": "Where the words differ from what was counted.",
        "computed": "What the data give for it, by reading.",
        "formula": "How that was calculated.",
        "inputs": "The figures it was calculated from, each as fact@source.",
        "rivals": "Figures that would fit the words too, each as fact@source.",
        "holds": "For a comparison, whether it holds, by reading.",
        "edition": "The newest dataset edition among the inputs.",
    },
    "trace": {
        "page": "The page it stands on.",
        "text": "The numeral, as shown.",
        "kind": "What it stands in: a figure, a derived number, a date, a year, a quote and so on.",
        "context": "The words around it.",
        "fact": "The fact, where it speaks of one.",
        "source": "The source, where it comes from one.",
        "value": "The value in the data, where it has one.",
        "formula": "How it was calculated, where it was.",
        "inputs": "The figures it was calculated from, each as fact@source.",
        "reason": "Why it is excused, where it is.",
    },
}

COLUMN_TYPES = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "list": "list, joined by semicolons",
}

CITATION = "{name}{release}{edition}. {address}{licence}"
RELEASE, EDITION, LICENCE = ", release {release}", ", data edition of {edition}, read on {read}", "Licence: {licence}."
README = """# {name}

{description}

How to credit: {citation}

Every figure bears its source. Credit that too: its name, edition and day of reading stand in `sources.csv`.
Quotations belong to the authors of the texts they are taken from.

{files}
"""

FEED = {
    "title": "{name}: corrections and revised figures",
    "edition": "Data edition of {edition}: {name}",
    "edition-told": "{title}, read on {read}. Each figure taken from it stands in the register, with its source.",
    "before": "Before: {value}.",
    "after": "After: {value}.",
}
