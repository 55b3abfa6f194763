import { describe, expect, it, vi } from 'vitest'
import { listenForPush, type WorkerScope } from './push-worker'

type Listener = (event: object) => void

function worker(windows: { visibilityState: string }[] = []) {
  const listeners = new Map<string, Listener>()
  const shown = vi.fn(async (_: string, __: object) => {})
  const badge = vi.fn(async (_: number) => {})
  const opened = vi.fn(async (_: string) => {})
  const pages = windows.map((one) => ({
    ...one,
    url: 'https://alder.example/',
    focus: vi.fn(async () => {}),
    navigate: vi.fn(async (_: string) => {}),
  }))
  const scope: WorkerScope = {
    registration: { showNotification: shown },
    clients: { matchAll: async () => pages, openWindow: opened },
    navigator: { setAppBadge: badge },
    addEventListener: (name, listener) => void listeners.set(name, listener as Listener),
  }
  listenForPush(scope)
  const tell = async (name: string, event: object) => {
    const work: Promise<unknown>[] = []
    listeners.get(name)?.({ ...event, waitUntil: (one: Promise<unknown>) => work.push(one) })
    await Promise.all(work)
  }
  const push = (message: unknown) => tell('push', { data: { json: () => message } })
  const tap = (data: unknown) => tell('notificationclick', { notification: { close: () => {}, data } })
  return { shown, badge, opened, pages, push, tap, tell }
}

const message = {
  title: '412 · Towels',
  body: 'Nobody has it.',
  tag: 't1',
  path: '/tickets/t1',
  count: 3,
  isUrgent: true,
}

describe('a push', () => {
  it('is shown, and counted on the icon', async () => {
    const { push, shown, badge } = worker([{ visibilityState: 'hidden' }])
    await push(message)
    const options = { body: 'Nobody has it.', tag: 't1', data: '/tickets/t1', requireInteraction: true }
    expect(shown).toHaveBeenCalledExactlyOnceWith('412 · Towels', expect.objectContaining(options))
    expect(badge).toHaveBeenCalledWith(3)
  })

  it('is not shown beside a page that is looked at: it has sounded there', async () => {
    const { push, shown, badge } = worker([{ visibilityState: 'visible' }])
    await push(message)
    expect(shown).not.toHaveBeenCalled()
    expect(badge).toHaveBeenCalledWith(3)
  })

  it('that cannot be read is not shown', async () => {
    const { tell, shown } = worker()
    await tell('push', { data: null })
    await tell('push', {
      data: {
        json: () => {
          throw new SyntaxError('no JSON')
        },
      },
    })
    expect(shown).not.toHaveBeenCalled()
  })
})

describe('a tap', () => {
  it('leads to the ticket: in the page that is open, else in a new one', async () => {
    const { tap, pages, opened } = worker([{ visibilityState: 'hidden' }])
    await tap('/tickets/t1')
    expect(pages[0]?.focus).toHaveBeenCalled()
    expect(pages[0]?.navigate).toHaveBeenCalledWith('/tickets/t1')
    expect(opened).not.toHaveBeenCalled()
    const closed = worker()
    await closed.tap('/tickets/t1')
    expect(closed.opened).toHaveBeenCalledWith('/tickets/t1')
  })

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'never to %s',
    async (path) => {
      const { tap, opened } = worker()
      await tap(path)
      expect(opened).toHaveBeenCalledWith('/')
    },
  )
})
