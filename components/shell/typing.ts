import { takesSingleKeys } from './single-keys'

const FIELD = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])'

/** The field in which one searches the board. */
export const SEARCH_ID = 'board-search'

/** What has the keys to itself while it is shown. */
const TAKES_KEYS = ['dialog', 'alertdialog', 'menu', 'listbox'].map((role) => `[role="${role}"]:not([hidden])`).join()

/** How many fields are on their way that take what is typed before they are there. */
let fieldsAhead = 0

/** From now on all keys are for a field that is not there yet; answers what ends that. */
export function typeAhead(): () => void {
  fieldsAhead += 1
  return () => {
    fieldsAhead -= 1
  }
}

/** Whether a key press belongs to a control, or its person wants no single-letter shortcuts: then none may take it. */
export function isTyping(event: KeyboardEvent): boolean {
  if (fieldsAhead > 0) return true
  if (event.key.length === 1 && !takesSingleKeys()) return true
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(FIELD)) return true
  return isDialogShown()
}

export const isDialogShown = (): boolean => document.querySelector(TAKES_KEYS) !== null

/** Escape in a field leaves it, keeping what was typed, so that the single-letter keys work again. */
export function leaveField(event: KeyboardEvent): boolean {
  const { target } = event
  if (event.defaultPrevented || event.isComposing || !(target instanceof HTMLElement)) return false
  if (!target.matches(FIELD) || isDialogShown()) return false
  target.blur()
  return true
}

/** ⌘K on an Apple keyboard, where Ctrl+K cuts a line short; Ctrl+K on any other. Also while one types, but not over a dialog. */
export function isPaletteKey(event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey || event.defaultPrevented) return false
  return isApple() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
}

export const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)
