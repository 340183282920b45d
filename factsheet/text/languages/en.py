"""English, British, American and Indian: the separators are Babel's, by the source's own tag."""

from __future__ import annotations

from decimal import Decimal

from factsheet.text.languages.table import Language, Writing, counted

ONES = counted(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
    "lakh": 10**5, "crore": 10**7, "dozen": 12,
}  # fmt: skip
MULTIPLES = {
    name: number
    for stem, number in (
        ("doubl", 2), ("redoubl", 2), ("trebl", 3), ("tripl", 3), ("quadrupl", 4), ("quintupl", 5), ("sextupl", 6),
        ("septupl", 7), ("octupl", 8), ("decupl", 10), ("centupl", 100),
    )
    for name in (f"{stem}e", f"{stem}es", f"{stem}ed", f"{stem}ing", f"{stem}y")
} | {"twice": 2, "thrice": 3}  # fmt: skip
PARTS = dict.fromkeys(("half", "halves", "halved", "halve", "halving"), "0.5")
ORDINALS = (
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth "
    "seventieth eightieth ninetieth hundredth thousandth millionth billionth"
).split()
# Words that count without a value of their own.
LOOSE = (
    "teens twenties thirties forties fifties sixties seventies eighties nineties scores umpteen trio "
    "duo quartet quintet sextet septet octet twosome threesome foursome nil nought naught quarters? thirds fourths fifths sixths sevenths "
    "eighths ninths tenths hundredths thousandths millionths twos threes fours fives sixes sevens eights "
    "nines tens pct"
).split()
# Words that count only before what they count: a couple of days, but a couple; a score of people, but a good score.
COUNTING = ("couple", "pair", "score", "brace")
MONTHS = tuple("January February March April May June July August September October November December".split())

