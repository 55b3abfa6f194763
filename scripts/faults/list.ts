/** Every fault by name, in the order in which they happen. */
import { CABLES } from './cables'
import { CROWDS } from './crowds'
import type { Fault } from './fault'
import { FORGETTING } from './forgetting'
import { FORGOTTEN_RIGHTS } from './forgotten-rights'
import { PROCESSES } from './processes'
import { REVOCATIONS } from './revocations'
import { SERVERS } from './servers'
import { STALLED } from './stalled'

export const FAULTS: Fault[] = [
  ...SERVERS,
  ...FORGETTING,
  ...CABLES,
  ...REVOCATIONS,
  ...FORGOTTEN_RIGHTS,
  ...PROCESSES,
  ...CROWDS,
  ...STALLED,
]
