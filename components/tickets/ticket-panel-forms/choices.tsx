import { useId } from 'react'
import { cn } from '@/components/ui/cn'

interface Props<T extends string> {
  legend: string
  /** Null when nothing is chosen yet. */
  value: T | null
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
  error?: string
  /** Side by side when the words are short. */
  isInline?: boolean
}

/** One of a few, all in sight, each as large as a thumb on a tablet. */
export function Choices<T extends string>({ legend, value, options, onChange, error, isInline }: Props<T>) {
  const id = useId()
  return (
    <fieldset className="grid gap-1.5" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-medium text-body">{legend}</legend>
      <div className={cn(isInline ? 'flex flex-wrap gap-2 short:gap-1.5' : 'grid gap-1.5 short:gap-1')}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control border border-line px-3 py-1.5 text-body hover:bg-sunken has-checked:border-text has-checked:bg-sunken has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-text has-focus-visible:outline-offset-2 touch:min-h-12"
          >
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="size-4 shrink-0 accent-text outline-none touch:size-5"
            />
            {option.label}
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className="font-medium text-late text-meta">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
