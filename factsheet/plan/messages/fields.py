"""What every field of the hand-kept files means, in Markdown, and whether it must be there.

The one origin of the tables in data/README.md and of what editors show beside a field. No page
of the site shows these words, so examples with numbers may stand in them.
"""

YES, NO = "yes", "no"
_ISO = "`2022-06-24`, `2022-06` or `2022`"

FIELDS = {
    "sources.yml": {
        "id": ("its id", YES),
        "type": (
            "CSL's type. A `dataset` is an edition of a dataset, with rules of its own. Types that begin with `article` are counted as articles. Others: `report`, `webpage`, `post-weblog`, `post`, `book`",
            YES,
        ),
        "title": ("its title, as printed; in square brackets if the title is ours", YES),
        "container-title": (
            "the newspaper or site it appeared in",
            "no, but it or `publisher` gives the source its name",
        ),
        "publisher": ("who publishes it", "no, see `container-title`"),
        "author": ("list of people, each with `family` and `given`, or `literal`", NO),
        "translator": ("the same, shown if there is no `author`", NO),
        "editor": ("the same, shown if there is neither", NO),
        "issued": (
            f"when it was published: {_ISO}; CSL's `date-parts` and year, month and day work too",
            "for an edition we have read",
        ),
        "accessed": ("the day we read it, in the same form", "if `read` is true"),
        "version": ("the edition's version", "for an edition we have read"),
        "URL": (
            "its address, `https:` or `http:`, without a user name or password; other characters than an address may hold are percent-encoded",
            NO,
        ),
        "language": (
            "the language of its words, a tag such as `en` or `zh-Hant`, so that screen readers pronounce its quotations correctly. Without it they are taken to be in the language of the page",
            NO,
        ),
        "license": ("its licence; published with the data and not shown on pages, like all other CSL fields", NO),
        "custom.profile": (
            "one line: who publishes it, with what mandate or interest, and whom it relays",
            YES,
        ),
        "custom.read": (
            "`true` if we hold the text or have read the edition, otherwise `false`. Figures come only from sources with `true`",
            YES,
        ),
        "custom.relays": ("list of the sources whose figures it passes on", NO),
        "custom.rewrites": ("the source it rewrites or translates", NO),
        "custom.edition_of": ("for an edition, its dataset", NO),
        "custom.archive_url": ("the address of an archived copy", NO),
        "custom.checked": (
            "the day somebody last saw the figures at its live address. While it is empty, pages say that the source was read from a stored copy. `make check` asks again after `extra.check_after_days` of mkdocs.yml",
            NO,
        ),
        "custom.body": (
            "`from` and `to`: the first words of the first and of the last paragraph of the body, letter for letter",
            "for a text we have read",
        ),
        "custom.sha256": (
            "the SHA-256 of the text as read, in 64 lower-case hexadecimal digits",
            "for a text we have read",
        ),
    },
    "measures.yml": {
        "label": ("what readers see", YES),
        "definition": ("what is counted and what is not, in a sentence or two", YES),
        "unit": (
            'what one of them is: `persons`, `cases`, `pages`. `"%"` (in quotation marks) puts a percent sign after the number, `times` puts the word; use `date` for a date',
            YES,
        ),
        "population": ("of whom or of what", YES),
        "kind": ("`stock`, `flow`, `sum`, `ratio`, `count` or `date`; it decides what may be calculated", YES),
    },
    "facts.yml": {
        "label": ("what readers see", YES),
        "measure": ("an id of measures.yml", YES),
        "period": (
            "in ISO 8601: a day `2021-12-31`, a month `2021-12`, a year `2021`, an interval `2012/2021` between two of these, or `P1Y` for every year. The measure's kind says which are allowed",
            YES,
        ),
        "place": ("a code of places.yml", "for a stock, a flow or a sum"),
        "show": ("the source whose figure is shown", "where figures conflict"),
        "because": ("why that figure leads, in words", "with `show`, and only with it"),
        "break": ("what is known of a break in coverage; it marks the figure on every page", NO),
    },
    "figures.csv": {
        "fact": ("an id of facts.yml", YES),
        "source": ("an id of sources.yml with `read: true`", YES),
        "value": (
            "the number in plain digits, with a point for decimals: `118476`, `12.5`. At most eighteen digits before the point and twelve after it. No leading zero, no separators, no percent sign, no exponent; a minus sign only for a `ratio`. For a measure of kind `date`: `2012-11-15`, `2012-11` or `2012`, not in the future",
            YES,
        ),
        "qualifier": ("how the source hedges it: `exact`, `about`, `nearly`, `more-than` or `at-least`", YES),
        "worded": ("how the source's words differ from the fact: `key=value` pairs joined by semicolons", NO),
        "via": (
            "the source that these words credit, read or not; the source itself if they credit nobody. If empty, whatever the source relays or rewrites",
            NO,
        ),
        "quote": (
            "the shortest run of words that carries the number as printed: at most sixteen words, never a whole sentence",
            "for a text; empty for a dataset",
        ),
        "locator": (
            "for a text the number of the paragraph, or `title` for words in the headline; for a dataset the query that anyone can repeat: table, row keys, column",
            YES,
        ),
        "note": ("a remark, shown in the register", NO),
    },
    "charts.yml": {
        "form": ("`timeline`, `ranking`, `accumulation`, `comparison` or `network`", YES),
        "title": ("the caption, without numbers", YES),
        "says": ("what it shows, in words without numbers", YES),
        "facts": ("the facts it draws, in this order", "this or `measure`, except for `comparison` and `network`"),
        "measure": ("draws every fact of this measure, or of a list of them", "as `facts`"),
        "place": ("only these places; if not given, every place but `WLD`", NO),
        "period": ("only these periods, or those within an interval: `2012/2021`", NO),
        "season": ("only `year-end`, `mid-year` or `day` (any other day)", NO),
        "of": ("a fact; the table's last column then gives each place's share of it", NO),
        "also": ("facts that a `timeline` draws as separate marks beside its line", NO),
        "label": ("facts whose number a `timeline` writes beside the mark", NO),
        "sum": (
            "the fact that an `accumulation` shows as the printed sum; it must have a figure",
            "for `accumulation`",
        ),
    },
    "exceptions.csv": {
        "page": ("the page's file, as in `docs/`: `method.md`", YES),
        "text": (
            "one numeral with at least one word beside it, as readers see it; it must occur once on the page",
            YES,
        ),
        "reason": ("why it needs no source", YES),
    },
    "claims.yml": {
        "id": ("its id", YES),
        "test": (
            "what the words say: `rise`, `times`, `share`, `sum`, `equals`, `exceeds`, `first-above`, `rising` or `ranking`",
            YES,
        ),
        "figure": (
            "the number they state: a row of figures.csv, as `fact@source`",
            "for `rise`, `times`, `share`, `sum` and `first-above`",
        ),
        "source": ("whose words they are: an id of sources.yml with `read: true`", "without `figure`"),
        "quote": ("the words, letter for letter: at most sixteen, never a whole sentence", "without `figure`"),
        "locator": ("the number of the paragraph", "without `figure`"),
        "worded": ("how the words differ from the fact, as in figures.csv", NO),
        "left": ("an id of facts.yml, or a list", "for some tests"),
        "right": ("an id of facts.yml, or a list", YES),
        "forecast": (
            "`true` if the words are a forecast; then nothing is tested, and the verdict says so",
            NO,
        ),
        "note": ("a remark, shown beside the verdict", NO),
    },
    "corrections.yml": {
        "date": ("the day of the change; real and not in the future", YES),
        "kind": (
            "`revision`: the source changed its figure; `correction`: we were wrong; `addition`: something is new",
            YES,
        ),
        "why": ("what happened, in words; the only numbers allowed are years that a cited fact or source bears", YES),
        "figure": ("the row of figures.csv, as `fact@source`", "with `expect`"),
        "before": ("what the site said, shown as typed", NO),
        "after": ("what it says now, shown as typed", NO),
        "who": ("who noticed, named as they wish, without numbers", NO),
        "page": ("the page it is about; not shown to readers", NO),
        "expect": (
            "the `value` that the row of `figure` must now have. If it has another, `make check` fails: read the source again, then correct or delete the entry",
            NO,
        ),
    },
}
# What one entry of each file is.
ENTRIES = {
    "sources.yml": "Something somebody can read",
    "measures.yml": "What is counted, of whom, in what unit",
    "places.yml": "A destination and its name",
    "facts.yml": "One measure for one period and place",
    "figures.csv": "What one source says about one fact",
    "charts.yml": "A table or a chart: which facts it draws, and its title",
    "exceptions.csv": "A numeral on a page that is excused",
    "claims.yml": "A statement that is arithmetic or a comparison",
    "corrections.yml": "Something that was changed after it was published",
}
FIELDS_HEAD = ("field", "meaning", "required")
MACROS_HEAD = ("write", "it gives", "arguments")
