import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { partOf, writeWhole } from './whole-file'

let folder: string
let file: string
let files = 0
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'whole-'))
})
beforeEach(() => {
  file = path.join(folder, `${files++}.jsonl`)
})
afterAll(() => rm(folder, { recursive: true }))

it('has every line, is nobody else’s to read, and nothing is left beside it', async () => {
  const lines = Array.from({ length: 3_000 }, (_, n) => `${n} ${'ü'.repeat(40)}`)
  const answer = await writeWhole(file, async (write) => {
    for (const line of lines) await write(line)
    expect(existsSync(file)).toBe(false)
    return lines.length
  })
  expect(answer).toBe(3_000)
  expect(readFileSync(file, 'utf8')).toBe(`${lines.join('\n')}\n`)
  expect([statSync(file).mode & 0o777, existsSync(partOf(file))]).toEqual([0o600, false])
})

it('is not there, nor any part of it, when filling it fails', async () => {
  const failing = writeWhole(file, async (write) => {
    for (let n = 0; n < 3_000; n++) await write('x'.repeat(100))
    throw new Error('the database is away')
  })
  await expect(failing).rejects.toThrow('the database is away')
  expect([existsSync(file), existsSync(partOf(file))]).toEqual([false, false])
})

it('keeps what is not whole under the name of a part', async () => {
  expect(await writeWhole(file, (write) => write('one').then(() => null))).toBeNull()
  expect([existsSync(file), readFileSync(partOf(file), 'utf8')]).toEqual([false, 'one\n'])
})

it('is never written over', async () => {
  const write = (text: string) => writeWhole(file, (line) => line(text).then(() => true))
  await write('first')
  await expect(write('second')).rejects.toThrow('is there already')
  expect(readFileSync(file, 'utf8')).toBe('first\n')
})
