"""Widgets: they draw what a screen gives them and post messages; they own no rule and read no store."""
