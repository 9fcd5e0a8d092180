"""What a conversation is about, and a follow-up completed from it; pure."""

from index.dialogue_state.followup import Turn, complete, with_subject

__all__ = ["Turn", "complete", "with_subject"]
