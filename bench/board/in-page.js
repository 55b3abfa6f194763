/** Runs in the page before anything of the application, and leaves what it reads in `boardBench`: the longest event of each
 *  interaction that took a frame or more, and from each message's frame to its paint, in milliseconds. Plain, for it is
 *  handed to the browser as it is. */
;(() => {
  const readings = { interactions: {}, painted: [] }
  Object.assign(window, { boardBench: readings })

  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId)
        readings.interactions[interactionId] = Math.max(readings.interactions[interactionId] ?? 0, duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })

  const arrived = new Map()
  const named = /measured message \d+/
  const Native = window.EventSource
  window.EventSource = class extends Native {
    constructor(url, options) {
      super(url, options)
      // Before any listener of the application.
      this.addEventListener('entry', ({ data }) => {
        const text = named.exec(data)?.[0]
        if (text) arrived.set(text, performance.now())
      })
    }
  }

  new MutationObserver((changes) => {
    if (arrived.size === 0) return
    for (const { addedNodes } of changes) for (const node of addedNodes) look(node)
  }).observe(document, { childList: true, subtree: true })

  function look(node) {
    const element = node instanceof Element ? node : node.parentElement
    if (!element?.closest('[role="log"]')) return
    const text = named.exec(node.textContent ?? '')?.[0]
    const since = arrived.get(text)
    if (since === undefined) return
    arrived.delete(text)
    // A task that follows the frame in which the message is painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => readings.painted.push(performance.now() - since)
      port2.postMessage(null)
    })
  }
})()
