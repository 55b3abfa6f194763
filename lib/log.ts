/** The process's one log: JSON lines on standard output. Never message bodies, passwords, cookies or tokens. */
import 'server-only'
import pino from 'pino'

export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === 'test' ? 'silent' : 'info'),
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ['password', '*.password', 'headers.cookie', 'headers.authorization'],
})
