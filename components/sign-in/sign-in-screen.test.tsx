// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { InWords } from '@/components/shell/stage'
import messages from '@/lib/words/messages/en.json'
import { SignInScreen } from './sign-in-screen'

vi.mock('@/components/live/live-provider', async () => (await import('@/lib/client/outbox-rehearsal')).playedLive())

const WRONG = messages.errors.wrong_credentials
let refusal: { status: number; message: string; params?: object } | null
const tried: Record<string, string>[] = []

beforeEach(() => {
  tried.length = 0
  refusal = { status: 401, message: 'wrong_credentials' }
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (path === '/api/auth/csrf') return Response.json({ csrfToken: 'token' })
    tried.push(JSON.parse(String(init.body)))
    if (!refusal) throw new TypeError('the network is away')
    const { status, ...told } = refusal
    return Response.json({ error: { code: 'signed_out', ...told } }, { status })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const demo = [{ key: 'hana', name: 'Hana Kovac', email: 'hana@alder.example', password: 'open-sesame' } as const]

function show() {
  render(
    <InWords>
      <SignInScreen hotelName="The Alder" next="/" demo={[...demo]} />
    </InWords>,
  )
}
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name)
const fillIn = () => {
  fireEvent.change(field('E-mail'), { target: { value: 'felix@alder.example' } })
  fireEvent.change(field('Password'), { target: { value: 'not-it' } })
}
const submit = () => fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))

describe('signing in', () => {
  it('says in one sentence that it was wrong, and keeps what was typed', async () => {
    show()
    fillIn()
    submit()
    await screen.findByText(WRONG)
    expect(field('E-mail').value).toBe('felix@alder.example')
    expect(field('Password').value).toBe('not-it')
  })

  it('says how long to wait after too many tries', async () => {
    refusal = { status: 429, message: 'too_many_tries', params: { minutes: 5 } }
    show()
    fillIn()
    submit()
    await screen.findByText(/5 minutes/)
    expect(screen.getByRole('alert').textContent).toContain('5 minutes')
  })

  it('says so when nothing answers', async () => {
    refusal = null
    show()
    fillIn()
    submit()
    await waitFor(() => expect(screen.getByRole('alert').textContent).not.toBe(''))
  })

  it('asks for what is missing beside the field, without trying', () => {
    show()
    submit()
    expect(screen.getByText('Enter your e-mail.')).toBeTruthy()
    expect(screen.getByText('Enter your password.')).toBeTruthy()
    expect(tried).toEqual([])
  })

  it('takes a person of the demo hotel in one tap', async () => {
    show()
    fireEvent.click(screen.getByRole('button', { name: /Hana Kovac/ }))
    await waitFor(() => expect(tried).toHaveLength(1))
    expect(tried[0]).toMatchObject({ email: 'hana@alder.example', password: 'open-sesame' })
    await screen.findByText(WRONG)
  })
})
