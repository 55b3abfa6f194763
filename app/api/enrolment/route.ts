import { addressOf } from '@/lib/api/address'
import { readJson } from '@/lib/api/body'
import { openRoute, withCookies } from '@/lib/api/device-route'
import { parse } from '@/lib/api/parse'
import { claimsOf, endSession, setSessionCookie } from '@/lib/auth/session'
import { claimDevice } from '@/lib/devices/devices'
import { codeInput } from '@/lib/devices/schema'
import { enrolmentCookie } from '@/lib/devices/secret'
import { isSecure } from '@/lib/origins'

/** Make this browser the device that a code was made for. 400 for a code that is wrong, used or too old. Whoever was signed in
 *  here before is not any more. */
export const POST = openRoute(async (request) => {
  const { code } = parse(codeInput, await readJson(request), 'body')
  const { deviceId, secret } = await claimDevice(code, addressOf(request))
  const claims = await claimsOf(request.headers)
  if (claims) await endSession(claims.sessionId)
  const secure = isSecure(request)
  const cookies = [enrolmentCookie(deviceId, secret, secure), await setSessionCookie(null, secure)]
  return withCookies({ deviceId }, cookies, 201)
})
