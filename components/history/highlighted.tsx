import type { Range } from '@/lib/history/terms'

interface Props {
  text: string
  ranges: readonly Range[]
}

/** A text with what was found in it. */
export function Highlighted({ text, ranges }: Props) {
  const pieces = ranges.flatMap(({ from, to }, index) => [
    text.slice(ranges[index - 1]?.to ?? 0, from),
    <mark key={from} className="rounded-[3px] bg-line font-strong text-text">
      {text.slice(from, to)}
    </mark>,
  ])
  return (
    <>
      {pieces}
      {text.slice(ranges.at(-1)?.to ?? 0)}
    </>
  )
}
