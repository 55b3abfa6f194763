import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { PATIENCE_MS } from './scripts/stage/patience.mjs'

const here = (file: string) => path.join(import.meta.dirname, file)

export default defineConfig({
  resolve: {
    alias: {
      '@': import.meta.dirname,
      'server-only': here('./scripts/stage/empty.ts'),
      'client-only': here('./scripts/stage/empty.ts'),
    },
  },
  test: {
    include: ['{app,bench,components,db,lib,ops,scripts}/**/*.test.{ts,tsx}', '*.test.ts'],
    globalSetup: ['scripts/stage/global.ts'],
    setupFiles: ['scripts/stage/setup.ts'],
    pool: 'forks',
    // Most of them wait for PostgreSQL rather than for a core.
    maxWorkers: Math.max(2, availableParallelism()),
    // For a busy machine: nothing here says how quick anything is.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: PATIENCE_MS } },
    teardownTimeout: 20_000,
    restoreMocks: true,
  },
})
