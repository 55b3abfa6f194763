/** What other nouns ask about quick replies. */
import 'server-only'
import { eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { quickReplies } from '@/db/schema'
import type { Names } from '@/lib/names'
import { inEveryLanguage } from './text'

/** What this text says in every language of the reply; null when it is not, or no longer, that reply word for word. Also of a
 *  reply that was put away meanwhile. */
export async function readInEveryLanguage(replyId: string, text: string): Promise<Names | null> {
  const [reply] = await db()
    .select({ texts: quickReplies.texts })
    .from(quickReplies)
    .where(eq(quickReplies.id, replyId))
  return reply ? inEveryLanguage(reply.texts, text) : null
}
