"""Signature of a request by an API key whose secret is shared (HMAC-SHA256)."""

import hashlib
import hmac
import time
import uuid

SCHEME = "FLOWEX1"


def sign(secret, timestamp, nonce, method, target, body=""):
    """Return the signature: lower-case hexadecimal digits of HMAC-SHA256 over the six lines of the scheme.

    ``target`` is path and query exactly as sent, ``body`` the body exactly as sent.
    """
    message = "\n".join((SCHEME, str(timestamp), nonce, method, target, body))
    return hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest()


def signed_headers(key, secret, method, target, body="", now=None):
    """Return the headers of a signed request; each call has a nonce of its own."""
    timestamp = int((time.time() if now is None else now) * 1000)
    nonce = str(uuid.uuid4())
    return {
        "X-Api-Key": key,
        "X-Timestamp": str(timestamp),
        "X-Nonce": nonce,
        "X-Signature": sign(secret, timestamp, nonce, method, target, body),
    }


def new_client_order_id():
    """Return a UUID of version 7: it contains its time, so the exchange remembers it for ever."""
    millis = time.time_ns() // 1_000_000
    random = uuid.uuid4().int
    value = (millis & (1 << 48) - 1) << 80 | 7 << 76 | (random >> 64 & 0xFFF) << 64 | 2 << 62 | random & (1 << 62) - 1
    return str(uuid.UUID(int=value))
