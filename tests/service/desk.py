# desk.py: a person at a desktop whose numbers a test moves from poll to poll.
# SPDX-License-Identifier: GPL-3.0-or-later
"""For the tests of what the service says and runs; its arguments are those of the test."""

import sys

from world import World, stage, wait_until


def poll(here, percent, number):
    """The service, ended and started anew, sees this percentage under a new login."""
    body = dict(stage.usage(percent), five_hour=here.session(percent))
    here.server.reply = stage.Reply(body=body)
    here.stage.log_in(token=f"sk-ant-oat01-FAKE{number:064d}")
    if here.process:
        here.process.terminate()
        here.process.wait()
        wait_until(lambda: not here.owner(), "the name is free")
    here.process = here.up()
    wait_until(lambda: here.percent() == percent, f"{percent} %")
    # What a poll has to say is said in the same turn; a call behind it comes behind that.
    here.status()


class Desk(World):
    """A world with a desktop, and one session that ends at a fixed moment."""

    def __init__(self):
        super().__init__(*sys.argv[1:4])
        self.process = None
        self.resets_at = stage.rfc3339(2 * 3600)
        self.start_desktop()

    def session(self, percent):
        """The session as the server tells of it."""
        return {"utilization": percent, "resets_at": self.resets_at}

    def expect(self, count, *words):
        """So many notices; the last one has these words."""
        wait_until(lambda: len(self.notices()) >= count, f"{count} notices: {self.notices()}")
        assert len(self.notices()) == count, self.notices()
        for word in words:
            assert word in self.notices()[-1], (word, self.notices()[-1])
