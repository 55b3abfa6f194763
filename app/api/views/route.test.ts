import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { cast, castId, departments, floorId } from '@/db/cast'
import { db } from '@/db/client'
import { savedViews } from '@/db/schema'
import { newId } from '@/lib/schema'
import { canSeeView } from '@/lib/views/policy'
import { MOST_VIEWS, NO_FILTER, type SavedView } from '@/lib/views/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET, POST } from './route'

const late = { ...NO_FILTER, view: 'late' as const, floorId: floorId(4) }
const asked = (change: object = {}) => ({ id: newId(), name: 'Late on four', filter: late, ...change })
const keep = async (who: keyof typeof cast, body: object) => ask(POST, { as: await actorAs(who), method: 'POST', body })
const listed = async (who: keyof typeof cast) => (await ask(GET, { as: await actorAs(who) })).body.items as SavedView[]

beforeEach(async () => void (await db().delete(savedViews)))

describe('POST /api/views', () => {
  it('401 signed out', async () => {
    expect((await ask(POST, { method: 'POST', body: asked() })).status).toBe(401)
  })

  it('201 keeps what it is given, and nothing is shared unless said', async () => {
    const body = asked({ name: '  Late on four ' })
    const reply = await keep('hana', body)
    expect(reply.status).toBe(201)
    expect(reply.body).toEqual({
      id: body.id,
      name: 'Late on four',
      ownerId: cast.hana.id,
      filter: late,
      sharing: { with: 'nobody' },
    })
    expect(await listed('hana')).toEqual([reply.body])
    expect(await listed('rosa')).toEqual([])
  })

  it('201 keeps one view however often it is asked', async () => {
    const body = asked()
    const [first, again] = await Promise.all([keep('hana', body), keep('hana', body)])
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    expect(await listed('hana')).toHaveLength(1)
  })

  it('409 for the id with other content, or somebody else’s', async () => {
    const body = asked()
    await keep('hana', body)
    for (const reply of [await keep('hana', { ...body, name: 'Other' }), await keep('rosa', body)])
      expect([reply.status, reply.body.error.message]).toEqual([409, 'id_reused'])
  })

  it('400 names what is wrong, and keeps nothing', async () => {
    const wrong: [object, string][] = [
      [{ name: ' ' }, 'body.name'],
      [{ name: 'x'.repeat(41) }, 'body.name'],
      [{ id: '0190-1' }, 'body.id'],
      [{ filter: { ...late, view: 'theirs' } }, 'body.filter.view'],
      [{ filter: { ...late, departmentId: castId(1, 99) } }, 'body.filter.departmentId'],
      [{ filter: { ...late, floorId: castId(3, 999) } }, 'body.filter.floorId'],
      [{ filter: { ...late, assigneeId: castId(2, 999) } }, 'body.filter.assigneeId'],
      [{ sharing: { with: 'department' } }, 'body.sharing.departmentId'],
      [{ sharing: { with: 'department', departmentId: castId(1, 99) } }, 'body.sharing.departmentId'],
      [{ sharing: { with: 'hotel', departmentId: departments.housekeeping.id } }, 'body.sharing.departmentId'],
    ]
    for (const [change, field] of wrong) {
      const { status, body } = await keep('felix', asked(change))
      expect([status, body.error.field], field).toEqual([400, field])
    }
    expect(await listed('felix')).toEqual([])
  })

  it('403 for sharing with whom one may not', async () => {
    for (const sharing of [{ with: 'hotel' }, { with: 'department', departmentId: departments.engineering.id }])
      expect((await keep('hana', asked({ sharing }))).status).toBe(403)
    expect(await listed('hana')).toEqual([])
  })

  it('409 past the fiftieth of one person', async () => {
    const many = Array.from({ length: MOST_VIEWS }, (_, at) => ({
      id: newId(),
      ownerId: cast.hana.id,
      name: `View ${at}`,
      filter: late,
    }))
    await db().insert(savedViews).values(many)
    expect((await keep('hana', asked())).body.error.message).toBe('too_many_views')
    await db()
      .delete(savedViews)
      .where(eq(savedViews.id, many[0]?.id ?? ''))
    expect((await keep('hana', asked())).status).toBe(201)
  })
})

describe('GET /api/views', () => {
  it('401 signed out', async () => {
    expect((await ask(GET)).status).toBe(401)
  })

  it('400 with a parameter it does not know', async () => {
    expect((await ask(GET, { as: await actorAs('hana'), query: { of: 'rosa' } })).status).toBe(400)
  })

  it('200 lists for everybody exactly what the policy lets them see', async () => {
    const housekeeping = { with: 'department', departmentId: departments.housekeeping.id } as const
    const engineering = { with: 'department', departmentId: departments.engineering.id } as const
    for (const owner of ['hana', 'felix', 'marco', 'maria'] as const)
      for (const sharing of [{ with: 'nobody' }, { with: 'hotel' }, housekeeping, engineering] as const)
        await db()
          .insert(savedViews)
          .values({
            id: newId(),
            ownerId: cast[owner].id,
            name: `${owner} ${sharing.with}`,
            filter: late,
            sharedWith: sharing.with,
            departmentId: 'departmentId' in sharing ? sharing.departmentId : null,
          })
    const all = await db().select().from(savedViews)
    expect(all).toHaveLength(16)
    for (const who of Object.keys(cast) as (keyof typeof cast)[]) {
      const actor = await actorAs(who)
      const seen = all.filter((row) =>
        canSeeView(actor, {
          ownerId: row.ownerId,
          sharing:
            row.sharedWith === 'department'
              ? { with: 'department', departmentId: row.departmentId ?? '' }
              : { with: row.sharedWith },
        }),
      )
      expect((await listed(who)).map(({ id }) => id).sort(), who).toEqual(seen.map(({ id }) => id).sort())
    }
  })
})
