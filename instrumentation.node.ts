/** One process's life: the engine starts before the first request, and says goodbye to its streams before the end. Next
 *  answers what is in flight and closes the server by itself; open streams would keep it waiting for ever. */
import { widenBacklog } from '@/lib/api/backlog'
import { guardDoorstep } from '@/lib/api/doorstep'
import { startDraining } from '@/lib/api/draining'
import { boot, drain } from '@/lib/boot'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

/** Whoever supervises the process allows ten seconds. */
const FAIL_SAFE_MS = 9_000

let ending = false

function end(signal: NodeJS.Signals) {
  if (ending) return
  ending = true
  startDraining()
  setTimeout(() => {
    log.error({ signal }, 'still not done; leaving')
    process.exit(1)
  }, FAIL_SAFE_MS).unref()
  drain().catch((error: unknown) => log.error({ err: error }, 'drain'))
}

// A wrong environment is said at once, in one sentence, and not by the first request.
env()
guardDoorstep()
widenBacklog()
process.on('SIGTERM', end)
process.on('SIGINT', end)
await boot()
