/** How many wait, where the page itself is not looked at: in the tab's name and picture, and on the installed app's icon. */

const COUNT = /^\(\d+\+?\) /
const MOST = 99

/** The name of a page with the count before it; whatever the page is called next is counted too. Call the answer to end it. */
export function countInTitle(count: number): () => void {
  const put = () => {
    const plain = document.title.replace(COUNT, '')
    const wanted = count > 0 ? `(${count > MOST ? `${MOST}+` : count}) ${plain}` : plain
    if (document.title !== wanted) document.title = wanted
  }
  put()
  const observer = new MutationObserver(put)
  observer.observe(document.head, { childList: true, subtree: true, characterData: true })
  return () => observer.disconnect()
}

/** On the icon of the installed app, where there is one. */
export function countOnIcon(count: number): void {
  const done = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.()
  done?.catch(() => {})
}

const DOT =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1c1b19"/><g fill="none" stroke="#faf9f7" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M7 21a9 9 0 0 1 18 0Z"/><path d="M6 25h20M16 12V9M13 8h6"/></g><circle cx="25" cy="7" r="7" fill="#b3261e" stroke="#fff" stroke-width="2"/></svg>'

/** A red dot on the tab's picture. Call the answer to take it off. */
export function dotOnTab(): () => void {
  const own = document.createElement('link')
  own.rel = 'icon'
  own.type = 'image/svg+xml'
  own.href = `data:image/svg+xml,${encodeURIComponent(DOT)}`
  // The last one counts.
  document.head.append(own)
  return () => own.remove()
}
