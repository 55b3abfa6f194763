/** The pool to PostgreSQL. Only the doors of `lib/<noun>` use it. */
import 'server-only'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '@/lib/env'
import { once } from '@/lib/once'
import * as schema from './schema'
import { dialWithin } from './wire'

export type Database = PostgresJsDatabase<typeof schema>
/** A transaction: same calls as the database. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** Longer than any statement may take on the server, so that a live one is heard of before. */
const SILENCE_MS = 8_000

/** Seconds before a lost connection is dialled again. The driver waits up to twenty, and counts what the whole pool has lost, so
 *  that a restart of one second would be an outage of twenty. */
export const redialAfter = (lost: number): number => (0.5 + Math.random() / 2) * Math.min(2 ** lost / 20, 1)

const connection = () =>
  once('database', () => {
    const sql = postgres(env().DATABASE_URL, {
      max: env().DATABASE_POOL,
      connect_timeout: 3,
      idle_timeout: 60,
      backoff: redialAfter,
      ...dialWithin(SILENCE_MS),
      onnotice: () => {},
      connection: {
        application_name: 'bellboard',
        statement_timeout: 5_000,
        lock_timeout: 3_000,
        idle_in_transaction_session_timeout: 10_000,
      },
    })
    return { sql, db: drizzle(preparing(sql), { schema, casing: 'snake_case' }) }
  })

// Lists of any length make any number of statements, and each is kept by every connection.
const MAX_PREPARED_PARAMETERS = 64

/** Drizzle has every query parsed and planned anew unless told otherwise; sending a message took three times as long. */
function preparing<Client extends postgres.Sql | postgres.TransactionSql>(sql: Client): Client {
  const { unsafe } = sql
  sql.unsafe = (query, parameters = [], options = {}) => {
    const prepare = parameters.length > 0 && parameters.length <= MAX_PREPARED_PARAMETERS
    return unsafe(query, parameters, { ...options, prepare })
  }
  if ('begin' in sql) {
    const begin = sql.begin as (work: (tx: postgres.TransactionSql) => unknown) => Promise<unknown>
    sql.begin = ((work: (tx: postgres.TransactionSql) => unknown) =>
      begin((tx) => work(preparing(tx)))) as typeof sql.begin
  }
  return sql
}

export const db = (): Database => connection().db

/** A statement of fixed text, built when it is first needed and kept. Building one costs the process more than PostgreSQL
 *  takes to answer it; what differs from call to call are `sql.placeholder`s. */
export function prepared<Statement>(build: (db: Database) => Statement): () => Statement {
  let kept: Statement | undefined
  return () => {
    kept ??= build(db())
    return kept
  }
}

/** Ends every connection; in-flight queries get five seconds. */
export const closeDatabase = (): Promise<void> => connection().sql.end({ timeout: 5 })
