/** What a thread's entry in Redis is held against when it is read: whoever finds another sum has found one that was changed. */
import 'server-only'
import { hash } from 'node:crypto'

/** An entry as the thread's stream has it, field by field. */
export interface StreamFields {
  id: string
  kind: string
  author: string
  at: string
  n: string
  body: string
}

/** 96 bits of SHA-256 over the entry and its place, base64url. */
export const sumOf = (ticketId: string, seq: number, { id, kind, author, at, n, body }: StreamFields): string =>
  hash('sha256', [ticketId, seq, id, kind, author, at, n, body].join('\n'), 'base64url').slice(0, 16)
