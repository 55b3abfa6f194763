import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { loadActors } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import type { Pipe } from './pipe'
import { MAX_PER_PERSON, Roster } from './roster'

const { load } = vi.hoisted(() => ({ load: vi.fn<typeof loadActors>() }))
vi.mock('@/lib/auth/access', () => ({ loadActors: load }))
beforeEach(() => {
  load.mockReset()
})

const actorOf = (personId: string): Actor => ({
  ...{ personId, name: personId, role: 'attendant', departmentIds: [], locale: 'en' },
  sessionId: `session of ${personId}`,
})

/** As much of a stream as the roster uses. */
function connect(roster: Roster, personId: string) {
  const update = vi.fn()
  roster.add({ connection: { actor: actorOf(personId), update } } as unknown as Pipe)
  return update
}

type Known = Awaited<ReturnType<typeof loadActors>>

/** The next question to PostgreSQL is answered when the test says so. */
function ask() {
  let answer: (known: Known) => void = () => {}
  const promise = new Promise<Known>((resolve) => (answer = resolve))
  load.mockReturnValueOnce(promise)
  return (accessVersion: number, ...personIds: string[]) =>
    answer({ accessVersion, actors: new Map(personIds.map((id) => [actorOf(id).sessionId, actorOf(id)])) })
}

const settled = async (promise: Promise<unknown>) => {
  let isSettled = false
  void promise.then(() => (isSettled = true))
  await new Promise(setImmediate)
  return isSettled
}

describe('a crowd', () => {
  const refusal = expect.objectContaining({ code: 'unavailable', told: { code: 'too_many_streams' } })

  it('of one person is refused one stream more than they may have, and nobody else', () => {
    const roster = new Roster()
    for (let number = 1; number < MAX_PER_PERSON; number++) connect(roster, 'hana')
    roster.refuseCrowd(actorOf('hana'))
    connect(roster, 'hana')
    expect(() => roster.refuseCrowd(actorOf('hana'))).toThrow(refusal)
    roster.refuseCrowd(actorOf('felix'))
  })

  it('is none any more when one of them has left, and leaves once', () => {
    const roster = new Roster()
    for (let number = 1; number <= MAX_PER_PERSON; number++) connect(roster, 'hana')
    const [first] = roster.pipes
    if (!first) throw new Error('nobody came')
    roster.remove(first)
    roster.remove(first)
    roster.refuseCrowd(actorOf('hana'))
    connect(roster, 'hana')
    expect(() => roster.refuseCrowd(actorOf('hana'))).toThrow(refusal)
  })

  it('of a whole process is refused to everybody', () => {
    const roster = new Roster()
    for (let number = 1; number < 10_000; number++) connect(roster, `guest ${number}`)
    roster.refuseCrowd(actorOf('hana'))
    connect(roster, 'felix')
    expect(() => roster.refuseCrowd(actorOf('hana'))).toThrow(refusal)
  })
})

describe('what everybody may do', () => {
  it('is told to each stream as PostgreSQL knows it; null to whom it does not know', async () => {
    const roster = new Roster()
    const [hana, felix] = [connect(roster, 'hana'), connect(roster, 'felix')]
    connect(roster, 'hana')
    ask()(7, 'hana')
    await roster.refresh()
    expect(load).toHaveBeenCalledExactlyOnceWith(['session of hana', 'session of felix'])
    expect(hana).toHaveBeenCalledExactlyOnceWith(actorOf('hana'), 7)
    expect(felix).toHaveBeenCalledExactlyOnceWith(null, 7)
  })

  it('counts as known at the version that was asked for', async () => {
    const roster = new Roster()
    const hana = connect(roster, 'hana')
    ask()(7, 'hana')
    await roster.refresh(9)
    expect(hana).toHaveBeenCalledWith(actorOf('hana'), 9)
  })

  it('is asked once more, for all who ask while it is being read', async () => {
    const roster = new Roster()
    const hana = connect(roster, 'hana')
    const [first, second] = [ask(), ask()]
    const running = roster.refresh()
    const [one, other] = [roster.refresh(), roster.refresh(8)]
    const late = connect(roster, 'felix')
    first(7, 'hana')
    await running
    expect(late).not.toHaveBeenCalled()
    expect(await settled(Promise.race([one, other]))).toBe(false)
    second(8, 'hana', 'felix')
    await Promise.all([one, other])
    expect(load).toHaveBeenCalledTimes(2)
    expect(hana.mock.calls).toEqual([
      [actorOf('hana'), 7],
      [actorOf('hana'), 8],
    ])
    expect(late).toHaveBeenCalledExactlyOnceWith(actorOf('felix'), 8)
  })

  it('is not asked again for a version that is sure to be read already', async () => {
    const roster = new Roster()
    connect(roster, 'hana')
    const answer = ask()
    const [running, same, older] = [roster.refresh(8), roster.refresh(8), roster.refresh(7)]
    answer(8, 'hana')
    await Promise.all([running, same, older])
    expect(load).toHaveBeenCalledTimes(1)
  })

  it('is not asked for nobody, nor once the process has no streams any more', async () => {
    const roster = new Roster()
    await roster.refresh()
    connect(roster, 'hana')
    roster.close()
    await roster.refresh()
    expect(load).not.toHaveBeenCalled()
  })
})
