#!/bin/sh
# The app in a container: its addresses are put together from parts, and its secrets come from files.
set -eu

secret() { # name of the file's variable
  eval "file=\${$1:-}"
  [ -r "$file" ] || { echo "$1 must name a file that can be read, and is \"$file\"." >&2; exit 1; }
  tr -d '\r\n' < "$file"
}

if [ -z "${DATABASE_URL:-}" ]; then
  password=$(secret DATABASE_PASSWORD_FILE)
  DATABASE_URL="postgres://${DATABASE_USER:-bellboard}:$password@${DATABASE_HOST:-postgres}:${DATABASE_PORT:-5432}/${DATABASE_NAME:-bellboard}"
fi
if [ -z "${REDIS_URL:-}" ]; then
  password=$(secret REDIS_PASSWORD_FILE)
  REDIS_URL="redis://:$password@${REDIS_HOST:-redis}:${REDIS_PORT:-6379}"
fi
[ -n "${NEXTAUTH_SECRET:-}" ] || NEXTAUTH_SECRET=$(secret NEXTAUTH_SECRET_FILE)
export DATABASE_URL REDIS_URL NEXTAUTH_SECRET
if [ -n "${S3_SECRET_KEY_FILE:-}" ]; then
  S3_SECRET_KEY=$(secret S3_SECRET_KEY_FILE)
  export S3_SECRET_KEY
fi

case "${1:-serve}" in
  serve)
    cd /app
    node scripts/db.mjs migrate
    flags=$(node --input-type=module -e 'import { NODE_FLAGS } from "/app/scripts/start/node-flags.mjs"; console.log(NODE_FLAGS.join(" "))')
    # shellcheck disable=SC2086 -- each word is a flag
    exec node $flags node_modules/next/dist/bin/next start --hostname 0.0.0.0 --port 3000
    ;;
  hotel-new)
    shift
    exec node /app/scripts/hotel-new.mjs "$@"
    ;;
  seed) exec node /app/scripts/db.mjs seed ;;
  *) exec "$@" ;;
esac
