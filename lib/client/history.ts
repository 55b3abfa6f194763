/** Reads what is found among everything one may see. */
import type { FoundPage } from '@/lib/history/schema'
import { api } from './api'

export const readHistory = (query: Record<string, string | undefined>, signal?: AbortSignal): Promise<FoundPage> =>
  api.get('/api/history', { query, signal })
