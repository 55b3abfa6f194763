/** All that is held of a person, line by line as JSON: who they are, how they sign in (never the secrets), their shifts, what
 *  they opened, were given, wrote, showed, read and linked, what they put on places and took out of the house, and did as the
 *  audit has it. Promises: it
 *  holds nothing of a ticket that the asker may not see; it is read a page
 *  at a time, however much there is, each for the asker as they are then, and breaks off when they may not have it any more; and
 *  that it was asked for is on record. */
import 'server-only'
import { eq, getTableColumns } from 'drizzle-orm'
import { db } from '@/db/client'
import { people } from '@/db/schema'
import { actsOf, audit } from '@/lib/audit/audit'
import { actorNow } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import {
  alertsOf,
  entriesOf,
  exportsOf,
  flagsOf,
  type Key,
  linksOf,
  ownThings,
  photosOf,
  positionsOf,
  readsOf,
  ticketsOf,
  watchingOf,
} from './holdings'
import { mayExportPerson } from './policy'

const encoder = new TextEncoder()

/** Admins and managers; 404 for nobody. The first line says for whom it was made and when. */
export async function openDossier(actor: Actor, personId: string): Promise<ReadableStream<Uint8Array>> {
  if (!mayExportPerson(actor)) throw new AppError('forbidden', 'not_yours')
  const { id, email, name, role, locale, preferences, active, createdAt } = getTableColumns(people)
  const [person] = await db()
    .select({ id, email, name, role, locale, preferences, active, createdAt })
    .from(people)
    .where(eq(people.id, personId))
  if (!person) throw notFound()
  await audit(db(), actor.personId, 'person.exported', { personId })
  const lines = linesOf(actor, personId, { kind: 'person', exportedAt: new Date().toISOString(), ...person })
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value.map((line) => `${JSON.stringify(line)}\n`).join('')))
    },
    cancel: async () => {
      await lines.return(undefined)
    },
  })
}

type Line = { kind: string } & Record<string, unknown>

async function* linesOf(actor: Actor, personId: string, head: Line): AsyncGenerator<Line[], undefined> {
  yield [head]
  for await (const [kind, rows] of ownThings(personId)) {
    await asking(actor)
    yield rows.map((row) => ({ kind, ...row }))
  }
  yield* paged(actor, 'flag', (_, after) => flagsOf(personId, after), 'id')
  yield* paged(actor, 'export', (now, after) => exportsOf(now, personId, after), 'id')
  yield* paged(actor, 'act', (now, after) => actsOf(now, personId, after), 'id')
  yield* paged(actor, 'ticket', (now, after) => ticketsOf(now, personId, after), 'id')
  yield* paged(actor, 'entry', (now, after) => entriesOf(now, personId, after), 'id')
  yield* paged(actor, 'read', (now, after) => readsOf(now, personId, after), 'id')
  yield* paged(actor, 'readPosition', (now, after) => positionsOf(now, personId, after), 'ticketId')
  yield* paged(actor, 'photo', (now, after) => photosOf(now, personId, after), 'id')
  yield* paged(actor, 'link', (now, after) => linksOf(now, personId, after), 'id')
  yield* paged(actor, 'alert', (now, after) => alertsOf(now, personId, after), 'id')
  yield* paged(actor, 'watching', (now, after) => watchingOf(now, personId, after), 'ticketId')
}

const asking = (actor: Actor) => actorNow(actor, mayExportPerson, 'not_yours')

/** Page after page; each begins after what the one before ended with. */
async function* paged<Name extends string, Row extends Record<Name, string | number>>(
  actor: Actor,
  kind: string,
  read: (now: Actor, after: Key) => Promise<Row[]>,
  key: Name,
): AsyncGenerator<Line[], undefined> {
  for (let after: Key = null; ; ) {
    const rows: Row[] = await read(await asking(actor), after)
    const last = rows.at(-1)
    if (!last) return
    yield rows.map((row) => ({ kind, ...row }))
    after = last[key]
  }
}
