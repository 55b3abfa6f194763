'use client'
import { useTranslations } from 'next-intl'
import { type Ref, useId, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { Key } from '@/components/ui/key'
import type { Choice, QuickEntry } from './use-quick-entry'

interface Props {
  entry: QuickEntry
  /** What is wrong, as a sentence, and where it stands. */
  trouble: string | null
  troubleId: string
  onEnter: () => void
  input: Ref<HTMLInputElement>
}

const LONGEST_LINE = 300

/** The one line. While a word is under way it says how it may go on; where a place is unclear it asks which is meant. Nothing
 *  is chosen until somebody chooses it: Enter alone opens what was understood. After the ARIA pattern "editable combobox with
 *  list autocomplete and manual selection". */
export function QuickLine({ entry, trouble, troubleId, onEnter, input }: Props) {
  const t = useTranslations('quickEntry')
  const listId = useId()
  const [isAway, setAway] = useState(false)
  const [at, setAt] = useState(-1)
  const { choices, question } = entry
  const isShown = choices.length > 0 && (question !== null || !isAway)
  const active = isShown ? choices[at] : undefined

  const take = (choice: Choice) => {
    setAt(-1)
    entry.type(choice.line)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey) return
    const step = STEP[event.key]
    if (step && isShown) setAt(step === 1 ? (at + 1) % choices.length : at <= 0 ? choices.length - 1 : at - 1)
    else if (event.key === 'Enter' && active) take(active)
    else if (event.key === 'Enter') onEnter()
    else if (event.key === 'Tab' && !event.shiftKey && isShown && question === null)
      take(active ?? (choices[0] as Choice))
    else if (event.key === 'Escape' && isShown && question === null) setAway(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div>
      <Input
        ref={input}
        role="combobox"
        aria-label={t('line')}
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active ? `${listId}-${active.id}` : undefined}
        aria-invalid={trouble === null ? undefined : true}
        aria-describedby={trouble === null ? undefined : troubleId}
        autoFocus
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={LONGEST_LINE}
        placeholder={t('placeholder')}
        value={entry.line}
        onChange={(event) => {
          setAt(-1)
          setAway(false)
          entry.type(event.target.value)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setAway(true)}
        onFocus={() => setAway(false)}
        className="h-12 px-4 text-thread touch:h-14"
      />
      {trouble === null ? null : (
        <p id={troubleId} role="alert" className="mt-2 font-medium text-body text-late">
          {trouble}
          {question ? (
            <span aria-hidden className="ml-2 inline-flex gap-0.5 touch:hidden">
              <Key>↓</Key>
              <Key>Enter</Key>
            </span>
          ) : null}
        </p>
      )}
      {/* Over nothing: what was understood is read while one types. It has its room, so that nothing moves when it comes and goes. */}
      <div className={cn(entry.line.trim() !== '' && '-mb-3 min-h-9 touch:min-h-14')}>
        <div
          id={listId}
          role="listbox"
          aria-label={question ? t('answers') : t('completions')}
          hidden={!isShown}
          className={cn('flex flex-wrap gap-2 pt-2 touch:gap-3', !isShown && 'hidden')}
        >
          {choices.map((choice, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's; the list never has the focus
            <div
              key={choice.id}
              id={`${listId}-${choice.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={choice === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(choice)}
              className="flex h-7 cursor-default items-center gap-2 rounded-pill border border-control bg-surface px-3 text-body hover:bg-sunken aria-selected:border-text aria-selected:bg-sunken aria-selected:ring-1 aria-selected:ring-text touch:h-12 touch:px-4"
            >
              <ChoiceLabel choice={choice} />
              {question === null && index === Math.max(at, 0) ? (
                <span aria-hidden className="touch:hidden">
                  <Key>Tab</Key>
                </span>
              ) : null}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

const STEP: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 }

function ChoiceLabel({ choice }: { choice: Choice }) {
  const t = useTranslations('quickEntry')
  if (choice.kind === 'count') return <span>{t('asCount', { number: choice.label })}</span>
  if (choice.kind === 'text') return <span>{t('asText')}</span>
  if (choice.kind === 'words') return <span>{t('asWords')}</span>
  return (
    <>
      <span className={cn('truncate', choice.kind === 'place' && 'font-strong tabular-nums')}>{choice.label}</span>
      {choice.hint ? <span className="shrink-0 text-meta text-muted">{choice.hint}</span> : null}
    </>
  )
}
