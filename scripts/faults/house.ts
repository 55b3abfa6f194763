/** A hotel whose every cable can be broken, full of people, with a book of all that they did. */
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { closeDatabase } from '@/db/client'
import { type Hotel, openHotel, SECRET } from '../../e2e/hotel'
import { freePort } from '../services/ports.mjs'
import { Book } from './book'
import { gather } from './evidence'
import { askForMemory } from './footing'
import { type Guests, inviteAll } from './guests'
import { judge } from './judge'
import { Load } from './load'
import { type Dice, dice } from './random'
import { innocent, NAMES, type Verdict } from './testimony'
import { Wire } from './wire'

const CALM_MS = 60_000

/** How a fault has ended for everybody; `complaints` are about other things than the books. */
interface Calm {
  verdict: Verdict
  complaints: string[]
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
  calm(): Promise<Calm>
  close(): Promise<void>
}

export async function openHouse(folder: string, seed: number, isShort: boolean): Promise<House> {
  const chance = dice(seed)
  const wires: Partial<House['wires']> = {}
  const port = await freePort()
  askForMemory()
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

/** What is shown twice stays so; what is not there yet may come. */
async function calm(house: House): Promise<Calm> {
  const { devices } = house.guests
  const waiting = () => devices.filter(({ isSignedOut, live }) => !isSignedOut && live.state.read().mode !== 'live')
  const end = Date.now() + CALM_MS
  while (waiting().length > 0 && Date.now() < end) await pause(50)
  const late = waiting().map(({ who, live }) => `${who} (${live.state.read().mode})`)
  const complaints = late.length > 0 ? [`${late.length} are not live: ${late.slice(0, 3).join(', ')}`] : []
  for (;;) {
    // Who asks on a connection that the app is just closing gets no answer.
    const evidence = await gather(house).catch(String)
    const isLast = Date.now() > end
    if (typeof evidence !== 'string') {
      const verdict = judge(evidence)
      if (isLast || NAMES.every((name) => verdict[name].length === 0)) return { verdict, complaints }
    } else if (isLast) return { verdict: innocent(), complaints: [...complaints, `no evidence: ${evidence}`] }
    await pause(100)
  }
}
