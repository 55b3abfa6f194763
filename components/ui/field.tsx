import { useId } from 'react'
import { cn } from './cn'

interface Given {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface Props {
  label: React.ReactNode
  hint?: React.ReactNode
  error?: string
  className?: string
  /** Renders the control with the ids that tie it to its label, hint and error. */
  children: (given: Given) => React.ReactNode
}

/** A control with its label above, and its hint or its error below. */
export function Field({ label, hint, error, className, children }: Props) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={cn('grid content-start gap-1.5', className)}>
      <label htmlFor={id} className="font-medium text-body">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note ? `${id}-note` : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {note ? (
        <p id={`${id}-note`} className={cn('text-meta', error ? 'font-medium text-late' : 'text-muted')}>
          {note}
        </p>
      ) : null}
    </div>
  )
}
