// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { serve, show } from '@/components/rehearsal'
import { cast } from '@/db/cast'
import type { Entry } from '@/lib/chat/schema'
import { message, TICKET, ticketOf } from '@/lib/client/rehearsal'
import type { PhotoRef } from '@/lib/photos/schema'
import { newId } from '@/lib/schema'
import { Thread } from './thread'

const ref = (phase: PhotoRef['phase'] = null): PhotoRef => ({ id: newId(), width: 400, height: 300, phase })
const said = (seq: number, ...photos: PhotoRef[]): Entry => ({
  ...message(seq, TICKET, cast.hana.id),
  kind: 'message',
  body: { text: '', photos },
})
const thread = (...items: Entry[]) => {
  const opened = { ticket: ticketOf({ lastSeq: items.length }), read: { seq: 9, n: 9 }, readers: [], links: [] }
  return <Thread opened={opened} page={{ items, lastSeq: items.length, before: null, reset: false }} />
}
const photoNamed = (name: RegExp | string) => screen.getByRole<HTMLImageElement>('img', { name })

let asked: ReturnType<typeof serve>
let isDown: boolean
beforeEach(() => {
  isDown = false
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  asked = serve(({ path, method, body }) => {
    if (isDown) throw new TypeError('Failed to fetch')
    if (path.endsWith('/attachments') && method === 'POST')
      return { status: 415, body: { error: { code: 'unsupported_media_type', message: 'not_a_photo' } } }
    return { status: 201, body: { entry: { ...message(1), id: body.id } } }
  })
})

test('a photo says who took it and when, and is shown small', () => {
  const photo = ref()
  show(thread(said(1, photo)))
  expect(photoNamed('Photo from Hana, 08:01').getAttribute('src')).toBe(
    `/api/tickets/${TICKET}/attachments/${photo.id}?size=thumb`,
  )
})

test('before and after stand side by side, and say which is which', () => {
  show(thread(said(1, ref('before'), ref('after'))))
  const list = photoNamed(/^Before: photo from Hana/).closest('ul')
  expect(list).toBe(photoNamed(/^After: photo from Hana/).closest('ul'))
  expect(list?.textContent).toBe('BeforeAfter')
})

test('arrows lead through all photos of the thread, each once; Escape leads back', async () => {
  const [first, second] = [ref(), ref('after')]
  show(thread(said(1, first), said(2, { ...first, phase: 'before' }, second)))
  const opener = screen.getAllByRole('button', { name: /^Open: Photo from Hana, 08:01/ })[0] as HTMLElement
  opener.focus()
  fireEvent.click(opener)
  const dialog = screen.getByRole('dialog')
  expect(dialog.textContent).toContain('1 of 2')
  fireEvent.keyDown(dialog, { key: 'ArrowRight' })
  expect(dialog.textContent).toContain('2 of 2')
  fireEvent.keyDown(dialog, { key: 'ArrowRight' })
  fireEvent.keyDown(dialog, { key: 'ArrowLeft' })
  expect(dialog.textContent).toContain('1 of 2')
  fireEvent.keyDown(dialog, { key: 'Escape' })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(document.activeElement).toBe(opener)
})

test('one that does not load can be asked for again', () => {
  show(thread(said(1, ref())))
  fireEvent.error(photoNamed(/Photo from Hana/))
  expect(screen.getByText('The photo did not load.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(photoNamed(/Photo from Hana/)).toBeTruthy()
})

// The page fetches it with its first photo, and a test does not wait for a compiler.
beforeAll(async () => void (await import('@/lib/client/photo-room')))

const choose = (...files: File[]) => {
  const input = document.querySelector<HTMLInputElement>('input[type=file][multiple]')
  if (input) fireEvent.change(input, { target: { files } })
}

test('one that was chosen is shown from this device while it waits; refused, it says why and can be tried again', async () => {
  isDown = true
  show(thread())
  choose(new File(['not a photo'], 'notes.txt'))
  await waitFor(() => expect(photoNamed(/Photo from you/).src).toMatch(/^blob:/))
  expect(screen.getByText('Waiting to send')).toBeTruthy()
  isDown = false
  window.dispatchEvent(new Event('online'))
  await screen.findByText('This is not a photo that can be shown: JPEG, PNG or WebP.')
  const tries = asked.length
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(asked.length).toBeGreaterThan(tries))
  expect(asked.some(({ path }) => path.endsWith('/messages'))).toBe(false)
})
