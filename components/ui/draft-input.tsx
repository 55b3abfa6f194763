'use client'
import { type ComponentProps, useState } from 'react'
import { Input } from './input'

interface Props extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'onBlur'> {
  /** What is taken. */
  value: string
  /** Of what is typed, whoever asks takes what makes sense to them. */
  onTyped: (typed: string) => void
}

/** A field that may stand, while somebody types in it, at what cannot be taken yet, as a year of one digit; whoever leaves it sees
 *  what is. */
export function DraftInput({ value, onTyped, ...rest }: Props) {
  const [draft, setDraft] = useState({ typed: value, over: value })
  return (
    <Input
      {...rest}
      value={draft.over === value ? draft.typed : value}
      onChange={({ target }) => {
        setDraft({ typed: target.value, over: value })
        onTyped(target.value)
      }}
      onBlur={() => setDraft({ typed: value, over: value })}
    />
  )
}
