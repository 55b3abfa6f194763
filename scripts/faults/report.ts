/** What one seed has shown. */
export interface Report {
  seed: number
  passed: number
  failed: number
  /** What was found, by kind. */
  total: Record<string, number>
  /** The first of them is the house before any fault. `wrong` is empty when it was survived. */
  faults: { name: string; seconds: number; wrong: string[]; notes: string[] }[]
  /** Every fault that was asked for has happened. */
  isWhole: boolean
}
