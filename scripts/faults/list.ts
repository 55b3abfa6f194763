/** Every fault by name, in the order in which they happen. */
import { CABLES } from './cables'
import { CROWDS } from './crowds'
import type { Fault } from './fault'
import { FORGETTING } from './forgetting'
import { PROCESSES } from './processes'
import { REVOCATIONS } from './revocations'
import { SERVERS } from './servers'

export const FAULTS: Fault[] = [...SERVERS, ...FORGETTING, ...CABLES, ...REVOCATIONS, ...PROCESSES, ...CROWDS]
