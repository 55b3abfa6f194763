// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newId } from '@/lib/schema'
import { keep } from './keep'
import { OutboxDatabase } from './outbox-database'
import { OutboxStore, type OutboxWord } from './outbox-store'
import type { Outgoing } from './outgoing'
import { TICKET } from './rehearsal'

const PERSON = 'me'
const NAME = `bellboard.outbox.${PERSON}`

const written = (text: string, patch: Partial<Outgoing> = {}): Outgoing => ({
  id: newId(),
  ticketId: TICKET,
  text,
  mentions: [],
  at: '2026-11-23T09:00:00.000Z',
  state: 'waiting',
  refusal: null,
  place: null,
  isFleeting: false,
  ...patch,
})

const opened: OutboxStore[] = []
let told: OutboxWord[]

/** A tab of this browser. */
function tab(personId = PERSON, database?: OutboxDatabase): OutboxStore {
  const store = new OutboxStore(personId, (word) => told.push(word), database)
  opened.push(store)
  return store
}

const texts = async (store: OutboxStore) => (await store.read()).messages.map(({ text }) => text)
const copies = () => Object.keys(localStorage)
const full = () => {
  throw new DOMException('no room', 'QuotaExceededError')
}

beforeEach(() => {
  told = []
  localStorage.clear()
  globalThis.indexedDB = new IDBFactory()
})

afterEach(() => {
  for (const store of opened.splice(0)) store.close()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('it is copied before Enter returns, and the copy goes when the database has it', async () => {
  const message = written('hello')
  const keeping = tab().keep(message)
  expect(copies()).toEqual([`bellboard.outbox.${PERSON}.${message.id}`])
  const kept = await keeping
  expect(kept).toEqual({ ...message, place: 1 })
  expect(copies()).toEqual([])
  expect(told).toEqual([{ type: 'kept', message: kept }])
  expect(await tab().read()).toEqual({ messages: [kept], isComplete: true })
})

test('it is written through to the disk', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await tab().keep(written('hello'))
  expect(transaction).toHaveBeenCalledWith('messages', 'readwrite', { durability: 'strict' })
})

test('another person’s tab in the same browser finds nothing', async () => {
  await tab().keep(written('mine'))
  vi.stubGlobal('indexedDB', undefined)
  await tab().keep(written('mine, too'))
  vi.unstubAllGlobals()
  expect(await texts(tab('somebody else'))).toEqual([])
  expect(await texts(tab())).toEqual(['mine', 'mine, too'])
})

test('two tabs write at once: one order for both, in which nobody’s second comes before their first', async () => {
  const tabs = [tab(), tab()]
  const writes = [1, 2, 3, 4].flatMap((at) => tabs.map((store, which) => store.keep(written(`${'ab'[which]}${at}`))))
  const kept = await Promise.all(writes)
  expect(new Set(kept.map(({ place }) => place)).size).toBe(8)
  const order = await texts(tabs[0] as OutboxStore)
  expect(await texts(tabs[1] as OutboxStore)).toEqual(order)
  for (const who of ['a', 'b'])
    expect(order.filter((text) => text.startsWith(who))).toEqual([1, 2, 3, 4].map((at) => who + at))
})

test('a clock that is set back does not change the order', async () => {
  const [early, late] = [written('written second'), written('written first')]
  await tab().keep(late)
  await tab().keep(early)
  expect(early.id < late.id).toBe(true)
  expect(await texts(tab())).toEqual(['written first', 'written second'])
})

test('what became of it is kept; what was dropped does not come back by it', async () => {
  const store = tab()
  const [refused, gone] = [await store.keep(written('refused')), await store.keep(written('gone'))]
  await store.drop(gone.id)
  for (const message of [refused, gone]) await store.change({ ...message, state: 'failed' })
  expect((await tab().read()).messages).toMatchObject([{ text: 'refused', state: 'failed' }])
  expect(told).toContainEqual({ type: 'dropped', id: gone.id })
})

describe('copies that were left', () => {
  /** As the version before left them, which had no other place. */
  const leave = (...messages: Outgoing[]) => {
    for (const { place, isFleeting, ...message } of messages)
      localStorage.setItem(`bellboard.outbox.${PERSON}.${message.id}`, JSON.stringify(message))
  }

  test('are moved over once, in their order, however many tabs do it at once', async () => {
    leave(...['one', 'two', 'three'].map((text) => written(text)))
    const found = await Promise.all([texts(tab()), texts(tab()), texts(tab())])
    for (const order of found) expect(order).toEqual(['one', 'two', 'three'])
    expect(copies()).toEqual([])
    expect(await texts(tab())).toEqual(['one', 'two', 'three'])
  })

  test('do not come back by a tab that found them before another had sent them', async () => {
    const message = written('sent meanwhile')
    leave(message)
    const late = new OutboxDatabase(NAME)
    const add = late.add.bind(late)
    vi.spyOn(late, 'add').mockImplementationOnce(async (...found) => {
      const sender = tab()
      expect(await texts(sender)).toEqual(['sent meanwhile'])
      await sender.drop(message.id)
      return add(...found)
    })
    expect(await texts(tab(PERSON, late))).toEqual([])
    expect(await texts(tab())).toEqual([])
  })

  test('go before what is written now', async () => {
    leave(written('left'))
    await tab().keep(written('new'))
    expect(await texts(tab())).toEqual(['left', 'new'])
  })

  test('are not doubled when the tab was killed after the database had them', async () => {
    const message = await tab().keep(written('committed'))
    leave(message)
    expect(await texts(tab())).toEqual(['committed'])
    expect(copies()).toEqual([])
  })

  test('that are not messages are left alone', async () => {
    localStorage.setItem(`bellboard.outbox.${PERSON}.x`, '{"half')
    expect(await texts(tab())).toEqual([])
  })
})

test('killed between Enter and the transaction: it is there on return', async () => {
  const hanging = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => new IDBOpenDBRequest())
  void tab().keep(written('in the instant'))
  hanging.mockRestore()
  expect(await texts(tab())).toEqual(['in the instant'])
})

