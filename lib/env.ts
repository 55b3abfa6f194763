/** The settings the process was started with. Parsed on first use, never at import: a build has none of them. */
import 'server-only'
import { z } from 'zod'

const SERVER = /^(\[[0-9a-f:]+\]|[^\s:/@]+):\d{1,5}$/i
const portOf = (server: string) => Number(server.slice(server.lastIndexOf(':') + 1))
const isPort = (server: string) => portOf(server) >= 1 && portOf(server) <= 65_535

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
  .pipe(
    z.array(
      // Not repeated in the refusal: a password may stand in it by mistake.
      z.string().refine((one) => SERVER.test(one) && isPort(one), 'expected host:port,host:port, ports 1 to 65535'),
    ),
  )
  .transform((all) =>
    all.map((one) => ({
      host: one.slice(0, one.lastIndexOf(':')).replace(/^\[|\]$/g, ''),
      port: portOf(one),
    })),
  )

const shape = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/|^redis\+unix:\/\//)
    .refine((url) => URL.canParse(url), 'not a URL: redis://user:password@host:port with a port from 1 to 65535'),
  /** Nodes of a Redis Cluster to begin with. The account and encryption are those of REDIS_URL, whose host is then not used. */
  REDIS_CLUSTER: servers,
  /** The sentinels that know which server is the primary. Its account, database and encryption are those of REDIS_URL; with
   *  rediss:// the sentinels are asked over TLS too. */
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
  /** The keys by which push services know this house; both or neither, as `npx web-push generate-vapid-keys` makes them. */
  VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^[\w-]{87}$/, 'expected 87 characters of base64url')
    .optional(),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, 'expected 43 characters of base64url')
    .optional(),
  /** Whom a push service may turn to: "mailto:it@alder.example" or an https address. */
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:\S+@\S+|https:\/\/\S+)$/)
    .optional(),
  /** Origins that pushes may go to beside those of the browsers' push services: a service of one's own, or a test's. */
  PUSH_ALLOW: z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((url) => url.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.url({ protocol: /^https?$/ })))
    .transform((urls) => urls.map((url) => new URL(url).origin)),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  /** Where photos lie, in `photos`, unless there is an S3-compatible store. All processes of a hotel must share it. */
  BELLBOARD_DATA: z.string().min(1).default('.data'),
  /** An S3-compatible store for photos, without the bucket: "https://s3.eu-central-1.amazonaws.com". */
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY: z.string().min(1).optional(),
  S3_SECRET_KEY: z.string().min(1).optional(),
})

const S3_NAMES = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const

/** Settings that are each right and cannot be together. */
const schema = shape.superRefine((all, wrong) => {
  const cluster = all.REDIS_CLUSTER.length > 0
  const sentinels = all.REDIS_SENTINELS.length > 0
  const halfKeyed = Boolean(all.VAPID_PUBLIC_KEY) !== Boolean(all.VAPID_PRIVATE_KEY)
  const say = (name: keyof typeof all, message: string) => wrong.addIssue({ code: 'custom', path: [name], message })
  if (halfKeyed) say('VAPID_PUBLIC_KEY', 'not without VAPID_PRIVATE_KEY, nor the other way round')
  if (cluster && sentinels) say('REDIS_CLUSTER', 'not together with REDIS_SENTINELS')
  if (sentinels && !all.REDIS_SENTINEL_MASTER) say('REDIS_SENTINEL_MASTER', 'missing: REDIS_SENTINELS is set')
  if (!sentinels && all.REDIS_SENTINEL_MASTER) say('REDIS_SENTINELS', 'missing: REDIS_SENTINEL_MASTER is set')
  if ((cluster || sentinels) && !/^rediss?:\/\/[^/]/.test(all.REDIS_URL))
    say('REDIS_URL', 'must name the account as redis://user:password@host when servers are named apart')
  const missing = S3_NAMES.filter((name) => all[name] === undefined)
  if (missing.length < S3_NAMES.length) for (const name of missing) say(name, 'missing: photos go to an S3 store')
  if (cluster && /^rediss?:\/\/[^/]*\/[1-9]/.test(all.REDIS_URL)) say('REDIS_URL', 'a cluster has database 0 only')
})

export type Env = z.output<typeof schema> & { S3: S3Store | null }

/** Where photos go when they do not stay on this machine. */
export interface S3Store {
  endpoint: string
  bucket: string
  region: string
  accessKey: string
  secretKey: string
}

const place = shape.pick({
  ...{ BELLBOARD_DATA: true, S3_ENDPOINT: true, S3_BUCKET: true, S3_REGION: true },
  ...{ S3_ACCESS_KEY: true, S3_SECRET_KEY: true },
})
/** Where photos lie: all that somebody who fills the store needs to know. */
export type PhotoPlace = Pick<Env, 'BELLBOARD_DATA' | 'S3'>

/** Without the rest of the environment. */
export function photoPlace(source: NodeJS.ProcessEnv): PhotoPlace {
  const all = place.parse(source)
  return { BELLBOARD_DATA: all.BELLBOARD_DATA, S3: s3StoreOf(all) }
}

function s3StoreOf(all: z.output<typeof place>): S3Store | null {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region } = all
  const { S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey } = all
  return endpoint && bucket && accessKey && secretKey ? { endpoint, bucket, region, accessKey, secretKey } : null
}

let parsed: Env | undefined

/** Throws one sentence naming every missing or wrong variable. */
export function env(): Env {
  if (parsed) return parsed
  const result = schema.safeParse(process.env)
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path[0]?.toString()} (${issue.message})`).join(', ')
    throw new Error(`Cannot start: check these environment variables: ${wrong}`)
  }
  parsed = { ...result.data, S3: s3StoreOf(result.data) }
  return parsed
}
