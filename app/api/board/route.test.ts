import { describe, expect, it } from 'vitest'
import { departments } from '@/db/cast'
import { newId } from '@/lib/schema'
import { unpack } from '@/lib/tickets/compact'
import { listTickets } from '@/lib/tickets/list'
import { openTicket } from '@/lib/tickets/open'
import { openTicketInput } from '@/lib/tickets/requests'
import type { ListedTicket } from '@/lib/tickets/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

const byNumber = (rows: ListedTicket[]) => rows.toSorted((a, b) => a.ticket.number - b.ticket.number)

describe('GET /api/board', () => {
  it('401 signed out', async () => {
    expect((await ask(GET)).status).toBe(401)
  })

  it('400 for a page too long, a cursor that is none, and what it does not know', async () => {
    const as = await actorAs('felix')
    const wrong: Record<string, string | number>[] = [
      { limit: 1_001 },
      { limit: 0 },
      { limit: '1e2' },
      { cursor: 'x' },
      { view: 'all' },
    ]
    for (const query of wrong) expect((await ask(GET, { as, query })).status).toBe(400)
  })

  it('200 gives, page by page, exactly the open tickets that one may see', async () => {
    const felix = await actorAs('felix')
    for (let number = 1; number <= 16; number++)
      await openTicket(
        felix,
        openTicketInput.parse({
          id: newId(),
          summary: `Job ${number}`,
          departmentId: number % 2 === 0 ? departments.housekeeping.id : departments.engineering.id,
          restricted: number % 8 === 0,
        }),
      )
    for (const who of ['felix', 'hana', 'nora'] as const) {
      const as = await actorAs(who)
      const seen: ListedTicket[] = []
      let cursor: string | null = null
      do {
        const query: Record<string, string | number> = { limit: 5, ...(cursor !== null && { cursor }) }
        const { body } = await ask(GET, { as, query })
        expect(body.items.length).toBeLessThanOrEqual(5)
        seen.push(...body.items.map(unpack))
        cursor = body.next
      } while (cursor !== null)
      const { items } = await listTickets(as, { view: 'board', limit: 1_000 })
      expect(items.length).toBe({ felix: 16, hana: 6, nora: 16 }[who])
      expect(byNumber(seen)).toEqual(byNumber(items))
    }
  })
})
