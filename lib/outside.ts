/** Where it is done what outlives a request: outside of every request. Node keeps with each promise and each timer the request that
 *  it was made in, so that a stream which waits inside of one, or a timer of a minute, would hold all that Next had for its answer. */
import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from './once'

/** Call it first at boot, where there is no request. */
export const outside = () => once('outside', () => AsyncLocalStorage.snapshot())
