/** Reads figures, and the tickets behind them. */
import type { BehindPage, Repeats, Report, Volume } from '@/lib/reports/schema'
import { api } from './api'

type Query = Record<string, string | undefined>

export const readReport = (query: Query, signal: AbortSignal): Promise<Report> =>
  api.get('/api/reports', { query, signal })

export const readVolume = (query: Query, signal: AbortSignal): Promise<Volume> =>
  api.get('/api/reports/volume', { query, signal })

export const readRepeats = (query: Query, signal: AbortSignal): Promise<Repeats> =>
  api.get('/api/reports/repeats', { query, signal })

export const readBehind = (query: Query, signal?: AbortSignal): Promise<BehindPage> =>
  api.get('/api/reports/tickets', { query, signal })
