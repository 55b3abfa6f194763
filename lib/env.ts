/** The settings the process was started with. Parsed on first use, never at import: a build has none of them. */
import 'server-only'
import { z } from 'zod'

/** "host:port,host:port"; an IPv6 host in brackets. */
const servers = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string().regex(/^(\[[0-9a-f:]+\]|[^\s:/@]+):\d{1,5}$/i, 'expected host:port,host:port')))
  .transform((all) =>
    all.map((one) => ({
      host: one.slice(0, one.lastIndexOf(':')).replace(/^\[|\]$/g, ''),
      port: Number(one.slice(one.lastIndexOf(':') + 1)),
    })),
  )

const shape = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//),
  REDIS_URL: z.string().regex(/^rediss?:\/\/|^redis\+unix:\/\//),
  /** Nodes of a Redis Cluster to begin with. The account and encryption are those of REDIS_URL, whose host is then not used. */
  REDIS_CLUSTER: servers,
  /** The sentinels that know which server is the primary; account, database and encryption as above. */
  REDIS_SENTINELS: servers,
  /** By which name the sentinels know it. */
  REDIS_SENTINEL_MASTER: z.string().min(1).optional(),
  /** The sentinels' own password, when they have one. */
  REDIS_SENTINEL_PASSWORD: z.string().min(1).optional(),
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

/** Settings that are each right and cannot be together. */
const schema = shape.superRefine((all, wrong) => {
  const cluster = all.REDIS_CLUSTER.length > 0
  const sentinels = all.REDIS_SENTINELS.length > 0
  const say = (name: keyof typeof all, message: string) => wrong.addIssue({ code: 'custom', path: [name], message })
  if (cluster && sentinels) say('REDIS_CLUSTER', 'not together with REDIS_SENTINELS')
  if (sentinels && !all.REDIS_SENTINEL_MASTER) say('REDIS_SENTINEL_MASTER', 'missing: REDIS_SENTINELS is set')
  if (!sentinels && all.REDIS_SENTINEL_MASTER) say('REDIS_SENTINELS', 'missing: REDIS_SENTINEL_MASTER is set')
  if ((cluster || sentinels) && !/^rediss?:\/\/[^/]/.test(all.REDIS_URL))
    say('REDIS_URL', 'must name the account as redis://user:password@host when servers are named apart')
  if (cluster && /^rediss?:\/\/[^/]*\/[1-9]/.test(all.REDIS_URL)) say('REDIS_URL', 'a cluster has database 0 only')
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
