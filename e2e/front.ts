/** Something between the browsers and the app, as a proxy or bad Wi-Fi is: it passes bytes on, until it is told to lose an
 *  answer. */
import { connect, createServer, type Socket } from 'node:net'

export interface Front {
  port: number
  /** The next request that begins so ("POST /api/…") reaches the app; when the app begins to answer, nothing of the answer
   *  is passed on, `then` runs, and the connection breaks. Resolves when that has happened. */
  loseAnswerTo(start: string, then: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** `to`: the app's port, asked for with each connection. */
export async function openFront(port: number, to: () => number): Promise<Front> {
  let trap: { start: string; then: () => Promise<void>; done: () => void } | null = null
  const sockets = new Set<Socket>()
  const server = createServer((browser) => {
    const app = connect({ port: to(), host: '127.0.0.1' })
    let sprung: typeof trap = null
    for (const [socket, other] of [
      [browser, app],
      [app, browser],
    ] as const) {
      sockets.add(socket)
      socket
        .once('error', () => other.destroy())
        .once('close', () => {
          sockets.delete(socket)
          other.destroy()
        })
    }
    browser.on('data', (chunk) => {
      if (trap && chunk.toString('latin1', 0, trap.start.length) === trap.start) {
        sprung = trap
        trap = null
      }
      app.write(chunk)
    })
    app.on('data', (chunk) => {
      if (!sprung) return void browser.write(chunk)
      const { then, done } = sprung
      sprung = null
      app.removeAllListeners('data').resume()
      void then().then(() => {
        browser.destroy()
        done()
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    port,
    loseAnswerTo: (start, then) =>
      new Promise((done) => {
        trap = { start, then, done }
      }),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
