import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CastMember, cast } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import { ticketOf } from '@/lib/client/rehearsal'
import { mayHoldLegally } from '@/lib/privacy/policy'
import { may } from '@/lib/tickets/policy'
import { STATUSES, type Status, type Ticket } from '@/lib/tickets/schema'
import { planOf } from './ticket-panel-plan'

const actorOf = ({ id, name, role, departmentIds }: CastMember): Actor => ({
  personId: id,
  name,
  role,
  departmentIds,
  locale: 'en',
  sessionId: '01900000-0000-7000-8000-0000000000ff',
})

const plan = (who: CastMember, patch: Partial<Ticket>) => planOf(actorOf(who), ticketOf(patch))
const had = (status: Status, assignee: CastMember): Partial<Ticket> => ({ status, assigneeId: assignee.id })

describe('what is offered first', () => {
  test.each([
    ['new, to the department', cast.hana, { status: 'new' }, 'accept'],
    ['accepted by oneself', cast.hana, had('accepted', cast.hana), 'start'],
    ['in progress by oneself', cast.hana, had('in_progress', cast.hana), 'complete'],
    ['in progress by a colleague', cast.maria, had('in_progress', cast.hana), null],
    ['done, to its opener', cast.felix, had('done', cast.hana), 'close'],
    ['done, to who did it', cast.hana, had('done', cast.hana), null],
    ['closed, to its opener', cast.felix, had('closed', cast.hana), null],
  ] as const)('%s', (_, who, patch, lead) => {
    expect(plan(who, patch).lead).toBe(lead)
  })

  test('on hold: resume', () => {
    const hold = { reason: 'part', until: null, from: 'accepted', since: '2026-11-23T09:00:00Z' } as const
    expect(plan(cast.hana, { ...had('on_hold', cast.hana), hold }).lead).toBe('resume')
  })
})

describe('the menu', () => {
  test('taking over is for what a colleague has, giving back for what oneself has', () => {
    expect(plan(cast.maria, had('accepted', cast.hana)).menu.flat()).toContain('take_over')
    expect(plan(cast.maria, had('accepted', cast.hana)).menu.flat()).not.toContain('release')
    expect(plan(cast.hana, had('accepted', cast.hana)).menu.flat()).toContain('release')
    expect(plan(cast.hana, had('accepted', cast.hana)).menu.flat()).not.toContain('take_over')
  })

  test('a restriction is put on once, and lifted by managers only', () => {
    expect(plan(cast.felix, {}).menu.flat()).toContain('restrict')
    const restricted = { restricted: true }
    expect(plan(cast.felix, restricted).menu.flat()).not.toContain('restrict')
    expect(plan(cast.felix, restricted).menu.flat()).not.toContain('lift_restriction')
    expect(plan(cast.nora, restricted).menu.flat()).toContain('lift_restriction')
  })

  test('one watches, or stops watching', () => {
    expect(plan(cast.hana, {}).menu.flat()).toContain('watch')
    expect(plan(cast.hana, { watcherIds: [cast.hana.id] }).menu.flat()).toContain('unwatch')
  })
})

test('nothing is offered that policy refuses', () => {
  const people = fc.constantFrom(...Object.values(cast))
  fc.assert(
    fc.property(people, people, fc.constantFrom(...STATUSES), fc.boolean(), (who, assignee, status, restricted) => {
      const hold = { reason: 'part', until: null, from: 'accepted', since: '' } as const
      const given = ticketOf({
        ...(status === 'new' ? {} : { assigneeId: assignee.id }),
        status,
        restricted,
        hold: status === 'on_hold' ? hold : null,
      })
      const { bar, lead, menu } = planOf(actorOf(who), given)
      // Watching and linking is everybody's who sees it.
      for (const action of [...bar, ...menu.flat()])
        if (action === 'legal_hold') expect(mayHoldLegally(actorOf(who), given)).toBe(true)
        else if (action === 'complete_with_photo') expect(may(actorOf(who), given, 'complete')).toBe(true)
        else if (action !== 'watch' && action !== 'unwatch' && action !== 'link')
          expect(may(actorOf(who), given, action), action).toBe(true)
      if (lead) expect(bar[0]).toBe(lead)
      expect(new Set([...bar, ...menu.flat()]).size).toBe(bar.length + menu.flat().length)
    }),
  )
})
