import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/words/request.ts')

/** On every answer, also errors and files. What differs by answer (the pages' content policy, HSTS) is in proxy.ts. */
const everywhere = Object.entries({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
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
  ],
  serverExternalPackages: ['@node-rs/argon2', 'pino'],
}

export default withNextIntl(nextConfig)
