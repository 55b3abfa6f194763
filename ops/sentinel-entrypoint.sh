#!/bin/sh
# A sentinel in a container. What it has learnt it writes into its own file, which therefore outlives it; here is how it begins.
set -eu
umask 077
folder=${SENTINEL_FOLDER:-/data}
config=$folder/sentinel.conf
if [ ! -s "$config" ]; then
  {
    echo 'bind * -::*'
    echo 'protected-mode no'
    echo "port ${SENTINEL_PORT:-26379}"
    echo "dir $folder"
    # Names outlive addresses here.
    echo 'sentinel resolve-hostnames yes'
    echo 'sentinel announce-hostnames yes'
    [ -z "${ANNOUNCE:-}" ] || echo "sentinel announce-ip $ANNOUNCE"
    echo "sentinel monitor bell ${PRIMARY:-redis 6379} 2"
    echo "sentinel auth-pass bell $(tr -d '\r\n' < "${REDIS_PASSWORD_FILE:-/run/secrets/redis}")"
    echo 'sentinel down-after-milliseconds bell 5000'
    echo 'sentinel failover-timeout bell 30000'
    echo 'sentinel parallel-syncs bell 1'
  } > "$config"
fi
if [ "$(id -u)" = 0 ] && id redis > /dev/null 2>&1; then
  chown -R redis:redis "$folder"
  exec setpriv --reuid=redis --regid=redis --init-groups redis-server "$config" --sentinel
fi
exec redis-server "$config" --sentinel
