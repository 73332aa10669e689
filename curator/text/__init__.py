"""Text: spans and segments, graphemes, terminal-safe text, parts of names."""
