'use client'
/** A text field that suggests while one types: arrows choose, Enter and Tab take, Escape puts the list away and keeps the text.
 *  After the ARIA pattern "editable combobox with list autocomplete". */
import { type ComponentProps, useEffect, useId, useState } from 'react'
import { cn } from './cn'
import { Input } from './input'

export interface Suggestion {
  id: string
  label: string
  hint?: string
}

interface Props extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'onSelect'> {
  value: string
  suggestions: readonly Suggestion[]
  /** Another number than before opens the list, as typing does. */
  opening?: number
  onType: (text: string) => void
  /** `by` says whether the focus is moving on by itself (Tab) or should be moved (Enter, a click). */
  onTake: (suggestion: Suggestion, by: 'tab' | 'enter' | 'click') => void
}

export function Combobox({ value, suggestions, opening = 0, onType, onTake, className, ...rest }: Props) {
  const listId = useId()
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  useEffect(() => {
    if (opening === 0) return
    setAt(0)
    setOpen(true)
  }, [opening])
  const shown = isOpen && suggestions.length > 0
  const active = shown ? suggestions[Math.min(at, suggestions.length - 1)] : undefined
  const take = (suggestion: Suggestion, by: 'tab' | 'enter' | 'click') => {
    setOpen(false)
    onTake(suggestion, by)
  }
  const step = (by: 1 | -1) => setAt((at + by + suggestions.length) % suggestions.length)

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !active) return
    if (event.key === 'ArrowDown') step(1)
    else if (event.key === 'ArrowUp') step(-1)
    else if (event.key === 'Enter') take(active, 'enter')
    else if (event.key === 'Escape') setOpen(false)
    else {
      if (event.key === 'Tab' && !event.shiftKey) take(active, 'tab')
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className={cn('relative min-w-0', className)}>
      <Input
        role="combobox"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active ? `${listId}-${active.id}` : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={value}
        onChange={(event) => {
          onType(event.target.value)
          setAt(0)
          setOpen(true)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
        {...rest}
      />
      <div
        id={listId}
        role="listbox"
        hidden={!shown}
        className="absolute top-full left-0 z-20 mt-1 w-max min-w-full max-w-[min(24rem,80vw)] rounded-card border border-line bg-surface p-1.5 shadow-overlay"
      >
        {suggestions.map((suggestion) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's; the list never has the focus
          <div
            key={suggestion.id}
            id={`${listId}-${suggestion.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={suggestion === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(suggestion, 'click')}
            className="flex cursor-default items-baseline justify-between gap-6 rounded-control px-2.5 py-1.5 text-body hover:bg-sunken aria-selected:bg-sunken touch:py-3"
          >
            <span className="truncate">{suggestion.label}</span>
            {suggestion.hint ? <span className="shrink-0 text-meta text-muted">{suggestion.hint}</span> : null}
          </div>
        ))}
      </div>
    </div>
  )
}
