/** A hotel whose every cable can be broken, full of people, with a book of all that they did. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import { closeDatabase } from '@/db/client'
import { type Hotel, openHotel, SECRET } from '../../e2e/hotel'
import { freePort } from '../services/ports.mjs'
import { Book } from './book'
import { gather } from './evidence'
import { type Guests, inviteAll } from './guests'
import { judge, NAMES, type Verdict } from './judge'
import { Load } from './load'
import { type Dice, dice } from './random'
import { Wire } from './wire'

const CALM_MS = 45_000

export interface Footing {
  /** By name; the runner's own are not among them. */
  redis: string[]
  postgres: number
  browsers: number
  rssMb: number
}

export interface House {
  hotel: Hotel
  guests: Guests
  book: Book
  load: Load
  dice: Dice
  wires: { redis: Wire; postgres: Wire; browsers: Wire }
  isShort: boolean
  /** Remarks of the running fault, printed beside its line. */
  notes: string[]
  /** Done once the running fault has been judged. */
  afterwards: (() => void)[]
  /** Waits until everybody is live and has been shown everything; answers what is still wrong when that does not come. */
  calm(): Promise<Verdict>
  footing(): Promise<Footing>
  close(): Promise<void>
}

export async function openHouse(folder: string, seed: number, isShort: boolean): Promise<House> {
  const chance = dice(seed)
  const wires: Partial<House['wires']> = {}
  const port = await freePort()
  const hotel = await openHotel({
    front: port,
    wire: async (url) => {
      const told = new URL(url)
      const real = Number(told.port)
      const wire = await Wire.open(() => [real])
      wires[told.protocol.startsWith('redis') ? 'redis' : 'postgres'] = wire
      told.port = String(wire.port)
      return told.href
    },
  })
  wires.browsers = await Wire.open(() => [hotel.port], port)
  Object.assign(process.env, {
    DATABASE_URL: hotel.postgres.url,
    REDIS_URL: hotel.redis.url,
    NEXTAUTH_SECRET: SECRET,
    PUBLIC_URL: hotel.origin,
  })
  const book = await Book.open(path.join(folder, `seed-${seed}.jsonl`))
  const guests = await inviteAll(hotel.origin, book)
  const load = new Load(guests, book, chance)
  const house: House = {
    hotel,
    guests,
    book,
    load,
    dice: chance,
    wires: wires as House['wires'],
    isShort,
    notes: [],
    afterwards: [],
    calm: () => calm(house),
    footing: () => footing(house),
    close: async () => {
      for (const device of guests.devices) device.leave()
      await closeDatabase().catch(() => {})
      await Promise.all(Object.values(house.wires).map((wire) => wire.close()))
      await hotel.close()
      await book.close()
    },
  }
  return house
}

async function calm(house: House): Promise<Verdict> {
  const { devices } = house.guests
  const waiting = () => devices.filter(({ isSignedOut, live }) => !isSignedOut && live.state.read().mode !== 'live')
  const until = Date.now() + CALM_MS
  while (waiting().length > 0 && Date.now() < until) await pause(50)
  const late = waiting().map(({ who, live }) => `${who} (${live.state.read().mode})`)
  if (late.length > 0) house.notes.push(`${late.length} are not live: ${late.slice(0, 3).join(', ')}`)
  for (;;) {
    const isLast = Date.now() > until
    const evidence = await gather(house).catch((error) => {
      // Who asks on a connection that the app is just closing gets no answer.
      if (isLast) throw error
      return null
    })
    const verdict = evidence && judge(evidence)
    // What is shown twice stays so; what is not there yet may come.
    if (verdict && (isLast || NAMES.every((name) => verdict[name].length === 0))) return verdict
    await pause(250)
  }
}

async function redisConnections(url: string): Promise<string[]> {
  const redis = await createClient({ url, name: 'faults' }).connect()
  const list = String(await redis.sendCommand(['CLIENT', 'LIST']))
  redis.destroy()
  const names = [...list.matchAll(/ addr=\S+:(\d+) .*? name=(\S*)/g)]
  return names.map(([, , name]) => name || 'unnamed').filter((name) => name !== 'faults')
}

/** `browsers`: whatever stands, streams and requests that are kept alive. */
async function footing({ hotel, wires }: House): Promise<Footing> {
  const status = readFileSync(`/proc/${hotel.app.pid()}/status`, 'utf8')
  return {
    redis: await redisConnections(hotel.redis.url),
    postgres: wires.postgres.count,
    browsers: wires.browsers.count,
    rssMb: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024),
  }
}
