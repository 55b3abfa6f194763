/** What must exist once per process. `instrumentation.ts` and route handlers are separate module instances, so a module
 *  variable is not enough: the value hangs on `globalThis`. */
import 'server-only'

export function once<T>(name: string, make: () => T): T {
  const key = Symbol.for(`bellboard.${name}`)
  const store = globalThis as unknown as Record<symbol, T | undefined>
  const existing = store[key]
  if (existing !== undefined) return existing
  const made = make()
  store[key] = made
  return made
}