LANGUAGE = Language(
    tag="en",
    writing=Writing(
        scales={6: ("million", "million"), 9: ("billion", "billion"), 12: ("trillion", "trillion")},
        units={"%": "percentage", "times": "times (a ratio)", "date": "a date"},
    ),
    numbers={w: n for w, n in {**ONES, **TENS}.items() if w != "one"},
    one=("one",),
    scales=SCALES | {f"{s}s": n for s, n in SCALES.items()},
    plurals=tuple(f"{s}s" for s in SCALES),
    joint="-",
    linking=("and",),
    ordinals=(*ORDINALS, *(f"{o}s" for o in ORDINALS), "quarter", "quarters", "halves"),
    letters={
        "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
        "t": 10**12, "cr": 10**7,
    },
    articles=("a", "an"),
    several=("several", "many", "some", "few", "a few", "of", "couple of", "these", "those"),
    halves={"half a": Decimal("0.5"), "half": Decimal("0.5"), "a quarter of a": Decimal("0.25"), "a quarter": Decimal("0.25"),
            "three quarters of a": Decimal("0.75"), "three-quarters of a": Decimal("0.75")},
    and_half=("and a half",),
    multiples={w: Decimal(n) for w, n in (*MULTIPLES.items(), *PARTS.items())},
    fold=("fold",),
    times=("times", "x"),
    percent=("percent", "per cent", "pct"),
    ordinal=r"(?:st|nd|rd|th)\b",
    minus=("minus", "negative"),
    falls=(
        "fell", "fall", "falls", "falling", "fallen", "dropped", "drop", "decreased", "decrease", "declined", "decline", "shrank", "shrink", "shrunk",
        "contracted", "contracting", "contraction", "lost", "loss", "plunged", "slid", "down", "below zero",
    ),
    reached=("to", "at"),
    months=MONTHS,
    dates=(r"{m} {d},? {y}", r"{d} {m},? {y}", r"{d}(?:st|nd|rd|th) (?:of )?{m},? {y}", r"{m} {d}(?:st|nd|rd|th),? {y}", r"{m},? {y}",
           r"{m} {d}(?:st|nd|rd|th)?", r"{d}(?:st|nd|rd|th)? (?:of )?{m}"),
    led=("in", "by", "from", "since", "until", "till", "through", "throughout", "during", "before", "after", "between", "dated", "year", "years",
         "early", "late", "mid", "spring", "summer", "autumn", "fall", "winter", "as of", *MONTHS),
    led_of=("end", "middle", "start", "beginning", "close", "half", "quarter", "course", "spring", "summer", "autumn", "fall", "winter", "edition",
            "figure", "figures", "told", "speak", "speaks", "spoke", "those", "that", "and", "or", "others", "count", "counts", "table", "tables",
            "data", "report", "law", "act", "census", "survey", *MONTHS),
    led_alike=("to", "for", "and", "or", "against", "than"),
    year=("in", "since", "until", "till", "of", "by", "from", "before", "after", "during", "year", "early", "late", "end of", "to"),
    time=("year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes", "decade", "decades",
          "consecutive years", "years old", "year-old"),
    lasting={"decade": 10, "century": 100},
    named=("page", "pages", "p.", "pp.", "chapter", "section", "article", "figure", "table", "no.", "nos.", "number", "paragraph", "version",
           "volume", "vol.", "phase", "part", "note", "covid", "resolution", "title", "rule", "clause", "act", "law", "convention", "highway",
           "route", "flight", "room", "season", "episode", "series"),
    common=("the", "of", "and", "to", "in", "that", "was", "were", "with", "from", "for", "is"),
    before={
        "about": ("about", "around", "some", "roughly", "approximately", "approx.", "circa", "c.", "ca.", "an estimated", "estimated",
                  "an approximate", "in the region of", "in the order of", "on the order of", "somewhere around", "~"),
        "nearly": ("nearly", "almost", "close to", "just under", "just short of", "just below", "short of", "shy of", "not quite",
                   "approaching", "nearing", "practically", "virtually"),
        "more-than": (
            "more than", "over", "above", "greater than", "higher than", "larger than", "beyond", "upwards of", "upward of", "in excess of",
            "exceeding", "exceeded", "exceeds", "surpassing", "surpassed", "surpasses", "topping", "topped", "north of", "well over", "just over",
        ),
        "at-least": ("at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of"),
        "at-most": (
            "at most", "under", "below", "beneath", "less than", "fewer than", "smaller than", "lower than", "up to", "as many as",
            "as much as", "no more than", "not more than", "a maximum of", "south of",
        ),
    },
    behind={
        "at-least": ("or more", "or above", "or over", "and more", "and over", "and up", "and counting"),
        "about": ("or so", "or thereabouts", "give or take"),
        "at-most": ("or less", "or fewer", "or under"),
    },
    changes=(
        "minus", "negative", "plus", "not", "no", "never", "neither", "only", "just", "a mere", "merely", "another", "a further", "a record",
        "twice", "half", "double", "triple", "thrice", "anything but", "as few as", "as little as", "what is not", "near", "barely",
        "scarcely", "hardly", "minimum", "maximum",
    ),
    units=(
        "x", "times", "percent", "per cent", "pct", "percentage", "point", "points", "usd", "eur", "gbp", "cny", "rmb", "dollars", "euros",
        "pounds", "yuan", "km", "kg", "tons", "tonnes", "hours", "too many", "too few", "score", "grand", "fold", "squared", "cubed", "odd",
        "ish", "on average", "at least", "plus", "upwards", "at most", "tops",
    ),
    spans=(("between", "and"), ("", "to")),
    parts=("one in", "one in every", "one out of", "one out of every", "out of"),
    per=("per", "in every", "for every", "out of every"),
    change=("from", "by"),
    credits=(
        r"according to (?:the )?{x}", r"(?:cites|cited|citing|quotes|quoted|quoting|says|said|reports|reported) (?:the )?{x}",
        r"(?:data|figures|numbers|statistics|estimates?|records|reports?) (?:from|of|by) (?:the )?{x}",
        r"(?:said|reported|published|released|estimated|counted|recorded|cited) by (?:the )?{x}",
        r"{x}(?:['’]s?)? (?:data|figures|numbers|statistics|estimates|records|reports?)",
        r"{x}(?:,[^,]+,)? (?:has |have |had |also )?(?:said|says|say|reported|reports|report|estimated|estimates|counted|counts|recorded|found|announced|puts?)",
    ),
)  # fmt: skip
