'use client'
import { useState } from 'react'

interface Page<Item, Cursor> {
  items: Item[]
  next: Cursor | null
}

/** A list that came with its page, and what there is to read of the rest: null when it is whole. */
export function usePaged<Item, Cursor>(first: Page<Item, Cursor>, read: (next: Cursor) => Promise<Page<Item, Cursor>>) {
  const [{ items, next }, setShown] = useState(first)
  const readMore =
    next === null
      ? null
      : async () => {
          const page = await read(next)
          setShown({ next: page.next, items: [...items, ...page.items] })
        }
  return { items, readMore }
}
