import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { StoryPage } from '@/components/story/story-page'
import { readForPage } from '@/lib/api/page'
import { currentActor } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { readStory } from '@/lib/history/story/story'
import { id } from '@/lib/schema'

const FIRST_PAGE = 200

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('story')
  return { title: t('link') }
}

/** Everything that happened to one ticket. What one may not see is not there. */
export default async function TicketStory({ params }: { params: Promise<{ id: string }> }) {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  const ticketId = id.safeParse((await params).id)
  if (!ticketId.success) notFound()
  try {
    const first = await readForPage(() => readStory(actor, ticketId.data, { limit: FIRST_PAGE }))
    return <StoryPage key={ticketId.data} first={first} />
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
