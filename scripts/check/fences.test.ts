/** The import table of STYLE.md. For each line: what it allows passes, what it forbids is found. */
import { describe, expect, it } from 'vitest'
import { violations } from './fences.mjs'

const HOUSE = {
  'lib/tickets/schema.ts': `import { z } from 'zod'`,
  'lib/tickets/due.ts': `/** How late it is. Pure and shared. */\nimport type { Ticket } from './schema'`,
  'lib/tickets/tickets.ts': `import 'server-only'\nimport { db } from '@/db/client'\nimport { publish } from '@/lib/live/publish'`,
  'lib/live/publish.ts': `import 'server-only'\nimport { redis } from '@/lib/redis'`,
  'lib/redis.ts': `import 'server-only'\nimport { createClient } from 'redis'`,
  'lib/client/api.ts': `import type { Ticket } from '@/lib/tickets/schema'`,
  'db/client.ts': `import 'server-only'\nimport type { Ticket } from '@/lib/tickets/schema'`,
  'db/cast.ts': `export const cast = {}`,
  'components/tickets/row.tsx': `import { api } from '@/lib/client/api'\nimport { due } from '@/lib/tickets/due'`,
  'app/page.tsx': `import { Row } from '@/components/tickets/row'\nimport { list } from '@/lib/tickets/tickets'`,
  'app/api/tickets/route.ts': `import { list } from '@/lib/tickets/tickets'`,
  'lib/tickets/specimen.ts': `/** Tickets for tests. */\nimport { cast } from '@/db/cast'`,
  'lib/tickets/tickets.test.ts': `import { anything } from '@/components/tickets/row'`,
}

const found = (changed: Record<string, string>) => violations(new Map(Object.entries({ ...HOUSE, ...changed })))

describe('the fences', () => {
  it('let the house through as it is', () => expect(found({})).toEqual([]))

  it.each([
    ['a page reaches for SQL', 'app/page.tsx', `import { db } from '@/db/client'`],
    ['a page calls the live engine', 'app/page.tsx', `import { publish } from '@/lib/live/publish'`],
    ['a page fetches', 'app/page.tsx', `import { api } from '@/lib/client/api'`],
    ['a route draws', 'app/api/tickets/route.ts', `import { Row } from '@/components/tickets/row'`],
    ['a route asks the database', 'app/api/tickets/route.ts', `import { db } from '../../../db/client'`],
    ['a component reaches for a door', 'components/tickets/row.tsx', `import { list } from '@/lib/tickets/tickets'`],
    [
      'a component takes only a type from a door',
      'components/tickets/row.tsx',
      `import type { T } from '@/lib/tickets/tickets'`,
    ],
    [
      'a component loads a door late',
      'components/tickets/row.tsx',
      `const door = () => import('@/lib/tickets/tickets')`,
    ],
    ['a component takes a database driver', 'components/tickets/row.tsx', `import postgres from 'postgres'`],
    ['the browser side reaches for a door', 'lib/client/api.ts', `import { list } from '../tickets/tickets'`],
    [
      'the domain draws',
      'lib/tickets/tickets.ts',
      `import 'server-only'\nimport { Row } from '@/components/tickets/row'`,
    ],
    [
      'the domain asks what routes share',
      'lib/tickets/tickets.ts',
      `import 'server-only'\nimport { parse } from '@/lib/api/parse'`,
    ],
    [
      'the domain reaches into the browser',
      'lib/tickets/tickets.ts',
      `import 'server-only'\nimport { api } from '@/lib/client/api'`,
    ],
    [
      'the live engine asks the database',
      'lib/live/publish.ts',
      `import 'server-only'\nimport { db } from '@/db/client'`,
    ],
    [
      'the live engine reaches for a door that is none of its own',
      'lib/live/publish.ts',
      `import 'server-only'\nimport { list } from '@/lib/tickets/tickets'`,
    ],
    [
      'the domain reaches into the live engine',
      'lib/tickets/tickets.ts',
      `import 'server-only'\nimport { BusReader } from '@/lib/live/bus'`,
    ],
    [
      'the foundation knows the engine',
      'lib/redis.ts',
      `import 'server-only'\nimport { publish } from '@/lib/live/publish'`,
    ],
    [
      'the foundation knows a noun',
      'lib/redis.ts',
      `import 'server-only'\nimport { list } from '@/lib/tickets/tickets'`,
    ],
    ['the boot draws', 'lib/boot.ts', `import 'server-only'\nimport { Row } from '@/components/tickets/row'`],
    [
      'a shared module turns to the server',
      'lib/tickets/due.ts',
      `/** Shared. */\nimport { redis } from '@/lib/redis'`,
    ],
    ['a shared module takes a heavy package', 'lib/tickets/schema.ts', `import { sql } from 'drizzle-orm'`],
    ['the database knows a door', 'db/client.ts', `import { list } from '@/lib/tickets/tickets'`],
    [
      'the product uses what tests stand on',
      'lib/tickets/tickets.ts',
      `import 'server-only'\nimport { a } from './specimen'`,
    ],
    [
      'the product uses a script',
      'lib/tickets/tickets.ts',
      `import 'server-only'\nimport { a } from '@/scripts/say.mjs'`,
    ],
    ['a server module has no side', 'lib/redis.ts', `import { createClient } from 'redis'`],
    ['the browser side says server-only', 'lib/client/api.ts', `import 'server-only'`],
  ])('find it when %s', (_, file, source) => {
    const sentences = found({ [file]: source })
    expect(sentences.length).toBeGreaterThan(0)
    expect(sentences.join('\n')).toContain(`${file}: `)
  })
})
