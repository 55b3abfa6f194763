/** The views that people keep, as requests. */
import type { ChangeViewInput, KeepViewInput } from '@/lib/views/requests'
import type { SavedView } from '@/lib/views/schema'
import { api } from './api'

export const readViews = async (): Promise<SavedView[]> => (await api.get<{ items: SavedView[] }>('/api/views')).items

/** The same `id` again keeps one view. */
export const keepView = (view: KeepViewInput): Promise<SavedView> => api.post('/api/views', view)

export const changeView = (id: string, change: ChangeViewInput): Promise<SavedView> =>
  api.patch(`/api/views/${id}`, change)

export const dropView = (id: string): Promise<unknown> => api.del(`/api/views/${id}`, undefined)
