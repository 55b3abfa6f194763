/** Several tabs of one session, a clock of our own, and a lock between them. */
import { expect, it } from 'vitest'
import type { Alert } from '@/lib/alerts/policy'
import { Bell, type Tower } from './bell'

const alert = (ticketId: string, over: Partial<Alert> = {}): Alert => ({
  ticketId,
  event: 1,
  why: 'unassigned',
  isUrgent: true,
  departmentId: 'd',
  isRead: false,
  since: '2026-03-01T10:00:00.000Z',
  ...over,
})

/** One browser: its clock, its storage, its lock; and every sound with the tab that made it. */
class Browser {
  now = 1_700_000_000_000
  readonly heard: string[] = []
  private readonly kept = new Map<string, string>()
  private readonly timers = new Map<number, { at: number; run: () => void }>()
  private readonly listeners = new Map<string, () => void>()
  private readonly queue: (() => void)[] = []
  private ids = 0

  tab(name: string): Bell {
    const tower: Tower = {
      timers: {
        now: () => this.now,
        setTimeout: (run, ms) => {
          this.timers.set(++this.ids, { at: this.now + ms, run })
          return this.ids
        },
        clearTimeout: (id) => void this.timers.delete(id as number),
      },
      load: (key) => JSON.parse(this.kept.get(key) ?? 'null'),
      save: (key, value) => {
        this.kept.set(key, JSON.stringify(value))
        for (const [other, listener] of this.listeners) if (other !== name) listener()
      },
      onSaved: (listener) => {
        this.listeners.set(name, listener)
        return () => void this.listeners.delete(name)
      },
      claim: (onTaken) => {
        this.queue.push(onTaken)
        if (this.queue.length === 1) onTaken()
        return () => {
          const wasFirst = this.queue[0] === onTaken
          this.queue.splice(this.queue.indexOf(onTaken), 1)
          if (wasFirst) this.queue[0]?.()
        }
      },
      play: (sound) => void this.heard.push(`${name} ${sound}`),
    }
    return new Bell(tower)
  }

  wait(ms: number) {
    const until = this.now + ms
    for (;;) {
      const [next] = [...this.timers].filter(([, { at }]) => at <= until).sort((a, b) => a[1].at - b[1].at)
      if (!next) break
      this.timers.delete(next[0])
      this.now = Math.max(this.now, next[1].at)
      next[1].run()
    }
    this.now = until
  }
}

function open(browser: Browser, name: string, canRing = true) {
  const bell = browser.tab(name)
  const stop = bell.start()
  bell.mayRing(canRing)
  return { bell, stop }
}

it('all tabs of a session make one sound', () => {
  const browser = new Browser()
  const tabs = ['a', 'b', 'c'].map((name) => open(browser, name))
  for (const { bell } of tabs) bell.set([alert('t')])
  expect(browser.heard).toEqual(['a urgent'])
  browser.wait(30_000)
  expect(browser.heard).toEqual(['a urgent', 'a urgent'])
  for (const { bell } of tabs) expect(bell.read()).toHaveLength(1)
})

it('a tab whose browser keeps sound off leaves it to one that can be heard', () => {
  const browser = new Browser()
  const mute = open(browser, 'mute', false)
  const other = open(browser, 'other')
  for (const { bell } of [mute, other]) bell.set([alert('t')])
  expect(browser.heard).toEqual(['other urgent'])
})

it('when the tab that sounds is closed another goes on, and does not sound again what has sounded', () => {
  const browser = new Browser()
  const [first, second] = [open(browser, 'first'), open(browser, 'second')]
  for (const { bell } of [first, second]) bell.set([alert('t')])
  browser.wait(10_000)
  first.stop()
  expect(browser.heard).toEqual(['first urgent'])
  browser.wait(20_000)
  expect(browser.heard).toEqual(['first urgent', 'second urgent'])
})

it('a reload does not sound again what has sounded', () => {
  const browser = new Browser()
  const before = open(browser, 'before')
  before.bell.set([alert('t')])
  before.stop()
  const after = open(browser, 'after')
  after.bell.set([alert('t')])
  expect(browser.heard).toEqual(['before urgent'])
})

it('“Seen” in one tab is seen in all of them, and silent for five minutes', () => {
  const browser = new Browser()
  const [first, second] = [open(browser, 'first'), open(browser, 'second')]
  for (const { bell } of [first, second]) bell.set([alert('t')])
  second.bell.see()
  expect([first.bell.read(), second.bell.read()]).toEqual([[], []])
  browser.wait(299_000)
  expect(browser.heard).toHaveLength(1)
  browser.wait(2_000)
  expect(browser.heard).toHaveLength(2)
  expect(second.bell.read()).toHaveLength(1)
})

it('what somebody else’s build has kept does no harm', () => {
  const browser = new Browser()
  const { bell } = open(browser, 'a')
  const tower = browser as unknown as { kept: Map<string, string> }
  tower.kept.set('rung', '{"events":7}').set('seen', '[]')
  bell.set([alert('t')])
  expect(browser.heard).toEqual(['a urgent'])
})
