"""The names that CSL gives to fields of a source, to parts of a person's name, and to parts of a date.

Source: the Citation Style Language 1.0.2, its specification (appendices III and IV) and its input
schema csl-data.json. Some variables have one name in the specification and another in the schema
(`part-number` and `part`); both stand here.
"""

from __future__ import annotations

TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage".split()
)
NAMES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer "
    "original-author performer producer recipient reviewed-author script-writer series-creator translator".split()
)
DATES = ("issued", "accessed", "available-date", "event-date", "original-date", "submitted")
TEXTS = frozenset(
    "abstract annote archive archive-place archive_collection archive_location authority call-number chapter-number "
    "citation-key citation-label citation-number collection-number collection-title container-title "
    "container-title-short dimensions division DOI edition event event-place event-title first-reference-note-number "
    "genre ISBN ISSN issue journalAbbreviation jurisdiction keyword language license locator medium note number "
    "number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first part "
    "part-number part-title PMCID PMID printing printing-number publisher publisher-place references reviewed-genre "
    "reviewed-title scale section shortTitle source status supplement supplement-number title title-short URL version "
    "volume volume-title volume-title-short year-suffix".split()
)
# Of `status`: what somebody took back. CSL leaves its words open, and names "retracted" among them.
RECALLED = ("retracted", "withdrawn")
NAME_TEXTS = ("family", "given", "literal", "dropping-particle", "non-dropping-particle", "suffix")
NAME_FLAGS = ("comma-suffix", "static-ordering", "parse-names")


def date(value: object) -> str:
    """A date as ISO 8601: written as text, as `date-parts`, or as year, month and day. What is not one such date is no date."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        value = value[0]  # as Pandoc's YAML has it
    if isinstance(value, dict) and value.keys() == {"date-parts"}:
        parts = value["date-parts"]
        value = parts[0] if isinstance(parts, list) and len(parts) == 1 else parts
    if isinstance(value, dict) and value.keys() <= {"year", "month", "day"}:
        value = [value[part] for part in ("year", "month", "day") if value.get(part)]
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "-".join(part.zfill(2) for part in value)
    return str(value)
