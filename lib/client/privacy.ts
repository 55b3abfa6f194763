/** Removing what was written, legal holds, and what was done about either and about people. */
import type { AuditPage } from '@/lib/audit/schema'
import type { Changed } from '@/lib/tickets/schema'
import { api } from './api'
import { stamp } from './clock'

interface Reasoned {
  id: string
  reason: string
}

export const redactEntry = (ticketId: string, seq: number, { id, reason }: Reasoned): Promise<Changed> =>
  api.put(`/api/tickets/${ticketId}/entries/${seq}/redaction`, { id, at: stamp(), reason })

export const setLegalHold = (ticketId: string, { id, reason }: Reasoned): Promise<Changed> =>
  api.put(`/api/tickets/${ticketId}/legal-hold`, { id, at: stamp(), reason })

/** 409 where another hold stands by now than the one that was set at `setAt`. */
export const liftLegalHold = (ticketId: string, { id, setAt }: { id: string; setAt: string }): Promise<Changed> =>
  api.del(`/api/tickets/${ticketId}/legal-hold`, { id, at: stamp(), setAt })

export const readAudit = (before?: string): Promise<AuditPage> =>
  api.get('/api/audit', { query: { ...(before && { before }) } })
