/** What searching speaks of. Holds no zod, so that a screen need not load it. Shared. */

/** What a ticket may have: `photo`, in what is searched of it, and `legal_hold`, one that stands (a ticket's own
 *  `hold` is another thing). */
export const HAVINGS = ['photo', 'legal_hold'] as const
export type Having = (typeof HAVINGS)[number]

/** So many of a ticket's matching entries are shown in a result, the newest, and of one that is asked for by itself. */
export const HITS_SHOWN = { among: 3, alone: 200 } as const
