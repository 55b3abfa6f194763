/** Called by Next once in a process, before its first request. It is compiled for every runtime, so all that needs Node
 *  is behind the guard. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    try {
      await import('./instrumentation.node')
    } catch (error) {
      // Next would go on and answer everything with 500; whoever supervises us can only help when we are gone.
      console.error(error instanceof Error ? error.message : error)
      process.exit(1)
    }
  }
}
