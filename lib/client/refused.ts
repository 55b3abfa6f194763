import { ApiError } from './api'

/** Whether the server said no, rather than nothing: asking again would be told the same. */
export const isRefused = (error: unknown): boolean =>
  error instanceof ApiError && error.status >= 400 && error.status < 429
