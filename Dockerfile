# The course in a container:
#   docker build --tag linear-networks .
#   docker run --rm --init --publish 127.0.0.1:8888:8888 linear-networks
# and open the address that it prints. What you change is gone with the container, unless you copy it out.

# What the set-up takes from its host; .devcontainer builds only this far.
FROM node:22-trixie-slim AS host
# Debian keeps one version of each; what is pinned here would be gone with its next update.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates g++ git python3 python3-venv \
  && rm -rf /var/lib/apt/lists/*

FROM host AS course
RUN install --directory --owner=1000 --group=1000 /home/node/linear-networks
WORKDIR /home/node/linear-networks
# The image's ordinary user, node.
USER 1000
ENV HOME=/home/node

# What is fetched, in a layer that stays as long as lock files and set-up do.
COPY --chown=1000:1000 package.json package-lock.json .npmrc requirements.txt ./
COPY --chown=1000:1000 lib/package.json lib/
COPY --chown=1000:1000 exercises/package.json exercises/
COPY --chown=1000:1000 kernel/package.json kernel/
COPY --chown=1000:1000 tools/setup.mjs tools/
COPY --chown=1000:1000 tools/setup tools/setup
RUN node tools/setup.mjs --without-library \
  && npm cache clean --force \
  && rm -rf ~/.cache

COPY --chown=1000:1000 . .
RUN node tools/setup.mjs

EXPOSE 8888
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8888/api').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Within the container it listens on all addresses; who may connect is said by --publish, and asked for the token.
CMD ["node", "tools/start.mjs", "--no-browser", "--ip", "0.0.0.0", "--port", "8888"]
