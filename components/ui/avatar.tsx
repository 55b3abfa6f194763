import { cn } from './cn'

interface Props {
  name: string
  className?: string
}

/** A person's initials, beside their name: decoration for the eye, silent for a screen reader. */
export const Avatar = ({ name, className }: Props) => (
  <span
    aria-hidden
    className={cn(
      'inline-grid size-5 shrink-0 select-none place-items-center rounded-pill bg-line font-strong text-[0.5625rem] text-text leading-none tracking-wide touch:size-7 touch:text-[0.6875rem]',
      className,
    )}
  >
    {initialsOf(name)}
  </span>
)

/** The first letters of the first and the last name, by what a reader sees as one letter. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}
