const FIELD = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])'

/** What has the keys to itself while it is shown. */
const TAKES_KEYS = ['dialog', 'alertdialog', 'menu', 'listbox'].map((role) => `[role="${role}"]:not([hidden])`).join()

/** Whether a key press belongs to a control: then no single-letter shortcut may take it. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(FIELD)) return true
  return document.querySelector(TAKES_KEYS) !== null
}

/** Escape in a field leaves it, keeping what was typed, so that the single-letter keys work again. */
export function leaveField(event: KeyboardEvent): boolean {
  const { target } = event
  if (event.defaultPrevented || event.isComposing || !(target instanceof HTMLElement)) return false
  if (!target.matches(FIELD) || document.querySelector(TAKES_KEYS)) return false
  target.blur()
  return true
}
