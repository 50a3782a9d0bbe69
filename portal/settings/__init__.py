"""Settings: `base` holds everything, `dev`, `test` and `production` say only what differs."""
