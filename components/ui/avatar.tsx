import { cn } from './cn'
import { initialsOf } from './initials'

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
