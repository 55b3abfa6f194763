/** The settings the process was started with. Parsed on first use, never at import: a build has none of them. */
import 'server-only'
import { z } from 'zod'

const schema = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//),
  REDIS_URL: z.string().regex(/^rediss?:\/\/|^redis\+unix:\/\//),
  NEXTAUTH_SECRET: z.string().min(32),
  /** Comma-separated origins under which people reach this hotel, e.g. "https://bell.alder.example". */
  PUBLIC_URL: z
    .string()
    .default('http://localhost:3000,http://127.0.0.1:3000')
    .transform((value) =>
      value
        .split(',')
        .map((url) => url.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.url({ protocol: /^https?$/ })).min(1))
    .transform((urls) => urls.map((url) => new URL(url).origin)),
  /** How many reverse proxies of our own stand in front and append to `X-Forwarded-For`. With 0 that header is not believed. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
})

export type Env = z.output<typeof schema>

let parsed: Env | undefined

/** Throws one sentence naming every missing or wrong variable. */
export function env(): Env {
  if (parsed) return parsed
  const result = schema.safeParse(process.env)
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`).join(', ')
    throw new Error(`Cannot start: check these environment variables: ${wrong}`)
  }
  parsed = result.data
  return parsed
}
