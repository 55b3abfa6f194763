/** Signing in and out through NextAuth's own endpoints. Called directly, because its browser side drops what a refusal says
 *  beside its code (how long to wait). */
import { api, leaveBy } from './api'

/** Throws the `ApiError` of the refusal. */
export async function signIn(email: string, password: string): Promise<void> {
  const csrfToken = await token()
  await api.post('/api/auth/callback/credentials', { csrfToken, email, password })
}

/** The live stream learns of it before its own answer is here, and is not to lead the page back to where it was. */
export const signOut = (): Promise<void> => leaveBy(endSession())

async function endSession(): Promise<void> {
  const csrfToken = await token()
  await api.post('/api/auth/signout', { csrfToken })
}

const token = async (): Promise<string> => (await api.get<{ csrfToken: string }>('/api/auth/csrf')).csrfToken