describe('without a database', () => {
  test.each([
    ['there is none', () => vi.stubGlobal('indexedDB', undefined)],
    ['it is forbidden', () => vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(full)],
    ['it is full', () => vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(full)],
  ])('%s: copies outlive the tab, keep their order, and are moved over when they can be', async (_, spoil) => {
    spoil()
    const store = tab()
    for (const text of ['one', 'two']) expect(await store.keep(written(text))).toMatchObject({ isFleeting: false })
    expect(await texts(store)).toEqual(['one', 'two'])
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
    expect(await texts(tab())).toEqual(['one', 'two'])
    expect(copies()).toEqual([])
  })

  test('and without room for copies it says that it ends with the tab, until there is room', async () => {
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(full)
    const set = vi.spyOn(keep, 'set').mockImplementation(() => {})
    const store = tab()
    expect(await store.keep(written('fleeting'))).toMatchObject({ isFleeting: true })
    await store.change({ ...((await store.read()).messages[0] as Outgoing), state: 'failed' })
    expect((await store.read()).messages).toMatchObject([{ isFleeting: true, state: 'failed' }])
    expect(await texts(tab())).toEqual([])
    set.mockRestore()
    add.mockRestore()
    expect((await store.read()).messages).toMatchObject([{ isFleeting: false, state: 'failed', place: 1 }])
    expect(await texts(tab())).toEqual(['fleeting'])
  })

  test('what a copy says of a refusal is what the database learns', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const store = tab()
    const message = await store.keep(written('refused'))
    await store.change({ ...message, state: 'failed' })
    vi.unstubAllGlobals()
    expect((await tab().read()).messages).toMatchObject([{ state: 'failed' }])
  })
})

test('a database that never answers is waited for once', async () => {
  const opening = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => new IDBOpenDBRequest())
  const timer = vi.spyOn(globalThis, 'setTimeout')
  const waits = () => timer.mock.calls.filter(([, ms]) => ms === SHORT_MS).length
  const SHORT_MS = 1
  const store = tab(PERSON, new OutboxDatabase(NAME, SHORT_MS))
  expect(await store.keep(written('one'))).toMatchObject({ place: null, isFleeting: false })
  expect(await texts(store)).toEqual(['one'])
  expect([waits(), opening.mock.calls.length]).toEqual([1, 1])
})

test('a connection that the browser lost is opened again', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
  const store = tab()
  await store.keep(written('one'))
  ;(transaction.mock.contexts[0] as IDBDatabase).close()
  expect(await store.keep(written('two'))).toMatchObject({ place: null, isFleeting: false })
  expect(await store.keep(written('three'))).toMatchObject({ place: 3 })
  expect(await texts(tab())).toEqual(['one', 'two', 'three'])
})

test('a newer build is not held up, and finds what this tab writes from then on', async () => {
  const store = tab()
  await store.keep(written('before'))
  const newer = await openDB(NAME, 2)
  expect(await store.keep(written('after'))).toMatchObject({ place: null, isFleeting: false })
  expect(await newer.count('messages')).toBe(1)
  expect(copies()).toHaveLength(1)
  newer.close()
})
