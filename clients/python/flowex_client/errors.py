"""Errors of the exchange and of the way to it."""


class FlowexError(Exception):
    """Refusal or failure; ``code`` is stable, ``detail`` is for people.

    ``status`` is that of the HTTP answer, 0 if there was none. ``fields`` names the fields at fault, each with its rule.
    """

    def __init__(self, status, code, detail, fields=(), request_id=""):
        super().__init__(f"{code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail
        self.fields = tuple(fields)
        self.request_id = request_id


class OutcomeUnknown(FlowexError):
    """The request may have been done or not.

    For an order, ask with ``resolve(client_order_id)`` or place it again with the same id; never with another one.
    """

    def __init__(self, status, code, detail, client_order_id=None):
        super().__init__(status, code, detail)
        self.client_order_id = client_order_id


class SecondFactorRequired(FlowexError):
    """The password is right; finish with ``client.verify_second_factor(error.mfa_token, code)``."""

    def __init__(self, mfa_token, methods):
        super().__init__(202, "second_factor_required", "a second factor is needed: " + ", ".join(methods))
        self.mfa_token = mfa_token
        self.methods = tuple(methods)
