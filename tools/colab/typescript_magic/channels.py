"""Messages to and from a kernel.

jupyter_client's own channels are plain in its versions 6 and 8 and coroutines in 7; in a notebook, where an event loop
runs, they would work in another thread. Sockets and its Session are the same in each.
"""

from __future__ import annotations

import zmq


class Channels:
    """The sockets to a kernel that a KernelManager has started."""

    def __init__(self, manager):
        info = manager.get_connection_info()
        self.session = manager.session
        self.context = zmq.Context()

        def connected(kind: int, port: str) -> zmq.Socket:
            socket = self.context.socket(kind)
            socket.linger = 0
            separator = "-" if info["transport"] == "ipc" else ":"
            if kind == zmq.SUB:
                socket.subscribe(b"")
            socket.connect(f"{info['transport']}://{info['ip']}{separator}{info[port]}")
            return socket

        self.shell = connected(zmq.DEALER, "shell_port")
        self.control = connected(zmq.DEALER, "control_port")
        self.iopub = connected(zmq.SUB, "iopub_port")

    def send(self, socket: zmq.Socket, kind: str, content: dict) -> str:
        """Sends a message and returns its id."""
        return self.session.send(socket, kind, content)["header"]["msg_id"]

    def next(self, socket: zmq.Socket, seconds: float) -> dict | None:
        """The socket's next message, None if none comes in time."""
        if not socket.poll(int(seconds * 1000)):
            return None
        _, message = self.session.recv(socket, mode=zmq.NOBLOCK)
        return message

    def close(self) -> None:
        self.context.destroy(linger=0)
