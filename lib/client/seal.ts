/** What lies on a device of the house is sealed: AES-GCM, under a random key of this person on this device. The server hands the
 *  key to a page of a session that lives there; it is kept in memory, and beside it where no script can read it out, so that
 *  a tab that is killed without a network comes back; `forgetKeys` takes both away when the device locks. On anybody's own
 *  device sealing changes nothing. Without a secure context there is no key, and nothing is to be stored: sealing fails. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { ApiError, api } from './api'

export interface SealOwner {
  personId: string
  sessionId: string
  deviceId: string
}

const NONCE_BYTES = 12
const STORED = 'stored'

let owner: SealOwner | null = null
let key: Promise<CryptoKey> | null = null
let isForgotten = false

/** Whose things are stored from now on; null on a device of their own. Before anything is stored or read. */
export function sealFor(next: SealOwner | null): void {
  if (next?.personId !== owner?.personId || next?.deviceId !== owner?.deviceId) key = null
  owner = next
  isForgotten = false
}

export const isSealing = (): boolean => owner !== null

/** Fails when the key cannot be had, and then nothing may be stored. */
export async function seal(bytes: Uint8Array): Promise<Uint8Array> {
  return owner ? encrypt(bytes, STORED) : bytes
}

/** Null for what another key sealed, or what somebody changed. Fails when the key cannot be had. */
export async function unseal(bytes: Uint8Array): Promise<Uint8Array | null> {
  if (!owner) return bytes
  const { subtle, held } = await ready()
  const algorithm = { name: 'AES-GCM', iv: bytes.slice(0, NONCE_BYTES), additionalData: encode(STORED) }
  return subtle.decrypt(algorithm, held, bytes.slice(NONCE_BYTES)).then(
    (opened) => new Uint8Array(opened),
    () => null,
  )
}

/** The same as base64url of JSON. */
export const sealJson = async (value: unknown): Promise<string> => toText(await seal(encode(JSON.stringify(value))))

export async function unsealJson<T>(text: string): Promise<T | null> {
  const opened = await unseal(fromText(text))
  return opened && JSON.parse(new TextDecoder().decode(opened))
}

/** A write that the server opens if its writer cannot send it any more; null on a device of their own. `purpose` is the request
 *  it is for: "POST /api/tickets/…/messages". */
export async function sealLetter(body: unknown, purpose: string): Promise<string | null> {
  if (!owner) return null
  return toText(await encrypt(encode(JSON.stringify({ sessionId: owner.sessionId, body })), purpose))
}

/** The device locks: from now on nobody can read what lies here, nor fetch the key anew in this page. */
export async function forgetKeys(): Promise<void> {
  isForgotten = true
  key = null
  await withKeys((database) => database.clear('keys')).catch(() => {})
}

async function encrypt(bytes: Uint8Array, purpose: string): Promise<Uint8Array> {
  const { subtle, held } = await ready()
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: encode(purpose) }
  const sealed = new Uint8Array(await subtle.encrypt(algorithm, held, bytes.slice()))
  const whole = new Uint8Array(NONCE_BYTES + sealed.length)
  whole.set(nonce)
  whole.set(sealed, NONCE_BYTES)
  return whole
}

async function ready(): Promise<{ subtle: SubtleCrypto; held: CryptoKey }> {
  const { subtle } = crypto
  if (!owner || !subtle || isForgotten) throw new Error('there is nothing to seal with')
  const asked = key ?? obtain(`${owner.deviceId}.${owner.personId}`)
  key = asked
  asked.catch(() => {
    if (key === asked) key = null
  })
  return { subtle, held: await asked }
}

async function obtain(name: string): Promise<CryptoKey> {
  try {
    const { key } = await api.get<{ key: string }>('/api/device/key')
    const held = await crypto.subtle.importKey('raw', fromText(key), 'AES-GCM', false, ['encrypt', 'decrypt'])
    if (!isForgotten) await withKeys((database) => database.put('keys', held, name)).catch(() => {})
    return held
  } catch (error) {
    if (!(error instanceof ApiError && error.isUnknown)) throw error
    const kept = await withKeys((database) => database.get('keys', name)).catch(() => undefined)
    if (!kept) throw error
    return kept
  }
}

interface Keys extends DBSchema {
  keys: { key: string; value: CryptoKey }
}

async function withKeys<T>(work: (database: IDBPDatabase<Keys>) => Promise<T>): Promise<T> {
  const database = await openDB<Keys>('bellboard.keys', 1, { upgrade: (fresh) => void fresh.createObjectStore('keys') })
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

const encode = (text: string) => new TextEncoder().encode(text)

function toText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const fromText = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
