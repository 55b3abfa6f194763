/** Where a stream's work is done: outside of every request. Node keeps with each promise the request that it was made in, so
 *  that a stream which waits inside of one would hold all that Next had for its answer. */
import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from '@/lib/once'

/** Call it first at boot, where there is no request. */
export const outside = () => once('outside', () => AsyncLocalStorage.snapshot())
