"""Plays a reader at a notebook whose kernel is Python: drive.py SCENARIO.

SCENARIO is a JSON file: {"transport": "tcp" | "ipc", "steps": [{"code": …, "interruptAt"?: text, "again"?: seconds}]}.
Each step's code is run in one kernel; where its output holds the text `interruptAt`, the kernel is interrupted, and
once more after `again` seconds. Prints, as JSON, for each step how long it took in seconds, the reply and the messages
with the seconds at which each came.
"""

import json
import os
import queue
import sys
import tempfile
import time

from jupyter_client import KernelManager

scenario = json.load(open(sys.argv[1], encoding="utf-8"))
manager = KernelManager(kernel_name="python3", transport=scenario.get("transport", "tcp"))
manager.connection_file = os.path.join(tempfile.mkdtemp(), "outer.json")
manager.start_kernel(cwd=scenario["folder"])
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)


def run(step):
    began = time.monotonic()
    request = client.execute(step["code"])
    messages, reply, idle = [], None, False
    interrupt_at, again = step.get("interruptAt"), None
    while reply is None or not idle:
        now = time.monotonic() - began
        if now > step.get("limit", 90):
            return {"seconds": now, "reply": {"status": "none"}, "messages": messages}
        if again is not None and now > again:
            manager.interrupt_kernel()
            again = None
        try:
            message = client.get_iopub_msg(timeout=0.05)
        except queue.Empty:
            message = None
        if message and message["parent_header"].get("msg_id") == request:
            kind, content = message["msg_type"], message["content"]
            if kind == "status":
                idle = idle or content["execution_state"] == "idle"
            elif kind != "execute_input":
                messages.append({"at": time.monotonic() - began, "type": kind, "content": content})
            if interrupt_at and interrupt_at in json.dumps(content) and kind == "stream":
                manager.interrupt_kernel()
                interrupt_at = None
                if "again" in step:
                    again = time.monotonic() - began + step["again"]
        try:
            answer = client.get_shell_msg(timeout=0) if reply is None and not message else None
        except queue.Empty:
            answer = None
        if answer and answer["parent_header"].get("msg_id") == request:
            reply = answer["content"]
    return {"seconds": time.monotonic() - began, "reply": reply, "messages": messages}


try:
    results = [run(step) for step in scenario["steps"]]
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=not scenario.get("gently", False))
json.dump(results, sys.stdout)
