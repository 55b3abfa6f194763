/** `npm start` (and, with --dev, `npm run dev`): everything from a bare checkout to a running hotel. This file only makes
 *  sure that Node is new enough to read the rest. */
import { requireNode } from './bring/node.mjs'

requireNode()
import('./start/main.mjs').then(({ main }) => main(process.argv.slice(2)))
