"""Waiting for the processes that a program leaves behind: they become ours when their parent ends."""
import ctypes
import os
import sys
import time

PR_SET_CHILD_SUBREAPER = 36


def adopt():
    """From here on, descendants whose parent ends become children of this process."""
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")


def wait_until(condition, what):
    """Waits for `condition`, at most a minute: then `what` is said, and the script ends."""
    deadline = time.monotonic() + 60
    while not condition():
        if time.monotonic() > deadline:
            sys.exit(f"after a minute, {what}")
        time.sleep(0.001)


def wait_for_all():
    """Returns when this process has no children any more."""
    def none_left():
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return True
        return False
    wait_until(none_left, "a process that the program left behind still runs")
