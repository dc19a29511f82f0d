# Two images from one build: `api` (every process of Node: the nodes, the bot, migrations, the operator's commands) and
# `nginx` (the reverse proxy with the Mini App in it).
#   docker build --target api .    docker build --target nginx .

FROM node:24-bookworm-slim AS manifests
WORKDIR /app
# As package.json says; a test compares the two.
ARG PNPM_VERSION=10.34.9
RUN npm install --global "pnpm@${PNPM_VERSION}"
# Only what decides about dependencies: as long as these stay, the installations below come from the cache.
COPY pnpm-lock.yaml pnpm-workspace.yaml package.json ./
COPY packages/shared/package.json packages/shared/
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY apps/e2e/package.json apps/e2e/
COPY apps/load/package.json apps/load/
COPY apps/bench/package.json apps/bench/

FROM manifests AS production
RUN pnpm install --prod --frozen-lockfile --filter . --filter '@watchparty/api...'

FROM manifests AS tools
RUN pnpm install --frozen-lockfile --filter . --filter '@watchparty/api...' --filter '@watchparty/web...'

FROM tools AS build-api
COPY tsconfig.base.json ./
COPY packages/shared packages/shared
COPY apps/api apps/api
RUN pnpm build:api

FROM build-api AS build-headers
COPY scripts/security-headers-conf.mjs scripts/
COPY scripts/lib/security-headers-conf.mjs scripts/lib/
RUN node scripts/security-headers-conf.mjs dist/nginx-templates

FROM tools AS build-web
COPY tsconfig.base.json ./
COPY packages/shared packages/shared
COPY apps/web apps/web
COPY scripts/precompress.mjs scripts/
COPY scripts/lib/files.mjs scripts/lib/
RUN pnpm build:web && node scripts/precompress.mjs apps/web/dist

FROM node:24-bookworm-slim AS api
ENV NODE_ENV=production
WORKDIR /app
COPY --from=production /app ./
COPY migrations migrations
COPY scripts/migrate.mjs scripts/healthcheck.mjs scripts/
COPY scripts/lib/database-url.mjs scripts/lib/
COPY --from=build-api /app/packages/shared/dist packages/shared/dist
COPY --from=build-api /app/apps/api/dist apps/api/dist
USER 1000:1000
EXPOSE 3000
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]

FROM nginx:1.28 AS nginx
# The folders of the volumes, so that these belong to the user who fills them.
RUN mkdir -p /srv/web /srv/acme /etc/nginx/certs && chown 101:101 /srv/web /srv/acme
COPY nginx /etc/watchparty-nginx
COPY nginx/bin /usr/local/bin
COPY --from=build-headers /app/dist/nginx-templates /etc/watchparty-nginx/templates
COPY --from=build-web /app/apps/web/dist /usr/share/watchparty/web
USER 101:101
EXPOSE 8080 8443
STOPSIGNAL SIGTERM
ENTRYPOINT []
CMD ["nginx-start"]
