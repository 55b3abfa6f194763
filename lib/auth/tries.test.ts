import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { db } from '@/db/client'
import { signInTries } from '@/db/schema'
import { newId } from '@/lib/schema'
import { forgive, giveBack, type Limit, limitsOf, takeTry } from './tries'

const limit = (tries: number): Limit => ({ key: newId(), tries, windowSeconds: 900 })
const taken = async ({ key }: Limit) =>
  (await db().select().from(signInTries).where(eq(signInTries.key, key)))[0]?.tries ?? 0

describe('tries', () => {
  it('run out, with the time to wait', async () => {
    const three = limit(3)
    for (let n = 0; n < 3; n++) await takeTry([three])
    await expect(takeTry([three])).rejects.toMatchObject({ code: 'slow_down', told: { code: 'too_many_tries' } })
    const refused = await takeTry([three]).catch((error) => error)
    expect(refused.details.retryAfter).toBeGreaterThan(890)
    expect(refused.details.retryAfter).toBeLessThanOrEqual(900)
  })

  it('made at once are counted one by one', async () => {
    const ten = limit(10)
    const outcomes = await Promise.allSettled(Array.from({ length: 60 }, () => takeTry([ten])))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  })

  it('that were blocked count nowhere, so that hammering locks nobody out', async () => {
    const [own, wider] = [limit(1), limit(100)]
    await takeTry([own, wider])
    for (let n = 0; n < 5; n++) await expect(takeTry([own, wider])).rejects.toMatchObject({ code: 'slow_down' })
    expect(await taken(wider)).toBe(1)
  })

  it('start again when the window is over', async () => {
    const one = limit(1)
    await takeTry([one])
    await db().update(signInTries).set({ resetsAt: sql`now()` }).where(eq(signInTries.key, one.key))
    await takeTry([one])
    await expect(takeTry([one])).rejects.toMatchObject({ code: 'slow_down' })
  })

  it('are given back, never below none', async () => {
    const one = limit(1)
    await takeTry([one])
    await giveBack([one])
    await giveBack([one])
    expect(await taken(one)).toBe(0)
  })

  it('of one person start again after a right password; those of others at the address stay', async () => {
    const [own, address] = [limit(10), limit(50)]
    for (let n = 0; n < 4; n++) await takeTry([own, address])
    await forgive([own, address])
    expect([await taken(own), await taken(address)]).toEqual([0, 3])
  })

  it('are kept by account and address, by address, and by account; a known device has its own', () => {
    const keys = (...where: Parameters<typeof limitsOf>) => limitsOf(...where).map(({ key }) => key)
    const here = keys('hana@alder.example', '192.0.2.1', null)
    const there = keys('hana@alder.example', '192.0.2.2', null)
    expect(here).toHaveLength(3)
    expect(here.filter((key) => there.includes(key))).toHaveLength(1)
    expect(here.join()).not.toContain('hana')
    expect(keys('hana@alder.example', '192.0.2.1', newId()).filter((key) => here.includes(key))).toEqual([])
  })
})
