"""A line that asks for a path; Tab completes it, the folder being read on a thread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from textual.message import Message

from curator.tui.path_completion import Completion, complete_path
from curator.tui.widgets.bars import Lines
from curator.tui.widgets.prompt import LineInput, Prompt

TOLD = 12  # names


class PathPrompt(Prompt):
    """Asks for a path; the result is None after Escape. A path that was changed while Tab read the folder stays."""

    @dataclass
    class Completed(Message):
        """What a typed path becomes."""

        typed: str
        completion: Completion

    _found: Completion | None = None

    def line(self, value: str) -> LineInput:
        return LineInput(value, keys={"tab": self.complete})

    def complete(self) -> None:
        """Complete the path as far as it goes."""
        typed = self.query_one(LineInput).value
        self.run_worker(partial(self._find, typed), thread=True, group="search", exclusive=True)

    def on_path_prompt_completed(self, message: Completed) -> None:
        line = self.query_one(LineInput)
        if line.value != message.typed:
            return
        self._found = message.completion
        if self._found.value != message.typed:
            line.value = self._found.value
            line.cursor_position = len(line.value)
        self._tell(line.value)

    def _explain(self, wrong: str) -> None:
        super()._explain(wrong)
        if not wrong:
            self._tell(self.query_one(LineInput).value)

    def _tell(self, value: str) -> None:
        """What there is to choose from, as long as the completed path stands in the line."""
        found = self._found
        if found and value == found.value and len(found.names) != 1:
            more = f"  and {len(found.names) - TOLD} more" if len(found.names) > TOLD else ""
            self.query_one("#hint", Lines).show(("  ".join(found.names[:TOLD]) or "nothing begins so") + more)

    def _find(self, typed: str) -> None:
        self.post_message(self.Completed(typed, complete_path(typed)))
