/** What The Alder calls its places and items, for what is searched. */
import 'server-only'
import { calledIn } from '@/lib/history/called'
import type { Called } from '@/lib/history/document'
import { catalogue } from '../catalogue'
import { places } from '../hotel'

export const called: Called = calledIn(places, catalogue)
