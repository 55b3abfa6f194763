import { withCookies } from '@/lib/api/device-route'
import { route } from '@/lib/api/route'
import { enrolDevice, listDevices } from '@/lib/devices/devices'
import { enrolInput } from '@/lib/devices/schema'
import { enrolmentCookie } from '@/lib/devices/secret'
import { isSecure } from '@/lib/origins'

/** The house's devices. 403 for all but admins. */
export const GET = route({}, async ({ actor }) => ({ items: await listDevices(actor), next: null }))

/** Enrol this browser, or make a code for another. 403 for all but admins. */
export const POST = route({ body: enrolInput }, async ({ actor, body, request }) => {
  const { device, secret, code } = await enrolDevice(actor, body)
  const cookies = secret === null ? [] : [enrolmentCookie(device.id, secret, isSecure(request))]
  return withCookies({ device, code }, cookies, 201)
})
