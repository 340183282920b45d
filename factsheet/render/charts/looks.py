"""How the marks of each series look: in a drawing, and as the keys of its legend."""

from __future__ import annotations

import math

INK, SOFT, STATED, MARK = "var(--fs-ink)", "var(--fs-soft)", "var(--fs-stated)", "var(--fs-data)"
# How the marks of each series look, and so their keys in a legend.
MARKS: dict[str, dict[str, dict[str, object]]] = {
    "timeline": {
        "line": {"shape": "circle", "size": 26, "filled": True, "color": MARK},
        "break": {"shape": "circle", "size": 60, "filled": False, "color": MARK, "strokeWidth": 1.5},
        "aside": {"shape": "square", "size": 34, "filled": False, "color": MARK, "strokeWidth": 1.5},
        "stated": {"shape": "diamond", "size": 54, "filled": True, "color": STATED},
    },
    "ranking": {
        "bar": {"color": MARK},
        "broken": {"color": "transparent", "stroke": MARK, "strokeWidth": 1.5},
    },
    "accumulation": {
        "count": {"color": MARK, "width": 16},
        "sum": {"color": "transparent", "stroke": STATED, "strokeWidth": 2, "strokeDash": [4, 3], "width": 22},
    },
    "comparison": {
        "stated": {"shape": "diamond", "size": 70, "filled": True, "color": STATED},
        "computed": {"shape": "circle", "size": 60, "filled": False, "color": MARK, "strokeWidth": 2},
    },
    "network": {
        "read": {"shape": "circle", "size": 70, "filled": True, "color": MARK},
        "unread": {
            "shape": "circle",
            "size": 70,
            "filled": True,
            "color": "var(--fs-page)",
            "stroke": MARK,
            "strokeWidth": 2,
        },
    },
}


def looks(form: str) -> dict[str, str]:
    """The key of each series of a form in a legend: the attributes of a path that looks as its marks do."""
    return {series: _key(style) for series, style in MARKS.get("ranking" if form == "years" else form, {}).items()}


def _key(style: dict[str, object]) -> str:
    """The attributes of a path that looks as a mark does, around its middle."""
    filled = style.get("filled", True)
    fill = style["color"] if filled and style["color"] != "transparent" else "none"
    stroke = style.get("stroke", "" if filled else style["color"])
    r = math.sqrt(style.get("size", 0)) / 2
    drawn = {
        "circle": f"M{r:.2f},0A{r:.2f},{r:.2f},0,1,1,-{r:.2f},0A{r:.2f},{r:.2f},0,1,1,{r:.2f},0",
        "square": f"M-{r:.2f},-{r:.2f}h{2 * r:.2f}v{2 * r:.2f}h-{2 * r:.2f}Z",
        "diamond": f"M0,-{r:.2f}L{r:.2f},0L0,{r:.2f}L-{r:.2f},0Z",
    }.get(str(style.get("shape")), "M-6,-5h12v10h-12Z")
    lines = f' stroke="{stroke}" stroke-width="{style["strokeWidth"]}"' if stroke else ""
    dashes = f' stroke-dasharray="{",".join(map(str, style["strokeDash"]))}"' if "strokeDash" in style else ""
    return f'd="{drawn}" fill="{fill}"{lines}{dashes}'
