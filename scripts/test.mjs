/** `npm test`: everything, from a bare checkout, with servers and data of its own. The last line counts all of it. */
import { requireNode } from './bring/node.mjs'

requireNode()
import('./test/main.mjs').then(({ main }) => main())
