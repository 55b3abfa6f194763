/** Sessions: one row a sign-in, ended by signing out, by an admin, or by the shift's end. The cookie only names a session;
 *  who the person is and what they may do is read from PostgreSQL with every request. */
import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { headers } from 'next/headers'
import { cache } from 'react'
import { db, type Transaction } from '@/db/client'
import { people, sessions } from '@/db/schema'
import { isSecure } from '@/lib/api/origins'
import { AppError } from '@/lib/errors'
import { publishAccess } from '@/lib/live/publish'
import { newId } from '@/lib/schema'
import { loadActors, raiseAccessVersion } from './access'
import { type Claims, decodeToken, encodeToken, readCookie, SESSION_HOURS, sessionCookieName } from './cookie'
import type { Actor } from './schema'

/** The signed-in person behind a request; throws `signed_out` when there is none. */
export async function actorOf(request: Request): Promise<Actor> {
  const actor = await actorFrom(request.headers)
  if (!actor) throw new AppError('signed_out', 'signed_out')
  return actor
}

/** The signed-in person looking at the page being rendered, or null. Asked once a rendering, however many parts want to know. */
export const currentActor = cache(async (): Promise<Actor | null> => actorFrom(await headers()))

/** What the request's cookie names, whether or not that session is still live. */
export function claimsOf(asked: Pick<Headers, 'get'>): Promise<Claims | null> {
  const name = sessionCookieName(isSecure({ headers: asked }))
  return decodeToken(readCookie(asked.get('cookie'), name))
}

async function actorFrom(asked: Pick<Headers, 'get'>): Promise<Actor | null> {
  const claims = await claimsOf(asked)
  if (!claims) return null
  const { actors } = await loadActors([claims.sessionId])
  const actor = actors.get(claims.sessionId)
  return actor?.personId === claims.personId ? actor : null
}

/** Opens a session for somebody whose password has just been checked. `device` is what they would recognise: "Chrome on
 *  Windows". */
export async function createSession(personId: string, device: string): Promise<{ sessionId: string; expiresAt: Date }> {
  const rows = await db().execute<{ id: string; expires_at: Date | string }>(sql`
    insert into ${sessions} (id, person_id, session_version, device, expires_at)
    select ${newId()}, ${people.id}, ${people.sessionVersion}, ${device}, now() + make_interval(hours => ${SESSION_HOURS})
    from ${people} where ${people.id} = ${personId} and ${people.active}
    returning id, expires_at`)
  const [row] = rows
  if (!row) throw new AppError('signed_out', 'signed_out')
  return { sessionId: row.id, expiresAt: new Date(row.expires_at) }
}

/** Ends one session and, with it, its open streams. Ending it twice is not an error. */
export async function endSession(sessionId: string): Promise<void> {
  const version = await db().transaction(async (tx) => {
    const ended = await tx
      .update(sessions)
      .set({ endedAt: sql`now()` })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
      .returning({ id: sessions.id })
    return ended.length > 0 ? raiseAccessVersion(tx) : null
  })
  if (version !== null) await publishAccess(version)
}

/** Ends every session of a person, in the transaction that also raises the access version; answers how many were live. */
export async function endSessionsOf(tx: Transaction, personId: string): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.personId, personId), isNull(sessions.endedAt)))
    .returning({ wasLive: sql<boolean>`${sessions.expiresAt} > now()` })
  return ended.filter((session) => session.wasLive).length
}

/** "name=value" for a Cookie header, as a browser that signed in would send it. */
export async function sessionCookie(sessionId: string, personId: string, secure = false): Promise<string> {
  return `${sessionCookieName(secure)}=${await encodeToken({ sessionId, personId })}`
}
