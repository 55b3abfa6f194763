/** How long a test waits for a state. It is for a machine that is busy with other things, and says nothing of how quick anything
 *  is: by themselves Vitest and Testing Library give up after a second, which a full core takes for nothing at all. Less than a
 *  test may take (vitest.config.ts), so that it is the state that is said to be missing, and not the time. */
export const PATIENCE_MS = 40_000
