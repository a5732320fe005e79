"""Client for a FlowEx exchange: REST with tokens or signed requests, and the market data stream."""

from .client import FlowexClient
from .errors import FlowexError, OutcomeUnknown, SecondFactorRequired
from .signing import sign

__all__ = ["FlowexClient", "FlowexError", "OutcomeUnknown", "SecondFactorRequired", "sign"]
