// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newId } from '@/lib/schema'
import { carryAll } from './courier'
import { draftKey, drafts } from './drafts'
import { keep } from './keep'
import { OutboxStore } from './outbox-store'
import { outboxName } from './outbox-stored'
import type { Outgoing } from './outgoing'
import { message as entry, OTHER, TICKET, ticketOf } from './rehearsal'
import { forgetKeys, seal, sealFor, sealJson, unseal, unsealJson } from './seal'

const KEYS: Record<string, string> = { hana: key(1), marco: key(2) }
const on = (personId: string) => ({ personId, sessionId: `session of ${personId}`, deviceId: 'tablet' })

interface Asked {
  headers: Record<string, string>
  body: string
  redirect?: string
}

/** Who is signed in, as the server knows it; null when there is no network. */
let signedIn: string | null = null
let status = 201
let answer: (status: number) => Response
const sent: { path: string; of: string | null; body: unknown; redirect: unknown }[] = []

function key(byte: number): string {
  return Buffer.alloc(32, byte).toString('base64url')
}

function sit(personId: string | null): void {
  signedIn = personId
  sealFor(personId === null ? null : on(personId))
}

beforeEach(() => {
  localStorage.clear()
  sent.length = 0
  status = 201
  answer = (status) => Response.json({}, { status })
  globalThis.indexedDB = new IDBFactory()
  vi.stubGlobal('fetch', async (path: string, { headers, body, redirect }: Asked) => {
    if (signedIn === null) throw new TypeError('Failed to fetch')
    if (path === '/api/device/key') return Response.json({ key: KEYS[signedIn] })
    sent.push({ path, of: headers['x-bellboard-letter'] ?? null, body: JSON.parse(body), redirect })
    return answer(status)
  })
})
afterEach(() => {
  sealFor(null)
  vi.unstubAllGlobals()
})

const SECRET = 'the guest in 412 is asleep'
const message = (text = SECRET): Outgoing => ({
  id: newId(),
  ticketId: TICKET,
  text,
  mentions: [],
  at: '2026-11-23T09:00:00.000Z',
  state: 'waiting',
  refusal: null,
  place: null,
  isFleeting: false,
})
const outboxOf = (personId: string) => new OutboxStore(personId, () => {})

/** All that this browser has stored, wherever. */
async function lying(): Promise<string> {
  const found: unknown[] = [{ ...localStorage }]
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await openDB(name)
    for (const store of database.objectStoreNames) found.push(await database.getAll(store))
    database.close()
  }
  return JSON.stringify(found)
}

describe('sealing', () => {
  test('changes nothing on one’s own device', async () => {
    const bytes = new Uint8Array([1, 2, 3])
    expect(await seal(bytes)).toBe(bytes)
    expect(await unseal(bytes)).toBe(bytes)
  })

  test('gives back what was sealed, twice not the same, to its owner only', async () => {
    sit('hana')
    const sealed = await sealJson({ text: SECRET })
    expect(await sealJson({ text: SECRET })).not.toBe(sealed)
    expect(await unsealJson(sealed)).toEqual({ text: SECRET })
    sit('marco')
    expect(await unsealJson(sealed)).toBeNull()
  })

  test('is over when the device locks, also for a page that stays open', async () => {
    sit('hana')
    const sealed = await seal(new Uint8Array([1]))
    await forgetKeys()
    await expect(unseal(sealed)).rejects.toThrow()
    await expect(seal(new Uint8Array([1]))).rejects.toThrow()
  })

  test('goes on without a network after a tab was killed, and not after it was locked', async () => {
    sit('hana')
    const sealed = await sealJson(SECRET)
    const killed = () => {
      sealFor(null)
      signedIn = null
      sealFor(on('hana'))
    }
    killed()
    expect(await unsealJson(sealed)).toBe(SECRET)
    await forgetKeys()
    killed()
    await expect(unsealJson(sealed)).rejects.toMatchObject({ status: 0 })
  })
})

