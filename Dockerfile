# The portal as a container: the same packages at the same hashes as everywhere, no compiler, no root.
# Build: docker build -t kring .

FROM python:3.13-slim AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/kring
COPY requirements.txt .
RUN /opt/kring/bin/pip install --no-deps --require-hashes -r requirements.txt


FROM python:3.13-slim AS portal
ENV PATH=/opt/kring/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.production \
    KRING_DATA=/data

RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin kring \
    && install -d -o kring -g kring /data
COPY --from=packages /opt/kring /opt/kring
WORKDIR /app
COPY . .
# Static files get their final names at build time. The key and the host are for this one command; they are not kept.
RUN SECRET_KEY=only-for-this-step ALLOWED_HOSTS=localhost python manage.py collectstatic --no-input

USER kring
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD ["python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8000), 2)"]
# WEB_CONCURRENCY sets the number of processes; two per core is a good start.
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--threads", "4", "--worker-tmp-dir", "/dev/shm", \
     "--max-requests", "5000", "--max-requests-jitter", "500", "--access-logfile", "-"]
