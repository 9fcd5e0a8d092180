"""The documents as tools of an assistant (Model Context Protocol); its words are those of the protocol's SDK."""
