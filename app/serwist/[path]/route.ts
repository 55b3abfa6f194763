/** The service worker, bundled and written out by the build: `/serwist/sw.js`, allowed for the whole site. What it keeps on the
 *  device is listed here and nowhere else: the build's own files, which hold nothing of the hotel, and one page, which holds
 *  nothing of anybody. */
import { createHash } from 'node:crypto'
import { createSerwistRoute } from '@serwist/turbopack'

const folder = process.env.NEXT_DIST_DIR ?? '.next'

/** The page is kept anew with each build, which is known by its files. */
const shellOf = (entries: readonly { url: string }[]) => {
  const urls = entries.map(({ url }) => url).sort()
  return { url: '/offline', revision: createHash('sha256').update(urls.join()).digest('hex').slice(0, 16), size: 0 }
}

export const { dynamic, dynamicParams, revalidate, generateStaticParams, GET } = createSerwistRoute({
  swSrc: 'app/sw.ts',
  globPatterns: [`${folder}/static/**/*.{js,css,woff2}`, 'public/icons/*.png'],
  globIgnores: ['**/_buildManifest.js', '**/_ssgManifest.js', '**/_clientMiddlewareManifest.js'],
  manifestTransforms: [(entries) => ({ manifest: [...entries, shellOf(entries)] })],
  nextConfig: { distDir: folder },
  useNativeEsbuild: true,
  esbuildOptions: { sourcemap: false },
})
