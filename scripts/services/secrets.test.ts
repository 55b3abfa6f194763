import { createECDH } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { secretsOf } from './secrets.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bellboard-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const file = () => path.join(folder, 'secrets.json')

it('makes them once, for their owner only', () => {
  const made = secretsOf(folder)
  expect(secretsOf(folder)).toEqual(made)
  expect(statSync(file()).mode & 0o777).toBe(0o600)
})

it('makes a pair of keys that belong together', () => {
  const { publicKey, privateKey } = secretsOf(folder).vapid
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey, 'base64url')
  expect(pair.getPublicKey('base64url')).toBe(publicKey)
  expect([publicKey.length, privateKey.length]).toEqual([87, 43])
})

it('gives a folder of before there were alerts its keys, and keeps its passwords', () => {
  const { vapid: _, ...before } = secretsOf(folder)
  writeFileSync(file(), JSON.stringify(before))
  const after = secretsOf(folder)
  expect(after).toMatchObject(before)
  expect(after.vapid.publicKey).toHaveLength(87)
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(after)
})
