/** Which tickets are marked, to do the same with all of them. Pure. */

export interface Marks {
  ids: ReadonlySet<string>
  /** Where a stretch begins: the ticket that was marked last. */
  anchor: string | null
}

export const NO_MARKS: Marks = { ids: new Set(), anchor: null }

/** More at once is a matter for a search, not for a glance at a list. */
export const MOST = 100

export function toggled({ ids }: Marks, id: string): Marks {
  const next = new Set(ids)
  if (!next.delete(id) && next.size < MOST) next.add(id)
  return { ids: next, anchor: id }
}

/** Everything from the anchor to this one, in the order in which the list shows it. */
export function extended(marks: Marks, id: string, order: readonly string[]): Marks {
  const from = marks.anchor === null ? -1 : order.indexOf(marks.anchor)
  const to = order.indexOf(id)
  if (to === -1) return marks
  const [first, last] = from === -1 ? [to, to] : [Math.min(from, to), Math.max(from, to)]
  return added(marks, order.slice(first, last + 1), id)
}

export function added({ ids }: Marks, more: readonly string[], anchor: string | null): Marks {
  return { ids: new Set([...ids, ...more].slice(0, MOST)), anchor }
}

/** Only those that `isThere`; the same set while that is all of them. */
export function present(ids: ReadonlySet<string>, isThere: (id: string) => boolean): ReadonlySet<string> {
  const kept = [...ids].filter(isThere)
  return kept.length === ids.size ? ids : new Set(kept)
}
