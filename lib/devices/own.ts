/** The enrolled device that a request comes from, and what it may know before anybody has signed in: faces. */
import 'server-only'
import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { headers } from 'next/headers'
import { cache } from 'react'
import { db } from '@/db/client'
import { devices, memberships, people, sessions } from '@/db/schema'
import { readCookie } from '@/lib/auth/cookie'
import { isSecure } from '@/lib/origins'
import type { Face, OwnDevice } from './schema'
import { enrolmentCookieName, isSecretOf, readEnrolment } from './secret'

/** Null for a browser that is not the house's, or not any more. */
export async function deviceOf(asked: Pick<Headers, 'get'>): Promise<OwnDevice | null> {
  const named = readEnrolment(readCookie(asked.get('cookie'), enrolmentCookieName(isSecure({ headers: asked }))))
  if (!named) return null
  const [row] = await db()
    .select({ ...OWN, secretHash: devices.secretHash })
    .from(devices)
    .where(and(eq(devices.id, named.deviceId), isNull(devices.endedAt)))
  if (!row?.secretHash || !isSecretOf(row.secretHash, named.secret)) return null
  const { secretHash: _, ...device } = row
  return device
}

/** The device that shows the page being rendered. Asked once a rendering. */
export const currentDevice = cache(async (): Promise<OwnDevice | null> => deviceOf(await headers()))

/** Which of these sessions began on a device that is the house's still, and on which. Also of sessions that have ended since. */
export async function enrolledSessions(sessionIds: string[]): Promise<Map<string, string>> {
  if (sessionIds.length === 0) return new Map()
  const rows = await db()
    .select({ sessionId: sessions.id, deviceId: devices.id })
    .from(sessions)
    .innerJoin(devices, eq(devices.id, sessions.deviceId))
    .where(and(inArray(sessions.id, sessionIds), isNull(devices.endedAt)))
  return new Map(rows.map(({ sessionId, deviceId }) => [sessionId, deviceId]))
}

/** Whoever has a PIN, those of the device's department first. It is thereby seen. */
export async function listFaces(device: OwnDevice): Promise<Face[]> {
  await noteSeen(device.id)
  const isClose = sql<boolean>`exists (select from ${memberships} m
    where m.person_id = ${people}.id and m.department_id = ${device.departmentId})`
  return db()
    .select({ id: people.id, name: people.name, isClose })
    .from(people)
    .where(and(people.active, isNotNull(people.pinHash)))
    .orderBy(desc(isClose), asc(people.name), asc(people.id))
}

/** At most once a minute. */
async function noteSeen(deviceId: string): Promise<void> {
  const isDue = or(isNull(devices.lastSeenAt), sql`${devices.lastSeenAt} < now() - interval '1 minute'`)
  await db()
    .update(devices)
    .set({ lastSeenAt: sql`now()` })
    .where(and(eq(devices.id, deviceId), isDue))
}

const OWN = {
  id: devices.id,
  name: devices.name,
  kind: devices.kind,
  departmentId: devices.departmentId,
  lockMinutes: devices.lockMinutes,
}
