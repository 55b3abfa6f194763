/** What must exist once per process. `instrumentation.ts` and route handlers are separate module instances, so a module
 *  variable is not enough: the value hangs on `globalThis`. */
import 'server-only'

/** The value of this name, made by the first who asks and kept for as long as the process lives. Throws what `make` throws;
 *  nothing is kept then, and the next one tries again. */
export function once<T>(name: string, make: () => T): T {
  const key = Symbol.for(`bellboard.${name}`)
  const store = globalThis as unknown as Record<symbol, T | undefined>
  const existing = store[key]
  if (existing !== undefined) return existing
  const made = make()
  store[key] = made
  return made
}
