"""The screen. Talks to `app` through the workspace, commands, queries and values."""
