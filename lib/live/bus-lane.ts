/**
 * One blocked connection of the bus reader: one XREAD over buses that lie on one server. It passes every record on, in
 * order, and says when it cannot. It never starts from "$" (what lands between two reads would be lost), and after every
 * dial and every 20 s makes sure that its place is still there: if not, it reads all there is again and says that some may
 * be lost.
 */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { withDeadline } from '@/lib/deadline'
import { log } from '@/lib/log'
import { destroyRedis, dialOwner, isOwner, type Redis } from '@/lib/redis'
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
  onRecords(records: BusRecord[]): void
  /** Reading again. With `lost`, records may have passed unseen. */
  onUp(lost: boolean): void
  onDown(): void
}

export class BusLane {
  /** By bus key, the id of the last record read: always a concrete one. */
  private readonly places = new Map<string, string>()
  private client: Redis | null = null
  private stopped = false
  /** A place was not there any more, and nobody has been told. It outlives the connection that found out. */
  private isLost = false
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
        if (failures > 0) this.listener.onDown()
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
        const blocked = client.xRead(streams, { COUNT, BLOCK: BLOCK_MS })
        this.take(await withDeadline(blocked, BLOCK_MS + GRACE_MS, 'read the bus'))
      }
    } finally {
      destroyRedis(client)
    }
  }

  private take(reply: Awaited<ReturnType<Redis['xRead']>>): void {
    const streams = (reply ?? []) as { name: string; messages: { id: string; message: Record<string, string> }[] }[]
    const records: BusRecord[] = []
    for (const { name, messages } of streams) {
      for (const { id, message } of messages) {
        this.places.set(name, id)
        const record = parse(name, id, message.r)
        if (record) records.push(record)
      }
    }
    if (records.length > 0) this.listener.onRecords(records)
  }

  /** Goes back to the beginning where a place is not there any more: the data was lost, or trimmed before it was read. */
  private async check(client: Redis): Promise<void> {
    await withDeadline(Promise.all(this.keys.map((key) => this.find(client, key))), ANSWER_MS, 'check the bus')
  }

  private async find(client: Redis, key: string): Promise<void> {
    const place = this.places.get(key)
    if (place === undefined) {
      const newest = await client.xRevRange(key, '+', '-', { COUNT: 1 })
      this.places.set(key, newest?.[0]?.id ?? BEGINNING)
      return
    }
    if (place === BEGINNING) return
    const there = await client.xRange(key, place, place)
    if (there?.length === 1) return
    this.isLost = true
    this.places.set(key, BEGINNING)
  }

  private tellUp(): void {
    const lost = this.isLost
    this.isLost = false
    this.listener.onUp(lost)
  }
}

function parse(key: string, id: string, text: string | undefined): BusRecord | null {
  try {
    return JSON.parse(text ?? '') as BusRecord
  } catch {
    log.error({ key, id }, 'not a bus record')
    return null
  }
}
