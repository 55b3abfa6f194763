'use client'
import { useLocale } from 'next-intl'
import { shortNamesIn } from '@/components/people/short-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { piecesOf } from './links'
import { splitAtMentions } from './mentions'
import type { ShownMessage } from './thread-rows'
import { calledIn } from './use-mentionable'

type Props = Pick<ShownMessage, 'text' | 'mentions' | 'departments' | 'texts'>

/** What somebody wrote, as written (a quick reply in the reader's language): text, line breaks and spaces kept, addresses as links, mentions in ink, never as HTML. */
export function MessageText({ text, mentions, departments = [], texts = {} }: Props) {
  const hotel = useHotel()
  const locale = useLocale()
  const names = [
    ...mentions.flatMap((id) => shortNamesIn(hotel.people).get(id) ?? []),
    ...departments.flatMap((id) => {
      const department = hotel.departments.get(id)
      return department ? calledIn(department) : []
    }),
  ]
  return (
    <p dir="auto" className="whitespace-pre-wrap text-thread [overflow-wrap:anywhere]">
      {piecesOf(texts[locale] ?? text).map((piece, index) =>
        piece.kind === 'link' ? (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: a message's pieces never change
            key={index}
            href={piece.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="underline decoration-control underline-offset-2 hover:decoration-text"
          >
            {piece.text}
          </a>
        ) : (
          splitAtMentions(piece.text, names).map((part, at) =>
            part.isMention ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <span key={`${index}-${at}`} className="font-strong">
                {part.text}
              </span>
            ) : (
              part.text
            ),
          )
        ),
      )}
    </p>
  )
}
