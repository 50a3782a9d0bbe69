"""Whether the portal can listen where it is asked to.

Called by `start.main`.
"""

import errno
import socket
import sys

from start.messages import Stop


def choose(host: str, port: int) -> int:
    """The port to listen on: the one asked for, or another that the person agrees to.

    Raises Stop, with a free port as advice, when it is taken and there is nobody to ask.
    """
    problem = _problem(host, port)
    if problem is None:
        return port
    if problem.errno in (errno.EACCES, errno.EPERM):
        raise Stop(
            f"Poort {port} mag deze gebruiker niet openen. Neem een poort boven 1024, zoals --port 8000.",
            f"This user may not open port {port}. Take a port above 1024, such as --port 8000.",
        )
    if problem.errno != errno.EADDRINUSE:
        raise Stop(
            f"Op het adres {host} kan deze machine niet luisteren ({problem.strerror}).",
            f"This machine cannot listen on the address {host} ({problem.strerror}).",
        )
    free = next(
        (other for other in range(port + 1, min(port + 100, 65536)) if _problem(host, other) is None), 0
    )
    if free and sys.stdin is not None and sys.stdin.isatty() and _agrees(port, free):
        return free
    raise Stop(
        f"Poort {port} is bezet. Start zo: python3 run.py --port {free or 'NUMMER'}",
        f"Port {port} is taken. Start like this: python3 run.py --port {free or 'NUMBER'}",
    )


def _problem(host: str, port: int) -> OSError | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if sys.platform != "win32":  # there this option would let two servers share a port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as problem:
        return problem
    return None


def _agrees(port: int, free: int) -> bool:
    print(f"Poort {port} is bezet. Starten op poort {free}? · Port {port} is taken. Start on port {free}?")
    return input("[J/n] ").strip().lower() in ("", "j", "ja", "y", "yes")
