import { availableParallelism } from 'node:os'

/** How the app's process is to collect what a message leaves behind, which dies young (055): in a wide nursery it goes in a few rounds
 *  and is not moved along; and on a machine of two processors the collector has one helper rather than four, which together
 *  would leave the app, PostgreSQL and Redis a third of what they need whenever they run. */
export const NODE_FLAGS = ['--max-semi-space-size=64', ...(availableParallelism() <= 2 ? ['--v8-pool-size=1'] : [])]
