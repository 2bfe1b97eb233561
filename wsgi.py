"""What a WSGI server imports: the application for this environment."""

import os

from app import create_app
from app.core.config import Config

app = create_app(Config.from_env(os.environ))
