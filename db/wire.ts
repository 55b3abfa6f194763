/** The socket to PostgreSQL. A link that died without a word (a cable, a firewall that forgot) looks open: TCP gives it up after
 *  some fifteen minutes, and until then a pool is full of queries that nobody will answer. Every statement has a limit of
 *  its own on the server, so whoever has been asked and says nothing for longer is gone: the connection is dropped, its
 *  queries fail as with any lost connection, and the next one dials anew. One that is idle is left alone. */
import 'server-only'
import { connect, type Socket } from 'node:net'

/** As postgres.js hands them over, in arrays of equal length. */
interface Address {
  host: string[]
  port: number[]
  path?: string | undefined
}

/** Options for postgres.js: how to dial, and to drop a connection that owes an answer for `silenceMs`. Over TLS it puts a
 *  socket of its own around this one, which has no such limit. */
export function dialWithin(silenceMs: number) {
  let dialled = 0
  const socket = ({ host, port, path }: Address): Socket => {
    const turn = dialled++ % host.length
    const name = host[turn] ?? ''
    // Not yet connected: what is written now is sent then, and failing is told by its events.
    const socket = path ? connect(path) : connect(port[turn] ?? 5432, name)
    let answered = 0
    socket.setTimeout(silenceMs)
    socket.on('data', () => {
      answered = socket.bytesWritten
    })
    socket.on('timeout', () => {
      if (socket.bytesWritten > answered) socket.destroy()
    })
    // By this name postgres.js checks a certificate.
    return Object.assign(socket, { host: name })
  }
  // Its types do not know the option.
  return { socket } as object
}
