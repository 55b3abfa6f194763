/** Devices of the house, and the PINs that count on them. Shared. */
import { z } from 'zod'
import { clientId, id, line } from '@/lib/schema'

export const DEVICE_KINDS = ['tablet', 'desk'] as const
export type DeviceKind = (typeof DEVICE_KINDS)[number]

/** Idle minutes until a device of this kind locks, unless its admin says otherwise. */
export const LOCK_MINUTES: Record<DeviceKind, number> = { tablet: 5, desk: 15 }

/** How long a code waits to be typed on the device. */
export const CODE_MINUTES = 10

/** As an admin sees it. */
export interface Device {
  id: string
  name: string
  kind: DeviceKind
  departmentId: string | null
  lockMinutes: number
  /** Null while its code waits to be typed. */
  enrolledAt: string | null
  enrolledBy: string
  lastSeenAt: string | null
  endedAt: string | null
}

/** What the pages on a device know of it. */
export type OwnDevice = Pick<Device, 'id' | 'name' | 'kind' | 'departmentId' | 'lockMinutes'>

/** Somebody who can sign in on a device by PIN. */
export interface Face {
  id: string
  name: string
  /** Of the device's department: shown first. */
  isClose: boolean
}

export const enrolInput = z.strictObject({
  id: clientId,
  name: line(1, 60),
  kind: z.enum(DEVICE_KINDS),
  departmentId: id.nullable(),
  lockMinutes: z.number().int().min(1).max(240),
  /** This very browser; else a code is made, to be typed on the device. */
  isHere: z.boolean(),
})
export type EnrolInput = z.output<typeof enrolInput>

/** Letters and digits that nobody mistakes for each other. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
export const CODE_LENGTH = 8

/** As it was typed: case, blanks and dashes do not count. */
export const codeInput = z.strictObject({
  code: z
    .string()
    .max(40)
    .transform((value) => value.toUpperCase().replace(/[^0-9A-Z]/g, ''))
    .refine((value) => value.length === CODE_LENGTH, `must have ${CODE_LENGTH} characters`),
})

const pin = z.string().regex(/^\d{4,6}$/, 'must have four to six digits')

export const pinSignInInput = z.strictObject({ personId: id, pin })
export type PinSignInInput = z.output<typeof pinSignInInput>

export const temporaryPinInput = z.strictObject({ pin })

/** Those that are tried first: one digit, or digits in a row. */
export function isGuessable(value: string): boolean {
  const steps = [...value].slice(1).map((digit, at) => Number(digit) - Number(value[at]))
  return [0, 1, -1].some((step) => steps.every((one) => one === step))
}

export const pinChangeInput = z.strictObject({
  current: z.string().regex(/^\d{4,6}$/, 'must have four to six digits'),
  pin: pin.refine((value) => !isGuessable(value), 'must not be digits in a row, or one digit'),
})
export type PinChangeInput = z.output<typeof pinChangeInput>
