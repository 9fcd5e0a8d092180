"""Every sentence shown to people, by language."""
