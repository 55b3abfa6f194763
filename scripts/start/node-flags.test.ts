import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { knownTo, NODE_FLAGS } from './node-flags.mjs'

it('gives this Node what it knows, and it starts with that', () => {
  expect(NODE_FLAGS).toContain('--max-semi-space-size=64')
  const { status, stderr } = spawnSync(process.execPath, [...NODE_FLAGS, '-e', '0'], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

it('leaves out what a Node does not know', () => {
  const options = '  --some-flag (does something)\n        type: int  default: --other-flag=1\n'
  expect(knownTo(['--some-flag=3', '--other-flag=1', '--some'], options)).toEqual(['--some-flag=3'])
})
