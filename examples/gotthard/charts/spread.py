"""A chart of one's own: what each text says of one thing, as a point for each."""

import altair as alt


def draw(rows):
    base = alt.Chart(rows).encode(
        alt.X("value:Q").title(None).scale(zero=False, padding=30), alt.Y("name:N").title(None).sort(None)
    )
    points, numbers = base.mark_point(filled=True, size=80), base.mark_text(dy=-12).encode(text="shown:N")
    return (points + numbers).properties(width=320, height=44 * len(rows))
