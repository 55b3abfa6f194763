/** Joins class names; a later Tailwind class wins over an earlier one of its kind. */
import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: { theme: { text: ['meta', 'body', 'thread', 'title', 'figure'], radius: ['control', 'card', 'pill'] } },
})

export const cn = (...classes: ClassValue[]): string => merge(clsx(classes))
