/**
 * One blocked connection of the bus reader: one XREAD over buses that lie on one server. It passes every record on, in
 * order, and says when it cannot. It never starts from "$" (what lands between two reads would be lost), and after every
 * dial, every 20 s, and when a bus is said to have begun anew makes sure that its place is still there: if not, it reads
 * all there is again and says that some may be lost. What it finds there then is past: those who could see it are not those
 * who can now, and everybody is told to fetch anyway.
 */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { withDeadline } from '@/lib/deadline'
import { log } from '@/lib/log'
import { askOwner, destroyRedis, dialOwner, isOwner, onRedis, type Redis } from '@/lib/redis'
import type { BusRecord } from './events'
import { delayMs } from './patience'

const BLOCK_MS = 5_000
const COUNT = 500
/** A blocked read that is silent this much longer than it may be has lost its server. */
const GRACE_MS = 3_000
const ANSWER_MS = 3_000
const CHECK_MS = 20_000
const BEGINNING = '0-0'

export interface BusListener {
  /** `isPast`: they were on the bus before `onUp` told of a loss, or of an end to silence. */
  onRecords(records: BusRecord[], isPast: boolean): void
  /** Reading again. With `lost`, records may have passed unseen. */
  onUp(lost: boolean): void
  onDown(): void
}

export class BusLane {
  /** By bus key, the id of the last record read: always a concrete one. */
  private readonly places = new Map<string, string>()
  /** By bus key, up to which id its records are past. */
  private readonly past = new Map<string, string>()
  private client: Redis | null = null
  private stopped = false
  /** A place was not there any more, and nobody has been told. It outlives the connection that found out. */
  private isLost = false
  /** `onDown` was told, and `onUp` has not been since. */
  private isSilent = false
  private ending: Promise<void> = Promise.resolve()

  constructor(
    private readonly keys: readonly [string, ...string[]],
    private readonly listener: BusListener,
  ) {}

  start(): void {
    this.ending = this.run()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.hangUp()
    await this.ending
  }

  hangUp(): void {
    if (this.client) destroyRedis(this.client)
  }

  /** Dials anew when its place on this bus is not there any more. Asks on the shared connection, as its own is parked. */
  async doubt(key: string): Promise<void> {
    const place = this.places.get(key)
    if (place === undefined || place === BEGINNING) return
    const ask = onRedis('look for a place', ANSWER_MS, (redis) => redis.xRange(key, place, place))
    const there = await ask.catch(() => null)
    if (there?.length === 0 && this.places.get(key) === place) this.hangUp()
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopped; failures++) {
      try {
        await this.read(() => {
          failures = 0
        })
      } catch (error) {
        if (this.stopped) return
        if (failures === 0) log.warn({ error: String(error), bus: this.keys[0] }, 'bus reader lost its connection')
        // One redial that succeeds is nobody's business.
        if (failures > 0) this.fallSilent()
        await pause(delayMs(failures))
      }
    }
  }

  private async read(onUp: () => void): Promise<void> {
    const client = await dialOwner('reader', this.keys[0])
    this.client = client
    try {
      await this.check(client)
      this.tellUp()
      onUp()
      for (let checkedAt = Date.now(); !this.stopped; ) {
        if (Date.now() - checkedAt > CHECK_MS) {
          if (!(await isOwner(client))) throw new Error('another server has the bus now')
          await this.check(client)
          if (this.isLost) this.tellUp()
          checkedAt = Date.now()
        }
        const streams = this.keys.map((key) => ({ key, id: this.places.get(key) ?? BEGINNING }))
        const blocked = askOwner(client, () => client.xRead(streams, { COUNT, BLOCK: BLOCK_MS }))
        this.take(await withDeadline(blocked, BLOCK_MS + GRACE_MS, 'read the bus'))
      }
    } finally {
      destroyRedis(client)
    }
  }

  private take(reply: Awaited<ReturnType<Redis['xRead']>>): void {
    const streams = (reply ?? []) as { name: string; messages: { id: string; message: Record<string, string> }[] }[]
    const past: BusRecord[] = []
    const records: BusRecord[] = []
    for (const { name, messages } of streams) {
      const pastUpTo = this.past.get(name)
      for (const { id, message } of messages) {
        this.places.set(name, id)
        const record = parse(name, id, message.r)
        if (record) (pastUpTo && !isAfter(id, pastUpTo) ? past : records).push(record)
      }
    }
    if (past.length > 0) this.listener.onRecords(past, true)
    if (records.length > 0) this.listener.onRecords(records, false)
  }

  /** Goes back to the beginning where a place is not there any more: the data was lost, or trimmed before it was read. */
  private async check(client: Redis): Promise<void> {
    await withDeadline(Promise.all(this.keys.map((key) => this.find(client, key))), ANSWER_MS, 'check the bus')
  }

  private async find(client: Redis, key: string): Promise<void> {
    const place = this.places.get(key)
    if (place === undefined) {
      this.places.set(key, await newestOn(client, key))
      return
    }
    const there = place === BEGINNING ? [{}] : await askOwner(client, () => client.xRange(key, place, place))
    const isThere = there?.length === 1
    if (!isThere || this.isSilent) this.past.set(key, await newestOn(client, key))
    if (isThere) return
    this.isLost = true
    this.places.set(key, BEGINNING)
  }

  private tellUp(): void {
    const lost = this.isLost
    this.isLost = false
    this.isSilent = false
    this.listener.onUp(lost)
  }

  private fallSilent(): void {
    this.isSilent = true
    this.listener.onDown()
  }
}

async function newestOn(client: Redis, key: string): Promise<string> {
  const newest = await askOwner(client, () => client.xRevRange(key, '+', '-', { COUNT: 1 }))
  return newest?.[0]?.id ?? BEGINNING
}

/** Ids of Redis are `<ms>-<number>`. */
function isAfter(id: string, other: string): boolean {
  const [ms = 0, number = 0] = id.split('-').map(Number)
  const [otherMs = 0, otherNumber = 0] = other.split('-').map(Number)
  return ms === otherMs ? number > otherNumber : ms > otherMs
}

function parse(key: string, id: string, text: string | undefined): BusRecord | null {
  try {
    return JSON.parse(text ?? '') as BusRecord
  } catch {
    log.error({ key, id }, 'not a bus record')
    return null
  }
}
