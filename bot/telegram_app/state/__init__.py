"""What the bot remembers: updates, chats, access, answers."""
