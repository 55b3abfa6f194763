/** What things are called in the language of whoever exports them: looked up once each, and as many as the hotel has. */
import 'server-only'
import { db } from '@/db/client'
import { itemNames } from '@/lib/catalogue/lookup'
import { type Names, nameIn } from '@/lib/names'
import { isFormer } from '@/lib/people/former'
import { departmentNames, personNames } from '@/lib/people/lookup'
import { placesAround } from '@/lib/places/lookup'
import { wordsIn } from '@/lib/words/words-in'

interface Named {
  departmentId?: string | null
  placeId?: string | null
  itemId?: string | null
  openerId?: string | null
  assigneeId?: string | null
  authorId?: string | null
}
interface Place {
  name: string
  floor: string
}

export class NamesOf {
  private readonly departments = new Map<string, Names>()
  private readonly items = new Map<string, Names>()
  private readonly people = new Map<string, string>()
  private readonly places = new Map<string, Place>()

  constructor(private readonly locale: string) {}

  /** Learns whatever these rows name and is not known yet. */
  async learn(rows: readonly Named[]): Promise<void> {
    const unknown = (known: ReadonlyMap<string, unknown>, ...keys: (keyof Named)[]) => [
      ...new Set(rows.flatMap((row) => keys.flatMap((key) => row[key] ?? [])).filter((id) => !known.has(id))),
    ]
    const add = <T>(to: Map<string, T>, found: ReadonlyMap<string, T>) => {
      for (const [id, name] of found) to.set(id, name)
    }
    add(this.departments, await departmentNames(db(), unknown(this.departments, 'departmentId')))
    add(this.items, await itemNames(unknown(this.items, 'itemId')))
    add(this.people, await personNames(db(), unknown(this.people, 'openerId', 'assigneeId', 'authorId')))
    add(this.places, await withFloors(unknown(this.places, 'placeId')))
  }

  department = (id: string | null) => nameIn(this.locale, this.departments.get(id ?? '') ?? {})
  item = (id: string | null) => nameIn(this.locale, this.items.get(id ?? '') ?? {})
  person = (id: string | null) => {
    const name = this.people.get(id ?? '') ?? ''
    return isFormer({ name }) ? wordsIn(this.locale).messages.events.former : name
  }
  place = (id: string | null) => this.places.get(id ?? '')?.name ?? ''
  floor = (id: string | null) => this.places.get(id ?? '')?.floor ?? ''
}

async function withFloors(ids: readonly string[]): Promise<Map<string, Place>> {
  const around = new Map((await placesAround(db(), ids)).map((place) => [place.id, place]))
  const floorOf = (id: string | null): string => {
    const place = id === null ? undefined : around.get(id)
    return !place ? '' : place.kind === 'floor' ? place.name : floorOf(place.parentId)
  }
  return new Map(ids.map((id) => [id, { name: around.get(id)?.name ?? '', floor: floorOf(id) }]))
}
