"""French."""

from __future__ import annotations

from decimal import Decimal

from factsheet.text.languages.table import Language, Writing, counted

_ONES = counted(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    2,
)
_TENS = counted("vingt trente quarante cinquante soixante septante quatre-vingt nonante", 20, 10)

LANGUAGE = Language(
    tag="fr",
    writing=Writing(
        first="er", between=("entre ", " et ", ""), to=" à ", percent="\u202f%", times=" fois", rate="{value} pour {base}",
        scales={6: ("million", "millions"), 9: ("milliard", "milliards"), 12: ("billion", "billions")}, several=Decimal("1.999"),
        units={"%": "pourcentage", "times": "fois (un rapport)", "date": "une date"},
    ),
    numbers={**_ONES, **_TENS, "huitante": 80, "octante": 80, "quatre-vingts": 80, "zéro": 0},
    one=("un", "une"),
    scales={
        "cent": 10**2, "cents": 10**2, "mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9,
        "billion": 10**12, "billions": 10**12, "douzaine": 12,
    },
    bare=("cent", "mille"),
    plurals=("cents", "millions", "milliards", "billions", "centaines", "milliers", "dizaines", "douzaines"),
    joint=r"-(?:et-)?|\s+et\s+(?=(?:une?|onze)\b)",
    ordinals=("tiers", "quarts", "quart", "cinquièmes", "dixièmes"),
    letters={"k": 10**3, "m": 10**6, "mio": 10**6, "md": 10**9, "mds": 10**9, "mrd": 10**9},
    articles=("un", "une"),
    several=("plusieurs", "quelques", "des", "de nombreux", "de"),
    halves={"un demi": Decimal("0.5"), "demi": Decimal("0.5")},
    and_half=("et demi", "et demie"),
    multiples={
        **{f"{stem}{end}": Decimal(n) for stem, n in (("doubl", 2), ("tripl", 3), ("quadrupl", 4), ("quintupl", 5), ("décupl", 10), ("centupl", 100))
           for end in ("e", "é", "és", "ée", "ées", "er", "ant", "ait")},
        **dict.fromkeys(("moitié", "demi", "demie"), Decimal("0.5")),
    },
    times=("fois",),
    percent=("pour cent", "pourcent", "pour cents"),
    ordinal=r"(?:ers?|ères?|es?|èmes?|ᵉ|ᵉʳ)\b",
    minus=("moins",),
    falls=(
        "baisse", "baissé", "recul", "reculé", "chute", "chuté", "diminué", "diminution", "contraction", "contracté", "perdu", "perte", "sous zéro",
    ),
    reached=("à",),
    months=("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    dates=(r"{d}(?:er)? {m} {y}", r"{d}/{n}/{y}", r"{m} {y}", r"{d}(?:er)? {m}"),
    led=("en", "depuis", "fin", "début", "année"),
    led_alike=("de", "à", "jusqu'en", "jusqu’en", "avant", "après", "et", "ou"),
    year=("en", "depuis", "de", "jusqu'en", "jusqu’en", "avant", "après", "fin", "début", "année", "mi"),
    time=("ans", "an", "années", "année", "mois", "semaines", "jours", "heures", "minutes", "décennies"),
    named=("page", "pages", "p.", "chapitre", "article", "art.", "numéro", "nº", "n°", "tableau", "figure", "tome", "covid"),
    common=("le", "la", "les", "des", "et", "est", "une", "dans", "que", "pour", "du", "au"),
    before={
        "about": ("environ", "quelque", "plus ou moins", "autour de", "à peu près", "approximativement", "aux alentours de", "une estimation de"),
        "nearly": ("près de", "presque", "pas loin de", "à peine moins de"),
        "more-than": ("plus de", "plus d'", "plus d’", "au-delà de", "dépassant", "dépasse", "dépassé"),
        "at-least": ("au moins", "au minimum", "pas moins de"),
        "at-most": ("au plus", "au maximum", "jusqu'à", "jusqu’à", "moins de", "pas plus de"),
    },
    behind={"at-least": ("ou plus", "au moins"), "about": ("environ",), "at-most": ("ou moins", "au plus")},
    changes=("moins", "plus", "pas", "non", "seulement", "autres", "double", "demi"),
    units=("pour cent", "fois", "points", "euros", "dollars", "francs", "km", "kg", "tonnes", "heures"),
    spans=(("entre", "et"), ("", "à")),
    parts=("sur",),
    per=("pour", "par"),
    change=("de",),
    credits=(
        r"(?:selon|d['’]après|citant) (?:le |la |les |l['’])?{x}",
        r"(?:données|chiffres|statistiques|estimations) (?:de la |de l['’]|de |du |des |d['’]){x}",
        r"(?:indique|indiqué|annonce|annoncé|rapporte|rapporté|dit|déclare|déclaré|estime|estimé) (?:le |la |les |l['’])?{x}",
        r"{x} (?:a |ont )?(?:dit|déclare|déclaré|indique|indiqué|rapporte|rapporté|annonce|annoncé|estime|estimé|compte|compté|recense|recensé)",
    ),
)  # fmt: skip
