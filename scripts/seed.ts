/** Loads the demo hotel and its three days of tickets into the empty database of DATABASE_URL, and its photos where
 *  photos lie. Run by `npm start` and `npm run db:seed`. */
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from '@/db/schema'
import { seedDemo } from '@/db/seed'
import { photoPlace } from '@/lib/env'
import { storageAt } from '@/lib/photos/storage'

const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
try {
  await seedDemo(drizzle(sql, { schema, casing: 'snake_case' }), {
    seed: 1,
    now: new Date(),
    photos: storageAt(photoPlace(process.env)),
  })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  await sql.end()
}
