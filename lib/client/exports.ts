/** Asks for exports, and how far they are. */
import type { Export, ExportedWhat, ExportFormat, ExportsPage } from '@/lib/exports/vocabulary'
import { newId } from '@/lib/ids'
import { api } from './api'

export interface Wanted {
  what: ExportedWhat
  format: ExportFormat
  withMark: boolean
  /** As a screen's address has it; the server reads it. */
  filter: { kind: 'history' | 'report'; query: Record<string, string> }
}

/** Counting all that a search finds takes longer than most answers. */
const COUNTING_MS = 30_000

export const askExport = (wanted: Wanted): Promise<Export> =>
  api.post('/api/exports', { id: newId(), ...wanted }, { deadlineMs: COUNTING_MS })

export const readExport = (id: string, signal: AbortSignal): Promise<Export> =>
  api.get(`/api/exports/${id}`, { signal })

export const readExports = (before?: string): Promise<ExportsPage> =>
  api.get('/api/exports', { query: { ...(before && { before }) } })

/** The browser keeps it as a file, and shows that it does; the page stays. */
export function takeFile(id: string): void {
  const link = document.createElement('a')
  link.href = `/api/exports/${id}/file`
  link.download = ''
  link.click()
}
