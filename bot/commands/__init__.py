"""The commands, one file each; imported only when one is asked for."""
