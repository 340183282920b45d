"""Words about what a change of the data touches; they are Markdown, for whoever keeps the data."""

TITLE = "# What has changed since {commit} of {day}"
NOTHING = "No figure, no verdict and no calculated number has changed."
COUNTED = "Figures: {changed} changed, {added} added, {removed} removed. Verdicts that flip: {verdicts}. Calculated numbers that change: {numbers}."
UNREAD = "These calls are not followed, so pages may be missing above:"
SECTIONS = {
    "figures": "Figures",
    "facts": "Facts",
    "verdicts": "Verdicts",
    "numbers": "Calculated numbers",
}
HEADS = {
    "figures": ("Figure", "Before", "After", "Pages"),
    "facts": ("Fact", "Before", "After", "Pages"),
    "verdicts": ("Statement", "Before", "After", "Pages"),
    "numbers": ("Number", "Before", "After", "Pages"),
}
FIELDS = {
    "worded": "worded {value}",
    "via": "via {value}",
    "quote": "“{value}”",
    "locator": "locator {value}",
    "note": "note {value}",
    "measure": "measure {value}",
    "period": "period {value}",
    "place": "place {value}",
    "break": "break: {value}",
    "shown": "shows {value}",
}
COUNTS = {
    "sources": "sources read",
    "articles": "articles read",
    "figures": "figures entered",
    "facts": "facts entered",
    "conflicts": "facts whose figures conflict",
}
ABSENT = "–"
EMPTY = "none"
OWN = "with its own numbers: {verdict}"
NO_PAGE = "only where all are listed"
