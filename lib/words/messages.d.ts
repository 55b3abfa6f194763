/** Every key of every `useTranslations` is checked against the English words. */
import type { formats } from './formats'
import type messages from './messages/en.json'

declare module 'next-intl' {
  interface AppConfig {
    Messages: typeof messages
    Formats: typeof formats
  }
}
