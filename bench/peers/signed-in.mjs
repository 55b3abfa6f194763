/** What both Next peers do about people: the cookie names a session, PostgreSQL says whose and what they may see, and a
 *  message commits under its ticket's row lock. No more than that: reads, mentions, retries and outages are left out. */
import { decode } from 'next-auth/jwt'
import postgres from 'postgres'

const settings = { max: 10, onnotice: () => {} }
const sql = () => {
  globalThis.peerSql ??= postgres(process.env.DATABASE_URL ?? '', settings)
  return globalThis.peerSql
}

// Opened once each, as Bellboard does.
const opened = new Map()
async function claimsOf(token) {
  if (!opened.has(token)) opened.set(token, await decode({ token, secret: process.env.NEXTAUTH_SECRET ?? '' }))
  return opened.get(token)
}

export async function actorOf(cookies) {
  const token = /(?:^|; )next-auth\.session-token=([^;]+)/.exec(cookies ?? '')?.[1]
  const claims = token ? await claimsOf(token) : null
  if (!claims) return null
  const [actor] =
    await sql()`select s.person_id, array(select group_id from members m where m.person_id = s.person_id) as groups
    from sessions s where s.id = ${claims.sessionId} and s.person_id = ${claims.personId} and s.expires_at > now()`
  return actor ?? null
}

export async function seen(actor, tickets) {
  const rows = await sql()`select id from tickets where id = any(${tickets}) and group_id = any(${actor.groups})`
  return rows.map(({ id }) => id)
}

/** The entry once it has committed; null for what one may not see. */
export const commit = (actor, { ticketId, id, body }) =>
  sql().begin(async (tx) => {
    const [ticket] =
      await tx`select last_seq from tickets where id = ${ticketId} and group_id = any(${actor.groups}) for no key update`
    if (!ticket) return null
    const seq = ticket.last_seq + 1
    const [row] = await tx`insert into messages (ticket_id, seq, id, author_id, body)
      values (${ticketId}, ${seq}, ${id}, ${actor.person_id}, ${tx.json({ text: body })}) returning at`
    await tx`update tickets set last_seq = ${seq}, last_entry_at = now() where id = ${ticketId}`
    const at = row.at.toISOString()
    return { ticketId, seq, id, authorId: actor.person_id, n: seq, at, kind: 'message', body: { text: body } }
  })
