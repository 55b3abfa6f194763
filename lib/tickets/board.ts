/** The board of an actor: every ticket that is open or waits to be closed, newest first, in pages of what fits into one
 *  answer. */
import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/auth/schema'
import { wholeNumber } from '@/lib/schema'
import { type BoardPage, pack } from './compact'
import { listTickets } from './list'

export const BOARD_PAGE = 1_000

/** What a page is rendered with. Nearly every hotel's board is no longer than this; of a longer one the browser reads the
 *  rest as soon as it is there, and says so until it has. */
export const FIRST_PAGE = 300

export const boardQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: wholeNumber(1, BOARD_PAGE).default(BOARD_PAGE),
})

/** 400 `bad_cursor` for a cursor that no page has given; `unavailable` when its turn does not come. */
export async function readBoard(
  actor: Actor,
  { cursor, limit }: z.output<typeof boardQuery>,
  signal?: AbortSignal,
): Promise<BoardPage> {
  const { items, next } = await listTickets(actor, { view: 'board', limit, cursor }, signal)
  return { items: items.map(pack), next }
}
