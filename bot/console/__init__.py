"""The interactive terminal: a prompt, answers on the screen, commands, history."""
