/** Where somebody begins on this device. Only in the browser is it known whether fingers point here. */
import type { Role } from '@/lib/people/schema'

export const homeOf = (role: Role): '/my-work' | '/' =>
  role === 'attendant' && matchMedia('(pointer: coarse)').matches ? '/my-work' : '/'
