import { describe, expect, it } from 'vitest'
import { HASHES_AT_ONCE, HASHES_WAITING, hashPassword, NOBODY, verifyPassword } from './password'

const costOf = (hash: string) => hash.split('$').slice(0, 4).join('$')

describe('passwords', () => {
  it.each(['plain', ' spaces kept ', 'pässwörd 🔑', 'x'.repeat(128), `${'y'.repeat(72)}tail`])(
    'are taken exactly as typed: %j',
    async (password) => {
      const hash = await hashPassword(password)
      expect(await verifyPassword(hash, password)).toBe(true)
      expect(await verifyPassword(hash, password.slice(0, -1))).toBe(false)
      expect(await verifyPassword(hash, `${password} `)).toBe(false)
    },
  )

  it('are never kept twice the same', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'))
  })

  it('cost as much for nobody as for somebody: argon2id, 19 MiB, two passes', async () => {
    expect(costOf(NOBODY)).toBe('$argon2id$v=19$m=19456,t=2,p=1')
    expect(costOf(await hashPassword('somebody'))).toBe(costOf(NOBODY))
  })

  it('are hashed few at once: whoever finds the queue full is asked to come again, known or not', async () => {
    const hash = await hashPassword('right')
    const room = HASHES_AT_ONCE + HASHES_WAITING
    const inside = Array.from({ length: room }, (_, place) => verifyPassword(place % 2 ? hash : null, 'right'))
    const refused = { code: 'unavailable', told: { code: 'busy' } }
    // Both had to queue for a hash: neither is answered from a shortcut.
    await expect(verifyPassword(hash, 'wrong')).rejects.toMatchObject(refused)
    await expect(verifyPassword(null, 'wrong')).rejects.toMatchObject(refused)
    expect(await Promise.all(inside)).toEqual(Array.from({ length: room }, (_, place) => place % 2 === 1))
    expect(await verifyPassword(hash, 'right')).toBe(true)
  })
})
