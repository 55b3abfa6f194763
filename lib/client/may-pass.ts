import { ApiError } from './api'

/** Whether the same may be answered when it is asked again: what the server does not understand it never does. */
export const mayPass = (error: unknown): boolean => !(error instanceof ApiError && error.code === 'invalid')
