/** The rules as they are being edited: what is typed, by department. Pure. */
import type { Retention, RetentionRule, RetentionWay } from '@/lib/privacy/schema'

export interface DraftRule {
  /** As typed; empty where everything is kept. */
  months: string
  way: RetentionWay
}
export type Draft = ReadonlyMap<string, DraftRule>

export const NO_RULE: DraftRule = { months: '', way: 'strip' }

export const draftOf = ({ rules }: Pick<Retention, 'rules'>): Draft =>
  new Map(rules.map(({ departmentId, months, way }) => [departmentId, { months: String(months), way }]))

/** The departments of which what is typed is no number of months. */
export const wrongIn = (draft: Draft, most: number): Set<string> =>
  new Set(
    [...draft].flatMap(([id, { months }]) => {
      const number = Number(months)
      const isRight = months === '' || (/^\d{1,3}$/.test(months) && number >= 1 && number <= most)
      return isRight ? [] : [id]
    }),
  )

/** In the order of ids; only where months are typed. */
export const rulesOf = (draft: Draft): RetentionRule[] =>
  [...draft]
    .filter(([, { months }]) => months !== '')
    .map(([departmentId, { months, way }]) => ({ departmentId, months: Number(months), way }))
    .sort((a, b) => (a.departmentId < b.departmentId ? -1 : 1))

export const isChanged = (draft: Draft, { rules }: Pick<Retention, 'rules'>): boolean =>
  JSON.stringify(rulesOf(draft)) !== JSON.stringify(rulesOf(draftOf({ rules })))
