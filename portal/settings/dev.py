"""For a laptop: SQLite, mail on the screen, a secret key kept in the data folder."""

import secrets

from portal.settings.base import *  # noqa: F403
from portal.settings.base import ALLOWED_HOSTS, DATA_DIR, SECRET_KEY, env_list

DEBUG = bool(env_list("DEBUG"))
ALLOWED_HOSTS = ALLOWED_HOSTS or ["*"]


def _kept_secret() -> str:
    """A secret key made once and kept, so that a restart does not sign everybody out."""
    path = DATA_DIR / "secret-key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text().strip()


SECRET_KEY = SECRET_KEY or _kept_secret()
