"""Typefaces quite unlike each other, forced on a page: what is laid out has to hold with any font of any machine.

No font has to be installed. `font-size-adjust` scales whatever font there is to an x-height, so the same face is about as
wide on every machine.
"""

PLAIN = "font-size-adjust: 0.5"  # about as wide as the fonts most systems bring for screens
FACES = {
    "serif": "font-family: serif",
    "monospace": "font-family: monospace",
    "small, tight and low": "font-size-adjust: 0.38; letter-spacing: -0.05em; line-height: 1.15",
    "large and spaced": "font-size-adjust: 0.64; letter-spacing: 0.02em",
    # What readers may set without losing anything (WCAG 1.4.12).
    "text spacing": "line-height: 1.5; letter-spacing: 0.12em; word-spacing: 0.16em",
}
UNLIKE = ("monospace", "small, tight and low", "large and spaced")
DRESS = """style => {
    const old = document.getElementById('forced-face');
    const sheet = old || document.head.appendChild(Object.assign(document.createElement('style'), {id: 'forced-face'}));
    sheet.textContent = style && `* { ${style.split(';').map(s => `${s} !important`).join(';')} }`;
}"""


def dress(page, style):
    """Force a face on a page that was opened with `bypass_csp=True`; an empty one undoes it."""
    page.evaluate(DRESS, style)
