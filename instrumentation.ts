/** Called by Next once in a process, before its first request. It is compiled for every runtime, so all that needs Node
 *  is behind the guard. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') await import('./instrumentation.node')
}
