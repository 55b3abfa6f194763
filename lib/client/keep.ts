/** Small texts that outlive a reload, in this browser only. A browser that refuses storage (private mode, full) loses them and
 *  nothing else. */

const PREFIX = 'bellboard.'

export const keep = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(PREFIX + key)
    } catch {
      return null
    }
  },
  set(key: string, value: string): void {
    try {
      localStorage.setItem(PREFIX + key, value)
    } catch {
      // Full or forbidden: what is on the screen is still there.
    }
  },
  drop(key: string): void {
    try {
      localStorage.removeItem(PREFIX + key)
    } catch {
      // As above.
    }
  },
  /** Drops all keys that begin with `prefix`. */
  dropAll(prefix: string): void {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX + prefix)) localStorage.removeItem(key)
    } catch {
      // As above.
    }
  },
  /** Drops all keys that begin with `prefix` and not with `but`. */
  dropOthers(prefix: string, but: string): void {
    try {
      const isOther = (key: string) => key.startsWith(PREFIX + prefix) && !key.startsWith(PREFIX + but)
      for (const key of Object.keys(localStorage)) if (isOther(key)) localStorage.removeItem(key)
    } catch {
      // As above.
    }
  },
  /** The values of all keys that begin with `prefix`. */
  all(prefix: string): string[] {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + prefix))
      return keys.flatMap((key) => localStorage.getItem(key) ?? [])
    } catch {
      return []
    }
  },
  /** Told of what other tabs set, or dropped (null). */
  onChange(listener: (key: string, value: string | null) => void): () => void {
    const hear = ({ key, newValue }: StorageEvent) => {
      if (key?.startsWith(PREFIX)) listener(key.slice(PREFIX.length), newValue)
    }
    window.addEventListener('storage', hear)
    return () => window.removeEventListener('storage', hear)
  },
}
