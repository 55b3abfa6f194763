'use client'
import { useMemo } from 'react'
import { type BoardPage, unpack } from '@/lib/tickets/compact'

/** What a board begins with, of what the page was rendered with. */
export const useSnapshot = (board: BoardPage) =>
  useMemo(() => ({ snapshot: board.items.map(unpack), isWhole: board.next === null }), [board])
