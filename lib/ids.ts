/** Ids made without asking anyone. Shared. */
import { v7 } from 'uuid'

/** A new UUIDv7 (RFC 9562): unique, and sorted by the millisecond it was made. */
export const newId = (): string => v7()

/** As an id travels. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isId = (value: string): boolean => UUID.test(value)
