/* Search runs in a Worker, which browsers refuse to a page opened from a disk; there a hidden frame does its work.
   Only the copy to carry loads this. The idea is that of the package iframe-worker (MIT), which needs inline scripts. */
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super()
      const frame = document.createElement("iframe")
      frame.hidden = true
      document.body.append(frame)
      this.inside = frame.contentWindow
      // Written once, so that no browser puts another empty document in its place later.
      this.inside.document.open()
      this.inside.document.write("<body></body>")
      this.inside.document.close()
      this.inside.postMessage = (data) =>
        this.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }))
      const script = this.inside.document.createElement("script")
      script.src = address
      this.ready = new Promise((done, failed) => {
        script.onload = done
        script.onerror = failed
      })
      this.inside.document.body.append(script)
    }

    postMessage(data) {
      this.ready.then(() =>
        this.inside.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) })),
      )
    }
  }
}
