/* What a page does by itself: it starts the theme's script when its reader first moves, and shows what a number leads
   to before anybody leaves the page. Without scripts it is the same page, with plain links. */
;(() => {
  // ---------------------------------------------------------------- the theme
  // Search, copying and the like help those who move; until then nobody waits for them.
  const signs = ["pointermove", "pointerdown", "keydown", "focusin", "scroll"]

  function start(sign) {
    for (const name of signs) removeEventListener(name, start, true)
    const held = document.querySelector('script[type="text/plain"][src]')
    const typed = []
    const keep = ({ key, ctrlKey, metaKey, altKey }) => ctrlKey || metaKey || altKey || typed.push(key)
    if (sign.type === "keydown") keep(sign)
    addEventListener("keydown", keep, true)
    const script = document.createElement("script")
    script.src = held.src
    script.onload = () => {
      // The theme puts each table without a class into two more elements, and what is being read would move.
      const tables = document.querySelectorAll("article table:not([class])")
      for (const table of tables) table.className = "read"
      window.document$.next(document) // it waits for the page to be there, which by now it is
      for (const table of tables) table.removeAttribute("class")
      // Keys pressed until now are not lost: one may open the search, and what follows is its query.
      removeEventListener("keydown", keep, true)
      for (const key of typed) {
        const query = document.activeElement
        if (query.name !== "query") query.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))
        else if (key.length === 1) {
          query.value += key
          query.dispatchEvent(new KeyboardEvent("keyup"))
        }
      }
    }
    held.replaceWith(script)
  }

  function read(event) {
    if (!document.querySelector('script[type="text/plain"][src]')) return
    for (const name of signs) addEventListener(name, start, { capture: true, passive: true })
    // An address may ask for something: a search, or a place that is folded away.
    if (location.search || location.hash) start(event)
  }

  document.addEventListener("DOMContentLoaded", read)

  // ---------------------------------------------------------------- previews
  const fetched = new Map() // what was fetched, by its address
  const PATIENCE = 250 // milliseconds on a link, before its preview is shown
  const GRACE = 500 // milliseconds on the way from a link to its preview
  const GAP = 8 // pixels between what is read and the preview
  const ROOM = 140 // pixels that a preview needs
  let preview, shown, timer

  function wait(milliseconds, act) {
    clearTimeout(timer)
    timer = setTimeout(act, milliseconds)
  }

  function hide() {
    clearTimeout(timer)
    preview?.remove()
    preview = shown = undefined
  }

  /** The link within an event, if it leads to an entry on another page. */
  function entryLink(target) {
    const link = target.closest?.("article a[href*='#']")
    const leads = link instanceof HTMLAnchorElement && link.origin === location.origin
    return leads && link.pathname !== location.pathname ? link : undefined
  }

  /** What stands under an anchor: its heading or its number, and all that follows up to the next heading. */
  async function entry(link) {
    const address = link.href.split("#")[0]
    if (!fetched.has(address)) fetched.set(address, fetch(address).then((answer) => (answer.ok ? answer.text() : "")))
    const page = new DOMParser().parseFromString(await fetched.get(address), "text/html")
    const anchor = page.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!anchor?.closest("article")) return []
    const parts = [page.createElement("h3")]
    parts[0].append(...anchor.cloneNode(true).childNodes)
    for (let next = anchor.nextElementSibling; next && !/^H\d$/.test(next.tagName); next = next.nextElementSibling)
      parts.push(next)
    for (const part of parts) {
      for (const fine of part.querySelectorAll(".headerlink, .entry-tools, .fine, .about")) fine.remove()
      for (const leads of part.querySelectorAll("[href]")) leads.href = new URL(leads.getAttribute("href"), address)
      for (const named of [part, ...part.querySelectorAll("[id]")]) named.removeAttribute("id")
    }
    return parts.filter((part) => !part.matches(".entry-tools, .about"))
  }

  /** Beside all that is read with the number, above or below it; where that fills the screen, beside the number's line. */
  function place(link) {
    const block = link.closest("p, li, dd, dt, td, th, figcaption, blockquote") ?? link
    const sides = [block, link].flatMap((beside) => {
      const { top, bottom } = beside.getBoundingClientRect()
      return [{ room: innerHeight - bottom - GAP, bottom }, { room: top - GAP, top }]
    })
    const side = sides.find(({ room }) => room >= ROOM) ?? sides.sort((a, b) => b.room - a.room)[0]
    preview.style.maxHeight = `${Math.min(side.room - GAP, innerHeight * 0.4)}px`
    const top = side.bottom === undefined ? side.top - GAP - preview.offsetHeight : side.bottom + GAP
    const left = Math.max(GAP, Math.min(link.getBoundingClientRect().left, document.body.clientWidth - preview.offsetWidth - GAP))
    Object.assign(preview.style, { left: `${left + scrollX}px`, top: `${top + scrollY}px` })
  }

  async function show(link) {
    shown = link
    const parts = await entry(link).catch(() => [])
    if (shown !== link || !parts.length) return
    preview?.remove()
    preview = Object.assign(document.createElement("div"), { className: "preview md-typeset" })
    preview.append(...parts)
    document.body.append(preview)
    place(link)
  }

  function point({ target }) {
    const link = entryLink(target)
    if (link === shown || target.closest?.(".preview")) clearTimeout(timer)
    else if (link) wait(PATIENCE, () => show(link))
    else wait(GRACE, hide)
  }

  // Nothing is fetched from a disk, and a finger that taps means to go there.
  if (location.protocol !== "file:" && matchMedia("(hover: hover)").matches) {
    addEventListener("pointerover", point)
    addEventListener("focusin", point)
    addEventListener("keydown", ({ key }) => key === "Escape" && hide())
  }
})()
