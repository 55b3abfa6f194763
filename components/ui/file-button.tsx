'use client'
import { type ComponentProps, useRef } from 'react'
import { Button } from './button'

interface Props extends Omit<ComponentProps<typeof Button>, 'onClick'> {
  /** Which files: "image/*". */
  accept: string
  /** Straight to the camera on the back, where the device has one. */
  isCamera?: boolean
  isMultiple?: boolean
  onFiles: (files: File[]) => void
}

/** A button that asks the device for files. The same file again is asked for again. */
export function FileButton({ accept, isCamera, isMultiple, onFiles, ...rest }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button {...rest} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={isMultiple}
        {...(isCamera && { capture: 'environment' })}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}
