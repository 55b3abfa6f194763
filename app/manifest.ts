import type { MetadataRoute } from 'next'

/** What makes it an app on a home screen. Holds nothing of the hotel: it is read before anybody signs in. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Bellboard',
    short_name: 'Bellboard',
    start_url: '/start',
    scope: '/',
    display: 'standalone',
    background_color: '#faf9f7',
    theme_color: '#faf9f7',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  }
}
