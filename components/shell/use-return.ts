'use client'
/** Back into a list that is read page by page: as far as it had been read, and where one left it. Kept with the page's own step in
 *  the browser's history, so that it is there for Back, and for a reload, and for nothing else. */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

export interface Left {
  /** So many were read. */
  count: number
  /** The address that was followed from here. */
  href: string
}

/** Null where one has not come back, or asks for something else since. */
export function useLeft(): [left: Left | null, forget: () => void] {
  const [left, setLeft] = useState((): Left | null =>
    typeof window === 'undefined' ? null : (window.history.state?.left ?? null),
  )
  return [left, useCallback(() => setLeft(null), [])]
}

/** Leads to what was followed once it is there again, and notes what is followed next. `count` is how many are shown. */
export function useReturn(list: RefObject<HTMLElement | null>, left: Left | null, count: number) {
  const isBack = useRef(left === null)
  useEffect(() => {
    if (isBack.current || count === 0) return
    isBack.current = true
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const link = left && links.find((one) => one.getAttribute('href') === left.href)
    link?.scrollIntoView({ block: 'center' })
    link?.focus({ preventScroll: true })
  }, [left, count, list])
  return useCallback(
    (event: React.MouseEvent) => {
      const href = event.target instanceof Element && event.target.closest('a')?.getAttribute('href')
      if (!href) return
      window.history.replaceState({ ...window.history.state, left: { count, href } satisfies Left }, '')
    },
    [count],
  )
}

/** The first page with as many more behind it as hold `count`, if there are so many and they can be read. */
export async function readUpTo<Page extends { items: readonly unknown[]; next: unknown }>(
  first: Page,
  count: number,
  read: (next: NonNullable<Page['next']>) => Promise<Pick<Page, 'items' | 'next'>>,
): Promise<Page> {
  let whole = first
  while (whole.next !== null && whole.items.length < count) {
    const more = await read(whole.next as NonNullable<Page['next']>).catch(() => null)
    // What was read stays, and is read on from by whoever wants more.
    if (more === null) return whole
    whole = { ...whole, items: [...whole.items, ...more.items], next: more.next }
  }
  return whole
}
