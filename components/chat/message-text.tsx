'use client'
import { shortNamesIn } from '@/components/people/short-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { piecesOf } from './links'
import { splitAtMentions } from './mentions'

interface Props {
  text: string
  /** People mentioned in it. */
  mentions: readonly string[]
}

/** What somebody wrote, as written: text, line breaks and spaces kept, addresses as links, mentions in ink, never as HTML. */
export function MessageText({ text, mentions }: Props) {
  const { people } = useHotel()
  const names = mentions.flatMap((id) => shortNamesIn(people).get(id) ?? [])
  return (
    <p dir="auto" className="whitespace-pre-wrap text-thread [overflow-wrap:anywhere]">
      {piecesOf(text).map((piece, index) =>
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
