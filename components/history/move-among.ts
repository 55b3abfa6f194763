import { SEARCH_ID } from '@/components/shell/typing'

/** To the next or the previous ticket that was found; above the first one is the search. */
export function moveAmong(results: HTMLElement | null, by: 1 | -1): void {
  const found = [...(results?.querySelectorAll<HTMLElement>('[data-found]') ?? [])]
  const at = found.findIndex((one) => one.closest('article')?.contains(document.activeElement))
  const to = at + by
  const target = to < 0 ? document.getElementById(SEARCH_ID) : found[Math.min(to, found.length - 1)]
  target?.focus()
}
