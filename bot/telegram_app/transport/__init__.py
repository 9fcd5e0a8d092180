"""The line to Telegram: updates in, messages out."""
