import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale } from 'next-intl/server'
import { Awake } from '@/components/shell/awake'
import { asTheme, THEME_COOKIE } from '@/components/shell/theme'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Bellboard', template: '%s · Bellboard' },
  robots: { index: false, follow: false },
  appleWebApp: { capable: true, title: 'Bellboard', statusBarStyle: 'default' },
  icons: { icon: { url: '/icon.svg', type: 'image/svg+xml', sizes: 'any' }, apple: '/icons/apple-180.png' },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  // The keyboard of a tablet shortens the page instead of covering its foot.
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf9f7' },
    { media: '(prefers-color-scheme: dark)', color: '#161513' },
  ],
}

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const theme = asTheme((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html lang={await getLocale()} data-theme={theme}>
      <body className="font-sans text-body">
        <NextIntlClientProvider>{children}</NextIntlClientProvider>
        <Awake />
      </body>
    </html>
  )
}
