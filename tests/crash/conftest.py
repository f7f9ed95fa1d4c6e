"""Processes that are forked from one that has imported and loaded everything."""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

import pytest


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Starts processes that are warm and hold no file of this one."""
    context = multiprocessing.get_context("forkserver")
    # With pytest, because a child imports the module that was started.
    context.set_forkserver_preload(["crash.processes", "pytest"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # not every Python hands it over for this
        forkserver.ensure_running()
    return context
