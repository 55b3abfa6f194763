/** For tests: a browser of the house, and who sits at it. */
import { createCipheriv, randomBytes } from 'node:crypto'
import { loadActors } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { createSession, sessionCookie } from '@/lib/auth/session'
import { enrolDevice } from '@/lib/devices/devices'
import type { OwnDevice } from '@/lib/devices/schema'
import { enrolmentCookie } from '@/lib/devices/secret'
import { newId } from '@/lib/schema'
import { actorAs } from './stage'

export interface Enrolled extends OwnDevice {
  /** "name=value" of the cookie that says so. */
  cookie: string
}

/** Enrolled by Ada. */
export async function enrolled(patch: Partial<OwnDevice> = {}): Promise<Enrolled> {
  const own: OwnDevice = { id: newId(), name: 'Tablet', kind: 'tablet', departmentId: null, lockMinutes: 5, ...patch }
  const { secret } = await enrolDevice(await actorAs('ada'), { ...own, isHere: true })
  const [cookie = ''] = enrolmentCookie(own.id, secret ?? '', false).split(';')
  return { ...own, cookie }
}

/** Somebody signed in on it. */
export async function actorOn(device: Enrolled, personId: string): Promise<Actor> {
  const { sessionId } = await createSession(personId, device.name, null, device.id)
  const actor = (await loadActors([sessionId])).actors.get(sessionId)
  if (!actor) throw new Error('nobody signed in')
  return actor
}

/** The Cookie header of its browser, while this person is signed in or nobody is. */
export async function cookiesOf(device: Enrolled, actor?: Actor): Promise<Record<string, string>> {
  const session = actor ? `; ${await sessionCookie(actor.sessionId, actor.personId)}` : ''
  return { cookie: device.cookie + session }
}

/** As a browser seals it. */
export function sealed(key: string, content: unknown, purpose: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64url'), nonce)
  cipher.setAAD(Buffer.from(purpose))
  const body = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()])
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url')
}