describe('what lies on a device of the house', () => {
  test('says nothing: neither what waits nor what was begun; to whoever wrote it, all', async () => {
    await outboxOf('kim').keep(message())
    expect(await lying()).toContain(SECRET)
    globalThis.indexedDB = new IDBFactory()

    sit('hana')
    const kept = await outboxOf('hana').keep(message())
    expect(kept).toMatchObject({ text: SECRET, isFleeting: false })
    const draft = draftKey('hana', TICKET)
    drafts.set(draft, SECRET)
    await vi.waitFor(() => expect(keep.get(draft)).not.toBeNull())
    expect(await lying()).not.toContain(SECRET)
    expect((await outboxOf('hana').read()).messages).toMatchObject([{ id: kept.id, text: SECRET }])
    expect(drafts.get(draft)).toBe(SECRET)
  })

  test('is not stored at all without a key: the message lives in its tab, and says so', async () => {
    sit('hana')
    await forgetKeys()
    expect(await outboxOf('hana').keep(message())).toMatchObject({ isFleeting: true })
    expect(await lying()).not.toContain(SECRET)
  })

  test('a draft that was begun before is opened for its writer', async () => {
    sit('hana')
    const draft = draftKey('hana', 'another ticket')
    keep.set(draft, await sealJson(SECRET))
    const heard = vi.fn()
    drafts.onChange(draft, heard)
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(draft, SECRET))
  })
})

describe('the courier', () => {
  const waiting = async (personId: string) => {
    const database = await openDB(outboxName(personId))
    const rows = await database.getAll('messages')
    database.close()
    return rows.length
  }
  /** Takes each of these in its turn. */
  const take = (...messages: Outgoing[]) => {
    const ids = messages.map(({ id }) => id)
    answer = () => Response.json({ entry: { ...entry(1), id: ids.shift() } }, { status: 201 })
  }

  test('carries what another person left, in order, unread, in their name, and takes it out', async () => {
    sit('hana')
    const [first, second] = [await outboxOf('hana').keep(message()), await outboxOf('hana').keep(message('and so on'))]
    sit('marco')
    take(first, second)
    await carryAll('marco')
    expect(sent).toHaveLength(2)
    expect(sent[0]).toMatchObject({ path: `/api/tickets/${TICKET}/messages`, of: 'hana' })
    expect(JSON.stringify(sent)).not.toMatch(new RegExp(`${SECRET}|${first.id}|${second.id}|session of hana`))
    expect(await waiting('hana')).toBe(0)
  })

  test('carries what somebody did, too', async () => {
    sit('hana')
    const change = { kind: 'change', change: { action: 'accept' }, basedOn: 4, after: null } as const
    await outboxOf('hana').keep({ ...message(''), errand: change })
    sit('marco')
    answer = () => Response.json({ ticket: ticketOf(), seq: 5 })
    await carryAll('marco')
    expect([sent.length, await waiting('hana')]).toEqual([1, 0])
  })

  test.each([
    ['a sign-in page', () => new Response('<html>Sign in to the hotel’s network</html>')],
    ['a notice of maintenance', () => Response.json({ status: 'down for maintenance' })],
    ['nothing', () => new Response(null, { status: 204 })],
    ['another’s message', () => Response.json({ entry: entry(7) }, { status: 201 })],
    ['the answer to a change elsewhere', () => Response.json({ ticket: ticketOf({ id: OTHER }), seq: 5 })],
  ])('takes out nothing for what says 200 and is not our answer (%s)', async (_, said) => {
    sit('hana')
    const written = await outboxOf('hana').keep(message())
    sit('marco')
    answer = said
    const refused = new Set<string>()
    await carryAll('marco', refused)
    expect([sent.length, await waiting('hana')]).toEqual([1, 1])
    take(written)
    await carryAll('marco', refused)
    expect([sent.length, await waiting('hana')]).toEqual([2, 0])
  })

  test('is sent nowhere else', async () => {
    sit('hana')
    await outboxOf('hana').keep(message())
    sit('marco')
    await carryAll('marco')
    expect(sent.map(({ redirect }) => redirect)).toEqual(['error'])
  })

  test('leaves alone what is one’s own, and what lies in clear', async () => {
    await outboxOf('kim').keep(message())
    sit('marco')
    await outboxOf('marco').keep(message())
    await carryAll('marco')
    expect(sent).toEqual([])
    expect([await waiting('kim'), await waiting('marco')]).toEqual([1, 1])
  })

  test('keeps what the server refuses for whoever wrote it, and does not ask again', async () => {
    sit('hana')
    await outboxOf('hana').keep(message())
    sit('marco')
    status = 403
    const refused = new Set<string>()
    await carryAll('marco', refused)
    await carryAll('marco', refused)
    expect(sent).toHaveLength(1)
    expect(await waiting('hana')).toBe(1)
  })

  test('stops at what is not answered, so that nothing overtakes', async () => {
    sit('hana')
    await outboxOf('hana').keep(message())
    await outboxOf('hana').keep(message('and so on'))
    sit('marco')
    status = 503
    await carryAll('marco')
    expect(sent).toHaveLength(1)
    expect(await waiting('hana')).toBe(2)
  })
})
