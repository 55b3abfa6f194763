/** The two scripts that write to the bus. Each runs atomically in one slot (every key is declared) and may be repeated. */
import 'server-only'
import { defineScript } from 'redis'

/** About how many of a thread's newest entries Redis keeps; also the most that a refill sends. */
export const TAIL_LENGTH = 200
/** How long after its last entry the thread of a ticket that has ended stays. */
export const ENDED_STAYS_MS = 4 * 3_600_000
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
  /** Of all that, for whoever reads it (`lib/redis/sum.ts`). */
  sum: string
  /** The bus record as JSON; empty when the entry is too old for the bus. */
  record: string
}

export interface PublishReply {
  /** False: nothing was written, for the reason that `how` gives. */
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

// What a redaction is about is forgotten with it: of the thread, which goes on from the redaction, all that was published
// before (a stream's entry cannot be changed, and a thread must have no hole: the journal answers for the rest); of the bus,
// the ticket's records from the removed entry on, which may quote it as the ticket's last message.
const FORGET = `
local function forget(thread, bus, seq, removed, published)
  if removed <= published then redis.call('DEL', thread) end
  local ticket = string.match(thread, '}:(.+)$')
  local from = '-'
  repeat
    local records = redis.call('XRANGE', bus, from, '+', 'COUNT', 500)
    for _, record in ipairs(records) do
      from = '(' .. record[1]
      if string.find(record[2][2], ticket, 1, true) then
        local entry = cjson.decode(record[2][2]).entry
        if entry and entry.ticketId == ticket and entry.seq >= removed and entry.seq < seq then
          redis.call('XDEL', bus, record[1])
        end
      end
    end
  until #records < 500
end`

/** `whole`: rows are missing before the first: nothing is written. `anew`: then the older tail is dropped. `mend`: the thread is
 *  replaced by these rows, unless it has gone on since they were read; `force`: even then. */
export type PublishHow = 'whole' | 'anew' | 'mend' | 'force'

/** When the thread leaves Redis: a moment in ms since the epoch, never, or as it has been, counted from now. */
export type Leaving = number | 'never' | 'as before'

// ARGV: window in ms, tail length, how, when it leaves, how long one that has ended stays, then nine per row.
// A stream that exists but is empty remembers its last id and would refuse lower ones: it is deleted first. Of what is mended the
// bus has been told up to the newest entry that the thread had. When it leaves is only said along with a newer entry, by whoever
// knows the ticket as of that.
const PUBLISH = `${TELL}
${FORGET}
local isThere = redis.call('EXISTS', KEYS[2]) == 1
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local last = newest and tonumber(string.match(newest[1], '^%d+')) or 0
local told = last
local had = redis.call('PTTL', KEYS[1])
if ARGV[3] == 'mend' or ARGV[3] == 'force' then
  local upTo = tonumber(ARGV[#ARGV - 8])
  if last > upTo and ARGV[3] == 'mend' then return {0, last} end
  told = math.min(last, upTo)
  last = tonumber(ARGV[6]) - 1
  newest = nil
end
if not newest then redis.call('DEL', KEYS[1]) end
-- What is mended, or missing, has nothing that this could still say.
local published = newest and last or 0
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local oldest = string.format('%.0f', now - ARGV[1])
local hasGrown = false
for i = 6, #ARGV, 9 do
  local seq = tonumber(ARGV[i])
  if seq > last + 1 then
    if ARGV[3] ~= 'anew' then return {0, last} end
    redis.call('DEL', KEYS[1])
    last = seq - 1
  end
  if seq == last + 1 then
    if ARGV[i + 2] == 'redaction' then
      forget(KEYS[1], KEYS[2], seq, cjson.decode(ARGV[i + 6]).redactedSeq, published)
    end
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], ARGV[i] .. '-0', 'id', ARGV[i + 1], 'kind', ARGV[i + 2],
      'author', ARGV[i + 3], 'at', ARGV[i + 4], 'n', ARGV[i + 5], 'body', ARGV[i + 6], 'sum', ARGV[i + 7])
    if ARGV[i + 8] ~= '' and seq > told then
      redis.call('XADD', KEYS[2], 'MINID', '~', oldest, '*', 'r', ARGV[i + 8])
    end
    last = seq
    hasGrown = true
  end
end
if hasGrown then
  if ARGV[4] == 'never' then redis.call('PERSIST', KEYS[1])
  elseif ARGV[4] ~= 'as before' then redis.call('PEXPIREAT', KEYS[1], ARGV[4])
  elseif had > 0 then redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', now + ARGV[5])) end
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
   * one ticket's, ascending and without holes. A thread in Redis never has a hole either, see `PublishHow`.
   */
  publishEntries: defineScript({
    SCRIPT: PUBLISH,
    NUMBER_OF_KEYS: 2,
    parseCommand(
      parser,
      chatKey: string,
      busKey: string,
      rows: readonly PublishRow[],
      how: PublishHow,
      leaving: Leaving,
    ) {
      parser.pushKey(chatKey)
      parser.pushKey(busKey)
      parser.push(String(BUS_WINDOW_MS), String(TAIL_LENGTH), how, String(leaving), String(ENDED_STAYS_MS))
      for (const { seq, id, kind, author, at, n, body, sum, record } of rows)
        parser.push(String(seq), id, kind, author, at, String(n), body, sum, record)
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
