/** The one reader of the 16 buses. On one server it is one connection, parked in a blocking XREAD; on a cluster, where one
 *  XREAD may not span slots, one for each bus. It is up when it hears every bus. */
import 'server-only'
import { isCluster } from '@/lib/redis'
import { BusLane, type BusListener } from './bus-lane'
import { busKey, PARTITIONS } from './keys'

export class BusReader {
  private readonly lanes: BusLane[]
  private readonly silent = new Set<string>()
  private isUp = false

  constructor(private readonly listener: BusListener) {
    const keys = PARTITIONS.map(busKey)
    const groups = isCluster() ? keys.map((key) => [key]) : [keys]
    this.lanes = groups.map((group) => this.laneOf(group as [string, ...string[]]))
  }

  start(): void {
    for (const lane of this.lanes) lane.start()
  }

  async stop(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.stop()))
  }

  /** Somebody found Redis not answering: do not wait for the watchdog. */
  hangUp(): void {
    for (const lane of this.lanes) lane.hangUp()
  }

  /** This bus began anew: its lane looks now whether its place is still there, and not in 20 s. */
  doubt(bus: string): void {
    for (const lane of this.lanes) void lane.doubt(bus)
  }

  private laneOf(keys: [string, ...string[]]): BusLane {
    const [name] = keys
    this.silent.add(name)
    return new BusLane(keys, {
      onRecords: (records, isPast) => this.listener.onRecords(records, isPast),
      onUp: (lost) => {
        this.silent.delete(name)
        this.up(lost)
      },
      onDown: () => {
        this.silent.add(name)
        this.down()
      },
    })
  }

  private up(lost: boolean): void {
    if (this.isUp && !lost) return
    // While others are silent everybody fetches anyway, and fetches again when the last one is up.
    if (this.silent.size > 0) return
    this.isUp = true
    this.listener.onUp(lost)
  }

  private down(): void {
    if (!this.isUp) return
    this.isUp = false
    this.listener.onDown()
  }
}
