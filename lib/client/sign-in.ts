/** Signing in and out through NextAuth's own endpoints. Called directly, because its browser side drops what a refusal says
 *  beside its code (how long to wait). */
import { api, leaveBy } from './api'
import { keep } from './keep'
import { forgetDesk } from './kept-desk'
import { opened } from './lock'
import { forgetKeys } from './seal'

/** Throws the `ApiError` of the refusal. */
export async function signIn(email: string, password: string): Promise<void> {
  const csrfToken = await token()
  await api.post('/api/auth/callback/credentials', { csrfToken, email, password })
  opened()
}

/** On a device of the house. Throws the `ApiError` of the refusal. */
export async function signInByPin(personId: string, pin: string): Promise<void> {
  await api.post('/api/device/session', { personId, pin })
  opened()
}

/** The live stream learns of it before its own answer is here, and is not to lead the page back to where it was. */
export const signOut = (personId: string): Promise<void> => leaveBy(endSession().then(() => forget(personId)))

/** On a shared device nobody is to find what somebody had begun to write, or has read. What waits to be sent stays: it goes out
 *  when its author signs in again. */
async function forget(personId: string): Promise<void> {
  keep.dropAll(`draft.${personId}.`)
  await forgetDesk(personId)
  await forgetKeys()
}

async function endSession(): Promise<void> {
  const csrfToken = await token()
  await api.post('/api/auth/signout', { csrfToken })
}

const token = async (): Promise<string> => (await api.get<{ csrfToken: string }>('/api/auth/csrf')).csrfToken
