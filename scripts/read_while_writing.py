"""Search from several processes while reindex runs in a loop: read_while_writing.py [SECONDS [READERS]].

Four readers, for five minutes, unless told otherwise; what each answer has to be is known
(`tests/crash/editions.py`). Prints how many answers there were, of how many generations, and how much memory
each reader took after a third of the time and at its end. An answer that is wrong, or older than the
generation that was served when it was asked for, ends it.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from crash.editions import FIRST, print_edition
from crash.processes import read_on, write_on

from fihris.index import reindex


def main() -> None:
    seconds, readers = float((*sys.argv[1:2], "300")[0]), int((*sys.argv[2:3], "4")[0])
    context = get_context("forkserver")
    context.set_forkserver_preload(["crash.processes"])
    with TemporaryDirectory() as name, ProcessPoolExecutor(readers + 1, mp_context=context) as pool:
        folder, index = Path(name, "news"), Path(name, "index")
        print_edition(FIRST, folder)
        reindex(folder, index)
        readings = [pool.submit(read_on, seconds, index) for _ in range(readers)]
        # The last generation is written before the first reader ends.
        last = pool.submit(write_on, seconds * 0.9 - 3, folder, index).result()
        print(f"{last - FIRST} generations were written")
        for reading in readings:
            read = reading.result()
            assert read.newest == last
            memory = [f"{usage.memory / 1024:.1f}" for usage in (read.first, read.warm, read.last)]
            print(
                f"{read.answers} answers of {read.editions} editions, all right; memory {memory[0]} MB at "
                f"first, {memory[1]} after a third, {memory[2]} at the end; open files "
                f"{read.first.files} and {read.last.files}, mapped columns {read.last.columns}"
            )


if __name__ == "__main__":
    main()
