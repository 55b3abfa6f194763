/** Sessions: one row a sign-in, ended by signing out, by an admin, or by the shift's end. The cookie only names a session;
 *  who the person is and what they may do is read from PostgreSQL with every request. */
import 'server-only'
import { and, eq, gt, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { headers } from 'next/headers'
import { cache } from 'react'
import { db, type Transaction } from '@/db/client'
import { devices, people, sessions } from '@/db/schema'
import { AppError } from '@/lib/errors'
import { publishAccess } from '@/lib/live/publish'
import { isSecure } from '@/lib/origins'
import { newId } from '@/lib/schema'
import { LETTER_HOURS, loadActors, raiseAccessVersion } from './access'
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
 *  Windows". `formerId` is the session that this browser had until now: it ends in the same transaction, and so do its
 *  open streams. `deviceId` is the house's device, when it is one: 401 when its enrolment has ended. */
export async function createSession(
  personId: string,
  device: string,
  formerId: string | null = null,
  deviceId: string | null = null,
): Promise<{ sessionId: string; expiresAt: Date }> {
  const { opened, version } = await db().transaction(async (tx) => {
    if (deviceId !== null) await requireEnrolled(tx, deviceId)
    const rows = await tx.execute<{ id: string; expires_at: Date | string }>(sql`
      insert into ${sessions} (id, person_id, session_version, device, device_id, expires_at)
      select ${newId()}, ${people.id}, ${people.sessionVersion}, ${device}, ${deviceId}::uuid,
        now() + make_interval(hours => ${SESSION_HOURS})
      from ${people} where ${people.id} = ${personId} and ${people.active}
      returning id, expires_at`)
    const [opened] = rows
    if (!opened) throw new AppError('signed_out', 'signed_out')
    return { opened, version: formerId === null ? null : await endOne(tx, formerId) }
  })
  if (version !== null) await publishAccess(version)
  return { sessionId: opened.id, expiresAt: new Date(opened.expires_at) }
}

/** Locked, so that whoever ends the enrolment meanwhile finds the session that is about to begin. */
async function requireEnrolled(tx: Transaction, deviceId: string): Promise<void> {
  const isEnrolled = and(eq(devices.id, deviceId), isNull(devices.endedAt))
  const [device] = await tx.select({ id: devices.id }).from(devices).where(isEnrolled).for('share')
  if (!device) throw new AppError('signed_out', 'not_enrolled')
}

/** Ends one session and, with it, its open streams. Ending it twice is not an error. */
export async function endSession(sessionId: string): Promise<void> {
  const version = await db().transaction((tx) => endOne(tx, sessionId))
  if (version !== null) await publishAccess(version)
}

/** The access version that must be published after the commit; null when the session had ended before. */
async function endOne(tx: Transaction, sessionId: string): Promise<number | null> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
    .returning({ id: sessions.id })
  return ended.length > 0 ? raiseAccessVersion(tx) : null
}

/** Ends every session of a person, in the transaction that also raises the access version; answers how many were live. */
export const endSessionsOf = (tx: Transaction, personId: string): Promise<number> =>
  endThose(tx, eq(sessions.personId, personId))

/** The same of all that began on a device of the house. */
export const endSessionsOn = (tx: Transaction, deviceId: string): Promise<number> =>
  endThose(tx, eq(sessions.deviceId, deviceId))

/** Of those that began on devices of the house, all but `exceptId`; and whatever was written in one and not sent, by whoever
 *  has its key, is refused from now on: it has no session of this version any more. Their open streams end when the caller has
 *  published the access version that it answers; null when there were none. */
export async function disownSessionsOf(tx: Transaction, personId: string, exceptId: string): Promise<number | null> {
  const isOther = and(eq(sessions.personId, personId), isNotNull(sessions.deviceId), ne(sessions.id, exceptId))
  const mayWrite = gt(sessions.createdAt, sql`now() - make_interval(hours => ${LETTER_HOURS})`)
  const disowned = await tx
    .update(sessions)
    .set({ endedAt: sql`coalesce(${sessions.endedAt}, now())`, sessionVersion: NO_VERSION })
    .where(and(isOther, or(mayWrite, isNull(sessions.endedAt)), ne(sessions.sessionVersion, NO_VERSION)))
    .returning({ id: sessions.id })
  return disowned.length > 0 ? raiseAccessVersion(tx) : null
}

/** A person's begin at 1. */
const NO_VERSION = 0

async function endThose(tx: Transaction, those: SQL): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(those, isNull(sessions.endedAt)))
    .returning({ wasLive: sql<boolean>`${sessions.expiresAt} > now()` })
  return ended.filter((session) => session.wasLive).length
}

/** "name=value" for a Cookie header, as a browser that signed in would send it. */
export async function sessionCookie(sessionId: string, personId: string, secure = false): Promise<string> {
  return `${sessionCookieName(secure)}=${await encodeToken({ sessionId, personId })}`
}

/** The whole `Set-Cookie` of a session that begins, or of none. */
export async function setSessionCookie(session: { sessionId: string; personId: string } | null, secure: boolean) {
  const pair = session
    ? await sessionCookie(session.sessionId, session.personId, secure)
    : `${sessionCookieName(secure)}=`
  const maxAge = session ? SESSION_HOURS * 3600 : 0
  return `${pair}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
