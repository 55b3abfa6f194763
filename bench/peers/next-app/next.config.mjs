import path from 'node:path'

export default {
  distDir: '.next-peer',
  turbopack: { root: path.join(import.meta.dirname, '../../..') },
  poweredByHeader: false,
}
