/** A piece of cable between two ends, to be broken as cables break: it passes bytes on, late, in one direction only, or not
 *  at all, and it can be cut. */
import { connect, createServer, type Socket } from 'node:net'
import { freePort } from '../services/ports.mjs'

/** `blackhole`: nothing passes, nobody is told (half-open). `deaf`: what is asked arrives, no answer returns. `reset`: what is
 *  asked on a link that has stood for a moment arrives, and then the connection breaks in place of an answer. */
export type Mode = 'pass' | 'late' | 'blackhole' | 'deaf' | 'reset'

const LATE_MS = 300

export class Wire {
  mode: Mode = 'pass'
  /** A link that stands for longer is broken by `reset`: whoever dials has said by then who they are. */
  settledMs = 500
  private readonly sockets = new Set<Socket>()
  /** Dead, and neither end is told. */
  private readonly dead = new Set<Socket>()
  private next = 0
  private readonly server = createServer({ noDelay: true }, (near) => this.join(near))

  private constructor(
    readonly port: number,
    /** The ports it leads to, taken in turn. */
    private targets: () => number[],
  ) {}

  static async open(targets: () => number[], at?: number): Promise<Wire> {
    const wire = new Wire(at ?? (await freePort()), targets)
    await new Promise<void>((resolve) => wire.server.listen(wire.port, '127.0.0.1', resolve))
    return wire
  }

  /** Connections that stand. */
  get count(): number {
    return this.sockets.size / 2
  }

  /** Breaks all that stand; new ones may come. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy()
  }

  /** All that stand are dead from now on, and nobody is told: bytes pile up until no more fit. New ones pass. */
  abandon(): void {
    for (const socket of this.sockets) this.dead.add(socket.pause())
  }

  /** Leads elsewhere from now on. */
  lead(targets: () => number[]): void {
    this.targets = targets
    this.cut()
  }

  /** As new. What has lost bytes is of no use any more. */
  heal(): void {
    const { mode } = this
    for (const socket of this.dead) socket.resetAndDestroy()
    this.dead.clear()
    this.mode = 'pass'
    if (mode === 'blackhole' || mode === 'deaf' || mode === 'reset') this.cut()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private join(near: Socket): void {
    const targets = this.targets()
    const far = connect({ port: targets[this.next++ % targets.length] ?? 0, host: '127.0.0.1', noDelay: true })
    const settlesAt = Date.now() + this.settledMs
    for (const [socket, other, isAsking] of [
      [near, far, true],
      [far, near, false],
    ] as const) {
      this.sockets.add(socket)
      socket.on('data', (chunk) => this.carry(chunk, socket, other, { isAsking, isSettled: Date.now() > settlesAt }))
      // Behind whatever is late.
      socket.once(
        'end',
        () => !this.dead.has(other) && (this.mode === 'late' ? setTimeout(() => other.end(), LATE_MS) : other.end()),
      )
      socket.once('error', () => other.destroy())
      socket.once('close', () => {
        this.sockets.delete(socket)
        // What the other end does not hear of, it does not learn from us either.
        if (this.dead.has(other)) return
        if (this.mode !== 'blackhole') setTimeout(() => other.destroy(), this.mode === 'late' ? LATE_MS + 50 : 0)
      })
    }
  }

  private carry(
    chunk: Buffer,
    from: Socket,
    to: Socket,
    { isAsking, isSettled }: { isAsking: boolean; isSettled: boolean },
  ): void {
    if (this.dead.has(from)) return
    if (this.mode === 'blackhole' || (this.mode === 'deaf' && !isAsking)) return
    if (this.mode === 'late') return void setTimeout(() => this.pass(chunk, from, to), LATE_MS)
    const breaks = this.mode === 'reset' && isSettled
    if (breaks && !isAsking) return void to.resetAndDestroy()
    this.pass(chunk, from, to)
    if (breaks) setTimeout(() => from.resetAndDestroy(), 20)
  }

  private pass(chunk: Buffer, from: Socket, to: Socket): void {
    if (to.destroyed || to.writableEnded) return
    if (to.write(chunk)) return
    from.pause()
    to.once('drain', () => !this.dead.has(from) && from.resume())
  }
}
