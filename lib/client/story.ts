/** Reads the pages of a ticket's story. */
import type { StoryPage } from '@/lib/history/story/schema'
import { api } from './api'

const PAGE = 500

/** The first page without a cursor. */
export const readStoryPage = (ticketId: string, cursor?: string, signal?: AbortSignal): Promise<StoryPage> =>
  api.get(`/api/tickets/${ticketId}/story`, { query: { cursor, limit: PAGE }, signal })

/** Where the story's file is. */
export const storyFileUrl = (ticketId: string): string => `/api/tickets/${ticketId}/story.pdf`
