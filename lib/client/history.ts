/** Reads what is found among everything one may see, and leads to it. */
import type { FoundPage } from '@/lib/history/schema'
import { api } from './api'

export const readHistory = (query: Record<string, string | undefined>, signal?: AbortSignal): Promise<FoundPage> =>
  api.get('/api/history', { query, signal })

/** Where these words are searched for, with no filter. */
export const historyAddress = (words: string): string =>
  words.trim() === '' ? '/history' : `/history?${new URLSearchParams({ q: words })}`
