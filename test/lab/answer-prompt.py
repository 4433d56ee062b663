# Runs a command at a terminal of its own, waits for a prompt, types what stands on our standard input, and prints all
# that the terminal has shown. Arguments: the prompt, then the command.
import os
import pty
import sys

prompt, command = sys.argv[1].encode(), sys.argv[2:]
answer = sys.stdin.buffer.read()
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
shown, typed = b"", False
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    shown += part
    if prompt in shown and not typed:
        typed = True
        os.write(terminal, answer)
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
