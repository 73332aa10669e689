"""Work off the UI thread: errands run one after the other on a thread of their lane, so that a long one keeps no key
waiting; results come back to the event loop. What goes wrong in an errand becomes a line on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, get_args

from curator.desk.troubles import TROUBLES

R = TypeVar("R")
Lane = Literal["short", "search", "long", "index", "watch"]
LANES: tuple[Lane, ...] = get_args(Lane)
PATIENCE = 0.3  # seconds: what takes longer is shown


@dataclass
class Errand:
    """A piece of work for a thread, and what to do on the event loop with its result or its trouble."""

    work: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None]


class Errands:
    """A queue a lane, each worked off in order by one thread: what was asked first is done first."""

    def __init__(self) -> None:
        self.on_late: Callable[[bool], object] = lambda is_late: None  # told when a wait gets long, and when it ends
        self.is_late = False
        self._alarm: asyncio.TimerHandle | None = None
        self._queues: dict[Lane, asyncio.Queue[Errand]] = {lane: asyncio.Queue() for lane in LANES}
        self._pools = {name: ThreadPoolExecutor(1, f"curator-{name}") for name in self._queues}
        self._asked = 0

    def do(self, work: Callable[[], R], then: Callable[[R], None], failed: Callable[[Exception], None], *,
           lane: Lane = "short") -> None:
        """Queue an errand; `then` or `failed` is called on the event loop."""
        self._asked += 1
        if self._alarm is None:
            self._alarm = asyncio.get_running_loop().call_later(PATIENCE, self._tell, True)
        self._queues[lane].put_nowait(Errand(work, then, failed))

    async def run(self, lane: Lane) -> None:
        """Work off one queue for as long as the app lives."""
        queue, loop = self._queues[lane], asyncio.get_running_loop()
        while True:
            errand = await queue.get()
            try:
                errand.then(await loop.run_in_executor(self._pools[lane], errand.work))
            except TROUBLES as trouble:
                errand.failed(trouble)
            finally:
                self._asked -= 1
                queue.task_done()
                if not self._asked and self._alarm:
                    self._alarm.cancel()
                    self._alarm = None
                    self._tell(False)

    def _tell(self, is_late: bool) -> None:
        if self.is_late != is_late:
            self.is_late = is_late
            self.on_late(is_late)

    @property
    def busy(self) -> bool:
        """True while something that was asked for is not done."""
        return self._asked > 0

    async def idle(self) -> None:
        """Return when everything that was asked for is done."""
        for queue in self._queues.values():
            await queue.join()

    def close(self) -> None:
        """Let the threads go; what they are writing is finished first."""
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)
