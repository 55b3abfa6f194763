// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { InWords } from '@/components/shell/stage'
import { cast, PIN } from '@/db/cast'
import { FacesScreen } from './faces-screen'

// What others have left to be sent is tried elsewhere.
vi.mock('@/lib/client/courier', () => ({ startCourier: () => () => {} }))

const WAY = '/tickets/x'
const went = vi.fn<(path: string | URL) => void>()

beforeEach(() => {
  went.mockReset()
  vi.spyOn(window.location, 'assign').mockImplementation(went)
  vi.stubGlobal('fetch', async () => Response.json({}))
  localStorage.setItem('bellboard.last', cast.hana.id)
})
afterEach(() => {
  cleanup()
  localStorage.clear()
  vi.unstubAllGlobals()
})

const faces = [cast.hana, cast.maria].map(({ id, name }) => ({ id, name, isClose: true }))

const show = () =>
  render(
    <InWords>
      <FacesScreen hotelName="The Alder" device={{ name: 'Floor tablet' }} faces={faces} next={WAY} demoPin={null} />
    </InWords>,
  )
async function beSomebody({ name }: { name: string }) {
  fireEvent.click(screen.getByRole('button', { name }))
  for (const digit of PIN) fireEvent.click(screen.getByRole('button', { name: digit }))
  fireEvent.click(screen.getByRole('button', { name: 'Enter' }))
  await waitFor(() => expect(went).toHaveBeenCalledOnce())
}

describe('where somebody was when a device of the house was locked', () => {
  it('is where they are again after their PIN', async () => {
    show()
    await beSomebody(cast.hana)
    expect(went).toHaveBeenCalledWith(WAY)
  })

  it('is nobody else’s business', async () => {
    show()
    await beSomebody(cast.maria)
    expect(went).toHaveBeenCalledWith('/start')
  })

  it('is nobody’s, where it is not known whose it was', async () => {
    localStorage.clear()
    show()
    await beSomebody(cast.hana)
    expect(went).toHaveBeenCalledWith('/start')
  })

  it('is not handed to whoever comes by password', () => {
    show()
    const door = screen.getByRole('link', { name: 'Sign in with e-mail and password' })
    expect(door.getAttribute('href')).toBe('/sign-in?with=password')
  })
})
