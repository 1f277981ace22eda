"""Listens on a port of this machine and passes each connection on to a Unix socket, for clients that know only ports.

Usage: pass-to-socket.py PORT SOCKET
"""

import asyncio
import sys


async def copy(reader, writer):
    """Copies bytes until one side is closed, and then closes the other."""
    try:
        while part := await reader.read(65_536):
            writer.write(part)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def main(port, socket):
    async def pass_on(reader, writer):
        there_reader, there_writer = await asyncio.open_unix_connection(socket)
        await asyncio.gather(copy(reader, there_writer), copy(there_reader, writer))

    server = await asyncio.start_server(pass_on, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
