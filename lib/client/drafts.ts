/** What people have begun to write, in this browser. On a device of the house it is sealed: read when its writer is there, held
 *  in memory from then on, so that a screen asks without waiting. */
import { keep } from './keep'
import { isSealing, sealJson, unsealJson } from './seal'

type Listener = (key: string, text: string | null) => void

const opened = new Map<string, string>()
const listeners = new Set<Listener>()

export const draftKey = (personId: string, ticketId: string): string => `draft.${personId}.${ticketId}`

export const drafts = {
  get: (key: string): string => (isSealing() ? (opened.get(key) ?? '') : (keep.get(key) ?? '')),
  set(key: string, text: string): void {
    if (text === '') {
      opened.delete(key)
      keep.drop(key)
    } else if (!isSealing()) keep.set(key, text)
    else {
      opened.set(key, text)
      void store(key, text)
    }
  },
  /** Told of what other tabs write, and of what was read late. */
  onChange(key: string, listener: Listener): () => void {
    listeners.add(listener)
    if (isSealing()) void open(key, keep.get(key))
    const stop = keep.onChange((changed, value) => {
      if (changed !== key) return
      if (isSealing()) void open(changed, value)
      else listener(changed, value)
    })
    return () => {
      listeners.delete(listener)
      stop()
    }
  },
}

/** Without a key it lives in this tab only. */
async function store(key: string, text: string): Promise<void> {
  const sealed = await sealJson(text).catch(() => null)
  // What was sealed meanwhile may be old.
  if (sealed !== null && opened.get(key) === text) keep.set(key, sealed)
}

async function open(key: string, value: string | null): Promise<void> {
  const before = opened.get(key)
  const text = value === null ? null : await unsealJson<string>(value).catch(() => null)
  if (opened.get(key) !== before || text === before) return
  if (text === null) opened.delete(key)
  else opened.set(key, text)
  for (const listener of listeners) listener(key, text)
}
