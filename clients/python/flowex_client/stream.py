"""Market data stream. It needs the package ``websockets``; everything else of this client does not."""

import json


async def follow(url, subscriptions):
    """Yield the messages of subscriptions, and connect again when the connection is lost.

    ``url`` is such as ws://localhost:8000/ws/market-data, a subscription such as
    ``{"channel": "ticker", "symbol": "BTC-USDT"}``. Each new connection subscribes again, so depth begins with a new
    snapshot: docs/api/market-data-stream.md has the rules for keeping a book.
    """
    try:
        from websockets.asyncio.client import connect
        from websockets.exceptions import ConnectionClosed
    except ImportError:
        raise ImportError("the stream needs the package websockets: pip install flowex-client[stream]") from None
    async for connection in connect(url):
        try:
            for subscription in subscriptions:
                await connection.send(json.dumps({"op": "subscribe", **subscription}))
            async for message in connection:
                yield json.loads(message)
        except ConnectionClosed:
            continue
