import { piecesOf } from './links'

/** What somebody wrote, as written: text, line breaks and spaces kept, addresses as links, never as HTML. */
export const MessageText = ({ text }: { text: string }) => (
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
        piece.text
      ),
    )}
  </p>
)
