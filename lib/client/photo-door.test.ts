// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Outgoing } from './outgoing'
import { PhotoDoor } from './photo-door'
import { PhotoStore } from './photo-store'
import { TICKET } from './rehearsal'

const network = vi.hoisted(() => ({ isAway: false, gate: Promise.resolve(), kept: 0, sent: [] as unknown[] }))
vi.mock('./photo-room', async (original) => {
  const room = await original<typeof import('./photo-room')>()
  const openPhotoRoom: typeof room.openPhotoRoom = (...given) => {
    if (network.isAway) throw new TypeError('Failed to fetch')
    const { store } = room.openPhotoRoom(...given)
    const keep = store.keep.bind(store)
    store.keep = async (...photo) => {
      network.kept++
      await network.gate
      return keep(...photo)
    }
    return { store, send: async (from, { id }) => void network.sent.push(await (await from.get(id))?.text()) }
  }
  return { ...room, openPhotoRoom }
})

const ID = '01900000-0000-7000-8000-00000000000d'
const photo = new Blob(['as taken'], { type: 'image/jpeg' })
const message: Outgoing = {
  ...{ id: 'm', ticketId: TICKET, text: '', mentions: [], at: '', refusal: null, place: null, isFleeting: false },
  state: 'waiting',
  photos: [{ id: ID, width: 4, height: 3, phase: null, isThere: false, isFleeting: false }],
}
const open = () => new PhotoDoor('me', async () => ({ messages: [message], isComplete: true }))

beforeEach(() => {
  Object.assign(network, { isAway: false, gate: Promise.resolve(), kept: 0, sent: [] })
  globalThis.indexedDB = new IDBFactory()
})

test('what keeps photos is fetched with the first one, and keeps it', async () => {
  expect(await open().keepPhoto(ID, photo)).toBe(true)
  expect(await (await open().photo(ID))?.text()).toBe('as taken')
})

test('where it cannot be fetched the tab has what was taken, says so, and hands it over when it can', async () => {
  const door = open()
  network.isAway = true
  expect(await door.keepPhoto(ID, photo)).toBe(false)
  expect(await (await door.photo(ID))?.text()).toBe('as taken')
  await expect(door.send(message, () => {})).rejects.toMatchObject({ isUnknown: true })
  network.isAway = false
  expect(await (await door.photo('another'))?.text()).toBeUndefined()
  expect(await (await new PhotoStore('me').get(ID))?.text()).toBe('as taken')
})

test('a message without photos fetches nothing', async () => {
  network.isAway = true
  await open().send({ ...message, photos: undefined }, () => {})
})

test('what is being handed over is found by who looks, and waited for by who sends', async () => {
  const door = open()
  network.isAway = true
  await door.keepPhoto(ID, photo)
  network.isAway = false
  let handOver = () => {}
  network.gate = new Promise<void>((resolve) => {
    handOver = resolve
  })
  const first = door.photo('another')
  await vi.waitFor(() => expect(network.kept).toBe(1))
  expect(await (await door.photo(ID))?.text()).toBe('as taken')
  const sending = door.send(message, () => {})
  handOver()
  await Promise.all([first, sending])
  expect(network.sent).toEqual(['as taken'])
})
