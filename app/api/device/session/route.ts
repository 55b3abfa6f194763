import { deviceRoute, withCookies } from '@/lib/api/device-route'
import { signInByPin } from '@/lib/auth/pin'
import { claimsOf, endSession, setSessionCookie } from '@/lib/auth/session'
import { pinSignInInput } from '@/lib/devices/schema'

/** Sign in by PIN, on an enrolled device only. Whoever was signed in there is not any more. */
export const POST = deviceRoute(pinSignInInput, async ({ device, body, request, secure }) => {
  const formerId = (await claimsOf(request.headers))?.sessionId ?? null
  const { isTemporary, ...session } = await signInByPin(device, body, formerId)
  return withCookies({ personId: session.personId, isTemporary }, [await setSessionCookie(session, secure)], 201)
})

/** Lock: the session ends, with its streams. Locking what is locked is not an error. */
export const DELETE = deviceRoute(undefined, async ({ request, secure }) => {
  const claims = await claimsOf(request.headers)
  if (claims) await endSession(claims.sessionId)
  return withCookies({}, [await setSessionCookie(null, secure)])
})
