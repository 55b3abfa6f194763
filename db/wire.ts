/** The socket to PostgreSQL. A link that died without a word (a cable, a firewall that forgot) looks open: TCP gives it up after
 *  some fifteen minutes, and until then a pool is full of queries that nobody will answer. Every statement has a limit of
 *  its own on the server, so whoever has been asked and says nothing for longer is gone: the connection is dropped, its
 *  queries fail as with any lost connection, and the next one dials anew. One that is idle is left alone. */
import 'server-only'
import { connect, type Socket } from 'node:net'
import { Duplex } from 'node:stream'

/** As postgres.js hands them over, the first two in arrays of equal length. */
interface Options {
  host: string[]
  port: number[]
  path?: string | undefined
  ssl?: unknown
}

/** Options for postgres.js: how to dial, and to drop a connection that owes an answer for `silenceMs`. */
export function dialWithin(silenceMs: number) {
  let dialled = 0
  const socket = ({ host, port, path, ssl }: Options): Duplex => {
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
    return Object.assign(ssl ? inSight(socket) : socket, { host: name })
  }
  // Its types do not know the option.
  return { socket } as object
}

/** TLS takes over the handle of a socket that it is given, and nothing of what passes is seen there any more. It is given a
 *  stream around the socket instead, so that the limit holds over TLS too. */
function inSight(socket: Socket): Duplex {
  const stream = new Duplex({
    read: () => void socket.resume(),
    write: (chunk, _encoding, done) => void socket.write(chunk, done),
    final: (done) => void socket.end(done),
    destroy: (error, done) => {
      socket.destroy()
      done(error)
    },
  })
  socket.on('data', (chunk) => stream.push(chunk) || socket.pause())
  socket.on('end', () => stream.push(null))
  socket.on('error', (error) => stream.destroy(error))
  socket.on('close', () => stream.destroy())
  return stream
}
