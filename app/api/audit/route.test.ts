import { and, asc, eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { auditLog } from '@/db/schema'
import { audit, auditRetained } from '@/lib/audit/audit'
import type { AuditPage } from '@/lib/audit/schema'
import { newId } from '@/lib/ids'
import { asking, opened } from '@/lib/tickets/specimen'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

type Who = keyof typeof cast

const read = async (who: Who, query: Record<string, string> = {}) =>
  ask<AuditPage>(GET, { as: await actorAs(who), query })

describe('GET /api/audit', () => {
  it('401 signed out, 404 for attendants and dispatchers, 400 for what it does not know', async () => {
    expect((await ask(GET, {})).status).toBe(401)
    for (const who of ['hana', 'felix'] as const) expect((await read(who)).status).toBe(404)
    const wrong: Record<string, string>[] = [
      { before: 'yesterday' },
      { limit: '0' },
      { limit: '101' },
      { by: cast.ada.id },
    ]
    for (const query of wrong) expect((await read('ada', query)).status).toBe(400)
  })

  it('says who did what to whom, the newest first, page by page', async () => {
    await audit(db(), cast.nora.id, 'person.exported', { personId: cast.hana.id })
    await audit(db(), cast.ada.id, 'person.erased', { personId: cast.marco.id, withTexts: true })
    await audit(db(), null, 'retention.done', { version: 3, tickets: 7 })
    for (const who of ['nora', 'ada'] as const) {
      const first = (await read(who, { limit: '2' })).body
      expect(first.items).toMatchObject([
        { actorId: null, action: 'retention.done', details: { tickets: 7 } },
        { actorId: cast.ada.id, action: 'person.erased', details: { personId: cast.marco.id, withTexts: true } },
      ])
      const { items } = (await read(who, { limit: '1', before: `${first.next}` })).body
      expect(items).toMatchObject([
        { actorId: cast.nora.id, action: 'person.exported', details: { personId: cast.hana.id } },
      ])
    }
  })

  it('tells nothing else of what was noted down', async () => {
    const noted = { deviceId: newId(), device: 'Lobby', personId: cast.hana.id, anything: 'else' }
    await audit(db(), cast.ada.id, 'device.ended', noted)
    const { items } = (await read('nora', { limit: '1' })).body
    const told = { device: 'Lobby', personId: cast.hana.id }
    const action = 'device.ended'
    const [id, at] = [expect.any(String), expect.any(String)]
    expect(items).toEqual([{ id, at, actorId: cast.ada.id, action, details: told }])
  })

  it('names no ticket that its reader may not see', async () => {
    const nora = await actorAs('nora')
    const [open, restricted] = [await opened(nora), await opened(nora, asking({ restricted: true }))]
    for (const { id: ticketId } of [open, restricted]) await audit(db(), cast.nora.id, 'story.exported', { ticketId })
    const named = async (who: Who) =>
      (await read(who, { limit: '2' })).body.items.map(({ action, details }) => [action, details.ticketId])
    expect(await named('nora')).toEqual([
      ['story.exported', restricted.id],
      ['story.exported', open.id],
    ])
    expect(await named('ada')).toEqual([
      ['story.exported', undefined],
      ['story.exported', open.id],
    ])
  })

  it('is one line an hour for all that one version of the rules has done', async () => {
    const step = (version: number, tickets: number) => db().transaction((tx) => auditRetained(tx, version, tickets))
    for (const [version, tickets] of [
      [40, 20],
      [40, 5],
      [41, 3],
    ] as const)
      await step(version, tickets)
    const { items } = (await read('ada', { limit: '100' })).body
    const told = items.map(({ details }) => details as Record<string, unknown>)
    expect(told.filter(({ version }) => version === 40 || version === 41)).toEqual([
      { version: 41, tickets: 3 },
      { version: 40, tickets: 25 },
    ])
    const isOf42 = and(eq(auditLog.action, 'retention.done'), sql`details->>'version' = '42'`)
    await step(42, 20)
    await db().update(auditLog).set({ at: sql`now() - interval '61 minutes'` }).where(isOf42)
    for (const tickets of [7, 8]) await step(42, tickets)
    const lines = await db().select().from(auditLog).where(isOf42).orderBy(asc(auditLog.id))
    expect(lines.map(({ details }) => details.tickets)).toEqual([20, 15])
  })

  it('the last page says that it is the last', async () => {
    await audit(db(), cast.ada.id, 'retention.stopped', { version: 1 })
    let [page, pages] = [(await read('ada', { limit: '100' })).body, 1]
    while (page.next !== null) {
      page = (await read('ada', { limit: '100', before: page.next })).body
      pages++
    }
    expect(pages).toBeLessThan(100)
    expect(page.items.length).toBeGreaterThan(0)
  })
})
