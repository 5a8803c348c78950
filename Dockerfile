# Mitra in a container: `docker compose up` starts it with all it needs, see docs/operating.md.
FROM python:3.11-slim-bookworm AS build
COPY requirements/run.txt /tmp/
RUN python -m venv /opt/venv && \
    /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/run.txt

FROM python:3.11-slim-bookworm
# pg_dump, pg_restore and psql, for backups: at least as new as the server in compose.yaml.
RUN apt-get update && \
    apt-get install --yes --no-install-recommends postgresql-client-15 && \
    rm -rf /var/lib/apt/lists/* && \
    useradd --system --uid 10001 --home-dir /app --no-create-home --shell /usr/sbin/nologin mitra
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY config.toml calendar.toml scheduler.py ./
COPY bot bot
COPY handlers handlers
COPY locales locales
# The code stays root's: the bot writes nothing but var/, so all else may be read-only.
RUN /opt/venv/bin/python -m compileall -q bot handlers scheduler.py && \
    install -d -o mitra -g mitra -m 0700 var
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER mitra
VOLUME /app/var

# On SIGTERM it sends what is in hand and ends within 23 seconds: give it 25.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('MITRA_OPERATIONS__PORT', '9464') + '/healthz', timeout=4)"]
CMD ["python", "-m", "bot", "run"]
