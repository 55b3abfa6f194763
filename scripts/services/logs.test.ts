/** Logs of servers that run for years. */
import { closeSync, mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openLog, shorten } from './logs.mjs'

it('a long log is put aside while it is written to', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-logs-'))
  const file = path.join(folder, 'app.log')
  const log = openLog(file)
  writeSync(log, 'before\n')
  shorten(file, 100)
  expect(readFileSync(file, 'utf8')).toBe('before\n')
  shorten(file, 3)
  writeSync(log, 'after\n')
  closeSync(log)
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('before\n')
  expect(readFileSync(file, 'utf8')).toBe('after\n')
  rmSync(folder, { recursive: true })
})
