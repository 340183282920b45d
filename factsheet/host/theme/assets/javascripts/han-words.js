/* Search in 中文, whose words have no space between them. The theme divides a query into words of its index, but takes none
   from a query's end: of 寻求庇护 it keeps 寻求, and of 待决 what is found of its first character alone. So a query is
   divided here, before the theme does; behind each word stands one character more, which the theme leaves out. */
;(() => {
  const MORE = "〇"
  const HAN = /\p{sc=Han}+/gu
  const known = new Set()

  function learn(entries) {
    for (const { title, text } of entries) for (const word of `${title} ${text}`.match(HAN) ?? []) known.add(word)
  }

  /** The longest known words, one after another; characters that belong to none only where there is no word. */
  function divided(run) {
    const words = []
    for (let at = 0, end; at < run.length; at = end) {
      end = run.length
      while (end > at + 1 && !known.has(run.slice(at, end))) end--
      words.push(run.slice(at, end))
    }
    const told = words.filter((word) => word.length > 1)
    // What is no word yet may be the beginning of one.
    return told.length ? told.map((word) => word + MORE).join(" ") : run
  }

  window.Worker = class extends window.Worker {
    postMessage(message) {
      if (message.data?.docs) learn(message.data.docs)
      const query = typeof message.data === "string"
      super.postMessage(query ? { ...message, data: message.data.replace(HAN, divided) } : message)
    }
  }
})()
