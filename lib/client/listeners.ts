/** Who is told, and what becomes of it when one of them fails. */

/** Tells each of them: one that throws keeps it neither from the others nor from whoever tells. */
export function tellAll<Args extends unknown[]>(listeners: Iterable<(...args: Args) => void>, ...args: Args): void {
  for (const listener of listeners) {
    try {
      listener(...args)
    } catch (error) {
      report(error)
    }
  }
}

/** What should not have happened is said where whoever looks after the page will look, and stops nothing. */
export const report = (error: unknown): void => console.error(error)
