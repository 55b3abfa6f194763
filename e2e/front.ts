/** Something between the browsers and the app, as a proxy or bad Wi-Fi is: it passes bytes on, until it is told to lose an
 *  answer. */
import { connect, createServer, type Socket } from 'node:net'
import { freePort } from '../scripts/services/ports.mjs'
import { test } from './fixtures'
import { type Hotel, openHotel } from './hotel'

export interface Front {
  port: number
  /** The next request that begins so ("POST /api/…") reaches the app, and from then on no browser hears from the app, on any
   *  connection; when the app begins to answer it, `then` runs and all connections break. Resolves when that has happened. */
  loseAnswerTo(start: string, then: () => Promise<void>): Promise<void>
  /** The network is gone: all connections break, and no new one lasts. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

interface Trap {
  start: string
  answered: () => void
}

/** One for all tests of a file: opened before the first of them, closed after the last. */
export function hotelBehindFront(): { readonly hotel: Hotel; readonly front: Front } {
  let opened: Awaited<ReturnType<typeof openHotelBehindFront>> | undefined
  test.beforeAll(async () => {
    opened = await openHotelBehindFront()
  })
  test.afterAll(() => opened?.close())
  const here = () => {
    if (!opened) throw new Error('only within a test: no hotel is open yet')
    return opened
  }
  return {
    get hotel() {
      return here().hotel
    },
    get front() {
      return here().front
    },
  }
}

/** A hotel of one's own that browsers meet behind a front. */
async function openHotelBehindFront(): Promise<{ hotel: Hotel; front: Front; close(): Promise<void> }> {
  const port = await freePort()
  const hotel = await openHotel({ front: port })
  const front = await openFront(port, () => hotel.port)
  const close = async () => {
    await front.close()
    await hotel.close()
  }
  return { hotel, front, close }
}

/** `to`: the app's port, asked for with each connection. */
export async function openFront(port: number, to: () => number): Promise<Front> {
  const sockets = new Set<Socket>()
  let trap: Trap | null = null
  let isMute = false
  let isCut = false

  const server = createServer((browser) => {
    if (isCut) {
      browser.destroy()
      return
    }
    const app = connect({ port: to(), host: '127.0.0.1' })
    join(browser, app)
    let sprung: Trap | null = null
    browser.on('data', (chunk) => {
      if (trap && chunk.toString('latin1', 0, trap.start.length) === trap.start) {
        sprung = trap
        trap = null
        isMute = true
      }
      app.write(chunk)
    })
    app.on('data', (chunk) => {
      sprung?.answered()
      if (!isMute) browser.write(chunk)
    })
  })

  /** Either end takes the other with it. */
  function join(browser: Socket, app: Socket) {
    for (const [socket, other] of [
      [browser, app],
      [app, browser],
    ] as const) {
      sockets.add(socket)
      socket.once('error', () => other.destroy())
      socket.once('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  }
  const breakAll = () => {
    for (const socket of sockets) socket.destroy()
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    port,
    loseAnswerTo: async (start, then) => {
      await new Promise<void>((answered) => {
        trap = { start, answered }
      })
      await then()
      breakAll()
      isMute = false
    },
    cut: () => {
      isCut = true
      breakAll()
    },
    mend: () => {
      isCut = false
    },
    close: async () => {
      breakAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
