"""German; Swiss and Austrian separators come with their tags."""

from __future__ import annotations

from decimal import Decimal

from factsheet.text.languages.table import Language, Writing, counted

_ONES = counted(
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    2,
)
_TENS = counted("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)

LANGUAGE = Language(
    tag="de",
    writing=Writing(
        day="{d}. {m} {y}", between=("zwischen ", " und ", ""), to=" bis ", percent="\u00a0%", times="-mal", rate="{value} je {base}",
        scales={6: ("Million", "Millionen"), 9: ("Milliarde", "Milliarden"), 12: ("Billion", "Billionen")},
        units={"%": "Prozentsatz", "times": "Vielfaches", "date": "Datum"},
    ),
    numbers={**_ONES, **_TENS, "zwo": 2, "dreissig": 30, "null": 0},
    one=("ein", "eine", "einer", "einem", "einen", "eins"),
    scales={
        "hundert": 10**2, "tausend": 10**3, "million": 10**6, "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9,
        "billion": 10**12, "billionen": 10**12, "dutzend": 12,
    },
    bare=("hundert", "tausend"),
    plurals=("hunderte", "tausende", "dutzende", "millionen", "milliarden", "billionen"),
    joint="und|",
    ordinals=("drittel", "viertel", "fünftel", "zehntel", "hundertstel"),
    letters={"tsd.": 10**3, "tsd": 10**3, "mio.": 10**6, "mio": 10**6, "mrd.": 10**9, "mrd": 10**9, "bio.": 10**12, "bio": 10**12},
    articles=("eine", "einer", "ein", "einem"),
    several=("mehrere", "einige", "viele", "ein paar", "zig"),
    halves={"eine halbe": Decimal("0.5"), "halbe": Decimal("0.5"), "anderthalb": Decimal("1.5"), "eineinhalb": Decimal("1.5"),
            "zweieinhalb": Decimal("2.5"), "dreieinhalb": Decimal("3.5"), "viereinhalb": Decimal("4.5")},
    multiples={
        **{f"ver{stem}{end}": Decimal(n) for stem, n in (("doppel", 2), ("dreifach", 3), ("vierfach", 4), ("fünffach", 5), ("zehnfach", 10))
           for end in ("t", "te", "ten", "n", "en")},
        **dict.fromkeys(("doppelt", "doppelte", "doppelten"), Decimal(2)),
        **dict.fromkeys(("hälfte", "halbiert", "halbierte", "halbierten", "halbieren"), Decimal("0.5")),
    },
    fold=("fache", "fachen", "faches", "fach"),
    times=("mal",),
    percent=("prozent", "prozentpunkte"),
    ordinal=r"\.(?=\s+(?:[a-zäöü]|[A-ZÄÖÜ][a-zäöü]+(?:tag|kongress|sitzung|jahrhundert|geburtstag)))",
    minus=("minus",),
    falls=(
        "fiel", "fielen", "gefallen", "sank", "sanken", "gesunken", "schrumpfte", "geschrumpft", "rückgang", "zurückgegangen", "abnahme", "verlor",
        "verloren", "einbruch", "weniger", "unter null",
    ),
    reached=("auf",),
    months=("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
    dates=(r"{d}\. ?{m} {y}", r"{d}\. ?{n}\. ?{y}", r"{m} {y}", r"{d}\. ?{m}"),
    led=("im jahr", "jahr", "jahre", "jahres", "seit", "anfang", "ende", "mitte"),
    led_alike=("in", "bis", "von", "ab", "vor", "nach", "und", "oder"),
    year=("in", "im jahr", "jahr", "seit", "bis", "von", "ab", "vor", "nach", "anfang", "ende", "mitte", "des jahres"),
    time=("jahre", "jahren", "jahr", "monate", "monaten", "wochen", "tage", "tagen", "stunden", "minuten", "jahrzehnte", "jahrzehnten", "uhr"),
    named=("seite", "s.", "kapitel", "artikel", "art.", "absatz", "abs.", "nummer", "nr.", "tabelle", "abbildung", "band", "teil", "covid", "paragraf"),
    common=("der", "die", "und", "das", "nicht", "von", "mit", "dem", "den", "ist", "wurde", "im"),
    before={
        "about": ("etwa", "rund", "ungefähr", "circa", "zirka", "ca.", "schätzungsweise", "um die", "gut und gern"),
        "nearly": ("knapp", "fast", "beinahe", "nahezu", "annähernd", "an die"),
        "more-than": ("mehr als", "über", "gut", "übersteigt", "überstieg"),
        "at-least": ("mindestens", "wenigstens", "nicht weniger als", "zumindest"),
        "at-most": ("höchstens", "maximal", "bis zu", "weniger als", "unter", "nicht mehr als"),
    },
    behind={"at-least": ("oder mehr", "und mehr"), "at-most": ("oder weniger",)},
    changes=("minus", "plus", "nicht", "kein", "keine", "nur", "bloß", "lediglich", "weitere", "halb", "halbe", "doppelt"),
    units=("prozent", "prozentpunkte", "mal", "fach", "euro", "dollar", "franken", "km", "kg", "tonnen", "stunden"),
    spans=(("zwischen", "und"), ("", "bis")),
    per=("je", "pro"),
    change=("von",),
    credits=(
        r"(?:laut|gemäß|gemäss|so) (?:der |des |dem |die |das )?{x}", r"{x} zufolge",
        r"(?:angaben|daten|zahlen|schätzungen|statistik) (?:von|vom|der|des) {x}",
        r"(?:sagt|sagte|meldet|meldete|berichtet|berichtete|schätzt|schätzte) (?:der |die |das )?{x}",
        r"{x} (?:hat |haben )?(?:sagt|sagte|meldet|meldete|berichtet|berichtete|schätzt|schätzte|zählt|zählte|gibt an|gab an|teilt mit|teilte mit)",
    ),
)  # fmt: skip
