import { describe, expect, it } from 'vitest'
import { departments } from '@/db/cast'
import { newId } from '@/lib/ids'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from '../../route'
import { PUT } from './route'

const params = { id: departments.housekeeping.id }
const put = { method: 'PUT', params, body: { loudness: 0.5 } }

describe('PUT /api/departments/:id/loudness', () => {
  it('401 signed out', async () => {
    expect((await ask(PUT, put)).status).toBe(401)
  })

  it.each([{ loudness: 0 }, { loudness: 1.1 }, { loudness: 'loud' }, {}])('400 for %j', async (body) => {
    const refused = await ask(PUT, { ...put, as: await actorAs('nora'), body })
    expect(refused).toMatchObject({ status: 400, body: { error: { field: 'body.loudness' } } })
  })

  it('404 for a department that is not there', async () => {
    const as = await actorAs('nora')
    for (const id of [newId(), 'x']) expect((await ask(PUT, { ...put, as, params: { id } })).status).toBe(404)
  })

  it.each(['hana', 'felix'] as const)('403 for %s', async (who) => {
    expect((await ask(PUT, { ...put, as: await actorAs(who) })).status).toBe(403)
  })

  it.each(['nora', 'ada'] as const)('200 for %s, and everybody’s pages know it', async (who) => {
    const answer = await ask(PUT, { ...put, as: await actorAs(who) })
    expect([answer.status, answer.body]).toMatchObject([200, { id: params.id, loudness: 0.5 }])
    const { body } = await ask(GET, { as: await actorAs('hana') })
    const items: { id: string }[] = body.items ?? body
    expect(items.find(({ id }) => id === params.id)).toMatchObject({ loudness: 0.5 })
  })
})
