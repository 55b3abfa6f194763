/** The two scripts that write to the bus. Each runs atomically in one slot (every key is declared) and may be repeated. */
import 'server-only'
import { defineScript } from 'redis'

/** About how many of a thread's newest entries Redis keeps; also the most that a refill sends. */
export const TAIL_LENGTH = 200
/** How long the bus keeps a record. */
export const BUS_WINDOW_MS = 15 * 60_000

/** A journal entry as the script takes it. */
export interface PublishRow {
  seq: number
  id: string
  kind: string
  /** Empty when the clock did it. */
  author: string
  at: string
  n: number
  /** JSON. */
  body: string
  /** The bus record as JSON; empty when the entry is too old for the bus. */
  record: string
}

export interface PublishReply {
  /** False: rows between the thread's newest entry and the first row sent are missing, and nothing was written. */
  complete: boolean
  /** The thread's newest seq now. */
  last: number
}

// A bus that was not there has lost what it had, and its ids may begin behind those that were read: XREAD would wait for
// the old ones to be passed. Whoever reads it looks for its place, see BusLane.doubt. `bus:{p}` is told on `live:{p}`.
const TELL = `
local function tell(bus)
  redis.call('PUBLISH', 'live:' .. string.sub(bus, 5), '{"event":"begun","bus":"' .. bus .. '"}')
end`

// ARGV: window in ms, tail length, "1" to begin the thread anew when rows are missing, then eight per row.
// A stream that exists but is empty remembers its last id and would refuse lower ones: it is deleted first.
const PUBLISH = `${TELL}
local isThere = redis.call('EXISTS', KEYS[2]) == 1
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local last = newest and tonumber(string.match(newest[1], '^%d+')) or 0
if not newest then redis.call('DEL', KEYS[1]) end
local time = redis.call('TIME')
local oldest = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1])
for i = 4, #ARGV, 8 do
  local seq = tonumber(ARGV[i])
  if seq > last + 1 then
    if ARGV[3] ~= '1' then return {0, last} end
    redis.call('DEL', KEYS[1])
    last = seq - 1
  end
  if seq == last + 1 then
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], ARGV[i] .. '-0', 'id', ARGV[i + 1], 'kind', ARGV[i + 2],
      'author', ARGV[i + 3], 'at', ARGV[i + 4], 'n', ARGV[i + 5], 'body', ARGV[i + 6])
    if ARGV[i + 7] ~= '' then redis.call('XADD', KEYS[2], 'MINID', '~', oldest, '*', 'r', ARGV[i + 7]) end
    last = seq
  end
end
if not isThere and redis.call('EXISTS', KEYS[2]) == 1 then tell(KEYS[2]) end
return {1, last}`

const CONTROL = `${TELL}
local isThere = redis.call('EXISTS', KEYS[1]) == 1
local time = redis.call('TIME')
local oldest = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1])
local id = redis.call('XADD', KEYS[1], 'MINID', '~', oldest, '*', 'r', ARGV[2])
if not isThere then tell(KEYS[1]) end
return id`

export const busScripts = {
  /**
   * Appends entries to a thread and to the bus, in order, each once: what the thread already has is skipped. `rows` are
   * one ticket's, ascending and without holes. With `anew`, a gap before the first of them drops the older tail, so that
   * a thread in Redis never has a hole.
   */
  publishEntries: defineScript({
    SCRIPT: PUBLISH,
    NUMBER_OF_KEYS: 2,
    parseCommand(parser, chatKey: string, busKey: string, rows: readonly PublishRow[], anew: boolean) {
      parser.pushKey(chatKey)
      parser.pushKey(busKey)
      parser.push(String(BUS_WINDOW_MS), String(TAIL_LENGTH), anew ? '1' : '')
      for (const { seq, id, kind, author, at, n, body, record } of rows)
        parser.push(String(seq), id, kind, author, at, String(n), body, record)
    },
    transformReply: (reply: unknown): PublishReply => {
      const [complete, last] = reply as [number, number]
      return { complete: complete === 1, last }
    },
  }),
  /** Puts a control record on one partition's bus. */
  publishControl: defineScript({
    SCRIPT: CONTROL,
    NUMBER_OF_KEYS: 1,
    parseCommand(parser, busKey: string, record: string) {
      parser.pushKey(busKey)
      parser.push(String(BUS_WINDOW_MS), record)
    },
    transformReply: (reply: unknown) => String(reply),
  }),
}
