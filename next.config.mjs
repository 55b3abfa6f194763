import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin({
  requestConfig: './lib/words/request.ts',
  // Sentences are taken apart when the hotel is built, so that no page loads what would do it in the browser.
  experimental: { messages: { path: './lib/words/messages', format: 'json', locales: 'infer', precompile: true } },
})

/** On every answer, also errors and files. What differs by answer (the pages' content policy, and what goes with TLS only) is in
 *  proxy.ts. */
const everywhere = Object.entries({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'geolocation=(), payment=(), usb=()',
}).map(([key, value]) => ({ key, value }))

/** JSON and event streams load nothing and are framed nowhere. */
const forTheApi = [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }]

/** The tests have a build of their own. Next writes its folder into the TypeScript configuration, so they have that too. */
const folder = process.env.NEXT_DIST_DIR ?? '.next'

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  distDir: folder,
  // Types are checked by `npm run check`; a hotel that starts needs no second look.
  typescript: { ignoreBuildErrors: true, tsconfigPath: folder === '.next' ? 'tsconfig.json' : 'tsconfig.build.json' },
  turbopack: { root: import.meta.dirname },
  images: { unoptimized: true },
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    { source: '/api/:path*', headers: forTheApi },
    // A proxy that kept it would keep tablets on an old version.
    { source: '/serwist/:path*', headers: [{ key: 'Cache-Control', value: 'no-cache' }] },
  ],
  serverExternalPackages: ['@node-rs/argon2', 'pino', '@serwist/turbopack', 'esbuild', 'pdfkit'],
}

export default withNextIntl(nextConfig)
