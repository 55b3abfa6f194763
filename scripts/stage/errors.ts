/** `console.error` as a finding: what a test does not take is what fails it. */
import { format } from 'node:util'

const seen: string[] = []
const original = console.error

export function watchErrors() {
  console.error = (...args: unknown[]) => {
    seen.push(format(...args))
    if (process.env.STAGE_VERBOSE) original(...args)
  }
}

/** What has been written to `console.error` since the last call. A test that provokes an error takes it, and looks at it. */
export const takeErrors = (): string[] => seen.splice(0)
