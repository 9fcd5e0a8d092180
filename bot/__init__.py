"""The conversation about documents: Telegram, terminal and pipes over one dialogue."""
