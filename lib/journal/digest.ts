/** The digest that chains a ticket's entries: whoever changes, removes or doubles a row of the journal breaks it, and the row
 *  can be named. Pure but for the salts.
 *
 *      digest = SHA-256( previous digest · body hash · delivery hash · facts )
 *      body hash     = SHA-256( body salt · fingerprint and body )
 *      delivery hash = SHA-256( delivery salt · delivery )
 *
 *  What lasts stands in the facts; what may be erased goes in by its hash alone, salted by 16 random bytes of its own. To erase a
 *  body, blank it with its fingerprint and wipe `body_salt`; the same of a delivery. The hashes stay, so that the chain still
 *  holds, and without its salt a short text cannot be guessed from its hash. */
import 'server-only'
import { hash, randomBytes } from 'node:crypto'
import type { entries } from '@/db/schema'
import { bodyWithout, withoutQuotes } from '@/lib/chat/removal'
import type { Entry } from '@/lib/chat/schema'

type Row = typeof entries.$inferSelect

/** What an entry says, as the journal keeps it. */
export type Content = Pick<
  Row,
  'ticketId' | 'seq' | 'id' | 'kind' | 'authorId' | 'device' | 'n' | 'body' | 'at' | 'receivedAt' | 'fingerprint'
> & { delivery: Omit<Row['delivery'], 'accessVersion'> }

export const SEALS = ['bodySalt', 'bodyHash', 'deliverySalt', 'deliveryHash', 'digest'] as const
export type Seal = { [Part in (typeof SEALS)[number]]: Buffer }

/** A row whose ticket had entries before there were digests, until it has been sealed (`sealing.ts`). */
const UNSEALED = { bodySalt: null, bodyHash: null, deliverySalt: null, deliveryHash: null, digest: null }

const SALT_BYTES = 16
/** What the first entry follows. */
export const BEGINNING: Uint8Array = Buffer.alloc(32)

/** `previous` is the digest of the entry before; `salts` are 32 bytes, random unless given. */
export function seal(previous: Uint8Array, content: Content, salts: Buffer = randomBytes(2 * SALT_BYTES)): Seal {
  const [bodySalt, deliverySalt] = [salts.subarray(0, SALT_BYTES), salts.subarray(SALT_BYTES)]
  const hashes = {
    bodyHash: sha256(bodySalt, bodyText(content)),
    deliveryHash: sha256(deliverySalt, deliveryText(content.delivery)),
  }
  return { bodySalt, deliverySalt, ...hashes, digest: digestOf(previous, content, hashes) }
}

/** What chains an entry to those before. A ticket whose older entries have no digests yet goes on without. */
export function sealAfter(before: { lastSeq: number; digest: Buffer | null }, content: Content, salts?: Buffer) {
  const previous = before.lastSeq === 0 ? BEGINNING : before.digest
  if (!previous) return { sealed: UNSEALED, digest: null }
  const sealed = seal(previous, content, salts)
  return { sealed, digest: sealed.digest }
}

type Hashes = Pick<Seal, 'bodyHash' | 'deliveryHash'>
type Facts = Omit<Content, 'delivery' | 'fingerprint'>

export const digestOf = (previous: Uint8Array, facts: Facts, { bodyHash, deliveryHash }: Hashes): Buffer =>
  sha256(Buffer.concat([previous, bodyHash, deliveryHash]), factsText(facts))

/** Whether a body is still what was written or, without its salt, says no more than what is left when its words are removed. */
export const isBodyWhole = (row: Pick<Row, 'kind' | 'bodySalt' | 'bodyHash' | 'body' | 'fingerprint'>): boolean =>
  row.bodySalt
    ? row.bodyHash !== null && sha256(row.bodySalt, bodyText(row)).equals(row.bodyHash)
    : row.fingerprint === '' && isBlank(row)

function isBlank({ kind, body }: Pick<Row, 'kind' | 'body'>): boolean {
  if (!body.removed) return kind === 'event' && 'unquoted' in body && withoutQuotes(body as Entry['body']) === body
  return canonical(body) === canonical(bodyWithout({ kind, body } as Pick<Entry, 'kind' | 'body'>, body.removed))
}

/** Likewise of a delivery: without its salt it says nothing of the ticket in words. */
export const isDeliveryWhole = (row: Pick<Row, 'deliverySalt' | 'deliveryHash' | 'delivery'>): boolean =>
  row.deliverySalt
    ? row.deliveryHash !== null && sha256(row.deliverySalt, deliveryText(row.delivery)).equals(row.deliveryHash)
    : isWordless(row.delivery)

function isWordless({ ticket }: Row['delivery']): boolean {
  if (!ticket) return true
  const { summary, guestName, fields, lastMessage } = ticket
  return canonical([summary, guestName, fields, lastMessage]) === canonical(['', '', {}, null])
}

const VERSION = 1
/** The code of an event outlives what else it says. */
const factsText = ({ ticketId, seq, id, kind, authorId, device, n, at, receivedAt, body }: Facts): string => {
  const code = 'code' in body ? body.code : null
  const times = [at.toISOString(), receivedAt.toISOString()]
  return JSON.stringify([VERSION, ticketId, seq, id, kind, code, authorId, device, n, ...times])
}

const bodyText = ({ fingerprint, body }: Pick<Content, 'fingerprint' | 'body'>): string =>
  canonical([fingerprint, body])

/** Without the last message, which is a copy of an entry's words and goes with them, and without what only publishing needs. */
function deliveryText({ before, after, ticket }: Content['delivery']): string {
  if (!ticket) return canonical([before, after, null])
  const { lastMessage: _, ...rest } = ticket
  return canonical([before, after, rest])
}

/** JSON with keys in order and without what is undefined: the same before PostgreSQL has kept it and after. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += `${text && ','}${canonical(item)}`
    return `[${text}]`
  }
  const pairs = value as Record<string, unknown>
  // Plainly, because every message passes here.
  for (const key of Object.keys(pairs).sort())
    if (pairs[key] !== undefined) text += `${text && ','}${JSON.stringify(key)}:${canonical(pairs[key])}`
  return `{${text}}`
}

const sha256 = (head: Uint8Array, text: string): Buffer =>
  hash('sha256', Buffer.concat([head, Buffer.from(text)]), 'buffer')
