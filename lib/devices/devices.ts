/** The door to the house's devices: an admin enrols them and ends that, and both are on record. Enrolled is a browser that holds
 *  the secret. */
import 'server-only'
import { and, desc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { db, type Transaction } from '@/db/client'
import { devices, sessions } from '@/db/schema'
import { audit } from '@/lib/audit/audit'
import { raiseAccessVersion } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { endSessionsOn } from '@/lib/auth/session'
import { codeLimits, forgive, takeTry } from '@/lib/auth/tries'
import { AppError, notFound } from '@/lib/errors'
import { publishAccess } from '@/lib/live/publish'
import { requireDepartment } from '@/lib/people/lookup'
import { CODE_MINUTES, type Device, type EnrolInput } from './schema'
import { hashOf, newCode, newSecret } from './secret'

/** All that are enrolled, wait for their code, or were enrolled once; the newest first. Admins only. */
export async function listDevices(actor: Actor): Promise<Device[]> {
  requireAdmin(actor)
  const isWorthShowing = or(isNotNull(devices.enrolledAt), gt(devices.codeExpiresAt, sql`now()`))
  const rows = await db().select().from(devices).where(isWorthShowing).orderBy(desc(devices.createdAt))
  return rows.map(toDevice)
}

/** What has to get to the device: the secret goes into this browser's cookie, the code to whoever types it there. */
export interface Enrolled {
  device: Device
  secret: string | null
  code: string | null
}

/** Enrols this browser, or makes a code for another. Repeated with the same id before anybody signed in on it, the former
 *  secret or code is void: each that was given away has its line. Admins only. */
export async function enrolDevice(actor: Actor, input: EnrolInput): Promise<Enrolled> {
  requireAdmin(actor)
  const secret = input.isHere ? newSecret() : null
  const code = input.isHere ? null : newCode()
  const { isHere: _, ...given } = input
  const opening = {
    ...given,
    secretHash: secret && hashOf(secret),
    enrolledAt: secret ? sql`now()` : null,
    codeHash: code && hashOf(code),
    codeExpiresAt: code ? sql`now() + make_interval(mins => ${CODE_MINUTES})` : null,
  }
  const device = await db().transaction(async (tx) => {
    if (input.departmentId !== null) await requireDepartment(tx, input.departmentId, 'body.departmentId')
    const [row] = await tx
      .insert(devices)
      .values({ ...opening, enrolledBy: actor.personId })
      .onConflictDoUpdate({ target: devices.id, set: opening, setWhere: isUntouchedBy(actor) })
      .returning()
    if (!row) throw new AppError('conflict', 'id_reused')
    await audit(tx, actor.personId, 'device.enrolled', { deviceId: row.id, device: row.name })
    if (secret) await bindSession(tx, actor.sessionId, row.id)
    return row
  })
  return { device: toDevice(device), secret, code }
}

/** Whoever enrols the browser they sit at is signed in on it from now on: ending it ends their session as well. */
const bindSession = (tx: Transaction, sessionId: string, deviceId: string) =>
  tx.update(sessions).set({ deviceId }).where(eq(sessions.id, sessionId))

const isUntouchedBy = (actor: Actor) =>
  and(eq(devices.enrolledBy, actor.personId), isNull(devices.endedAt), isNull(devices.lastSeenAt))

/** A code that was typed on the device itself. It serves once; `address` limits the tries. */
export async function claimDevice(code: string, address: string): Promise<{ deviceId: string; secret: string }> {
  const limits = codeLimits(address)
  await takeTry(limits)
  const secret = newSecret()
  const [claimed] = await db()
    .update(devices)
    .set({ secretHash: hashOf(secret), enrolledAt: sql`now()`, codeHash: null, codeExpiresAt: null })
    .where(and(eq(devices.codeHash, hashOf(code)), gt(devices.codeExpiresAt, sql`now()`), isNull(devices.endedAt)))
    .returning({ deviceId: devices.id })
  if (!claimed) throw new AppError('invalid', 'wrong_code', { field: 'body.code' })
  await forgive(limits)
  return { ...claimed, secret }
}

/** Ends an enrolment for good: whoever is signed in there is signed out, and their streams end within a second.
 *  Ending it twice is not an error. Admins only. */
export async function endDevice(actor: Actor, deviceId: string): Promise<{ ended: number }> {
  requireAdmin(actor)
  const { ended, version } = await db().transaction(async (tx) => {
    const isIt = eq(devices.id, deviceId)
    const [device] = await tx.select().from(devices).where(isIt).for('update')
    if (!device) throw notFound()
    if (!device.endedAt) {
      await tx.update(devices).set({ endedAt: sql`now()`, codeHash: null, codeExpiresAt: null }).where(isIt)
      await audit(tx, actor.personId, 'device.ended', { deviceId, device: device.name })
    }
    const ended = await endSessionsOn(tx, deviceId)
    return { ended, version: await raiseAccessVersion(tx) }
  })
  await publishAccess(version)
  return { ended }
}

function requireAdmin(actor: Actor): void {
  if (actor.role !== 'admin') throw new AppError('forbidden', 'admins_only')
}

function toDevice(row: typeof devices.$inferSelect): Device {
  const { id, name, kind, departmentId, lockMinutes, enrolledBy } = row
  const [enrolledAt, lastSeenAt, endedAt] = [row.enrolledAt, row.lastSeenAt, row.endedAt].map(
    (moment) => moment?.toISOString() ?? null,
  )
  return {
    ...{ id, name, kind, departmentId, lockMinutes, enrolledBy },
    ...{ enrolledAt: enrolledAt ?? null, lastSeenAt: lastSeenAt ?? null, endedAt: endedAt ?? null },
  }
}
