/** Loaded into every server that is measured (`node --import`): notes when each message's publishing command was called and
 *  when Redis had answered it, from node-redis's own diagnostics channel, so that no server has code for it. On SIGUSR2 it
 *  collects garbage, so that memory is compared without what is only waiting to be freed. */
import { tracingChannel } from 'node:diagnostics_channel'
import { appendFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { now } from './clock.mjs'

const file = process.env.BENCH_STAMPS
if (file) {
  const numbers = new WeakMap()
  let lines = ''
  tracingChannel('node-redis:command').subscribe({
    start: (call) => {
      const number = numberOf(call)
      if (number !== undefined) numbers.set(call, { number, called: now() })
    },
    asyncStart: (call) => {
      const known = numbers.get(call)
      if (known) lines += `${known.number} ${known.called} ${now()}\n`
    },
    end: () => {},
    asyncEnd: () => {},
    error: () => {},
  })
  setInterval(() => {
    if (lines) appendFileSync(file, lines)
    lines = ''
  }, 250).unref()
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  process.on('SIGUSR2', () => collect())
}

/** A script's arguments are told on the channel; what XADD carries is not, so a peer says which message it is publishing. */
function numberOf({ command, args }) {
  if (/^EVAL/i.test(command)) {
    for (const value of args) {
      const found = /#(\d+)#/.exec(value)
      if (found) return found[1]
    }
    return undefined
  }
  return /^XADD/i.test(command) ? globalThis.publishing : undefined
}
