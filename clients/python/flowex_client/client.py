"""REST client. Amounts are Decimal; a float is refused, because it cannot hold most decimals."""

import base64
import decimal
import gzip
import http.client
import json
import threading
import time
import urllib.parse

from .errors import FlowexError, OutcomeUnknown, SecondFactorRequired
from .signing import new_client_order_id, signed_headers

_AMOUNTS = (
    "price",
    "quantity",
    "quote_quantity",
    "display_quantity",
    "stop_price",
    "trailing_amount",
    "activation_price",
)
_ATTEMPTS = 4
_LONGEST_WAIT = 30.0
_PART_BYTES = 45_000


def amount(value, name="amount"):
    """Return the text of an amount: a Decimal, an int or a text of digits."""
    if isinstance(value, bool) or not isinstance(value, (decimal.Decimal, int, str)):
        raise TypeError(f"{name} must be a Decimal, an int or a str, was {type(value).__name__}")
    try:
        number = decimal.Decimal(value)
    except decimal.InvalidOperation:
        raise ValueError(f"{name} must be a decimal, was {value!r}") from None
    if not number.is_finite():
        raise ValueError(f"{name} must be finite, was {value!r}")
    return format(number, "f")


def _quoted(value):
    return urllib.parse.quote(str(value), safe="")


class FlowexClient:
    """Connection to one exchange.

    Give ``api_key`` and ``api_secret`` for signed requests, or call ``login``. An instance may be shared by threads:
    each has a connection of its own, and tokens are renewed once.
    """

    def __init__(self, url="http://localhost:8000", *, api_key=None, api_secret=None, tenant=None, timeout=10.0):
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError(f"url must be http(s)://host[:port], was {url!r}")
        if (api_key is None) != (api_secret is None):
            raise ValueError("api_key and api_secret go together")
        self._parts = parts
        self._prefix = parts.path.rstrip("/")
        self._key = api_key
        self._secret = api_secret
        self._tenant = tenant
        self._timeout = timeout
        self._tokens = None
        self._lock = threading.Lock()
        self._connections = threading.local()
        self._sequence = 0

    def close(self):
        """Close this thread's connection; the next request opens another one."""
        connection = getattr(self._connections, "open", None)
        if connection is not None:
            connection.close()
            self._connections.open = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # Sessions

    def login(self, email, password):
        """Log in; raise SecondFactorRequired if a second factor is asked for."""
        status, answer = self._send("POST", "/api/auth/login", {"email": email, "password": password}, auth=False)
        if status == 202:
            raise SecondFactorRequired(answer["mfa_token"], answer["methods"])
        self._tokens = answer

    def verify_second_factor(self, mfa_token, code):
        """Finish a login with a code of the authenticator, of a mail, or a recovery code."""
        _, self._tokens = self._send(
            "POST", "/api/auth/verify-2fa", {"mfa_token": mfa_token, "code": code}, auth=False
        )

    def logout(self):
        """End the session."""
        if self._tokens is not None:
            form = {"refresh_token": self._tokens["refresh_token"]}
            self._send("POST", "/api/auth/logout", form, auth=False, repeat=True)
            self._tokens = None

    def me(self):
        return self._get("/api/auth/me")

    # Market data

    def assets(self):
        return self._get("/api/trading/assets")["items"]

    def pairs(self):
        """Return the markets and their rules."""
        return self._get("/api/trading/pairs")["items"]

    def tickers(self):
        return self._get("/api/market-data/tickers")["items"]

    def ticker(self, symbol):
        return self._get(f"/api/market-data/ticker/{_quoted(symbol)}")

    def depth(self, symbol, limit=50):
        return self._get(f"/api/market-data/depth/{_quoted(symbol)}", limit=limit)

    def market_trades(self, symbol, limit=50):
        return self._get(f"/api/market-data/trades/{_quoted(symbol)}", limit=limit)["items"]

    def klines(self, symbol, interval="1m", *, start=None, end=None, limit=500):
        """Return candles, oldest first. Times are texts such as 2026-11-20T09:00:00Z."""
        return self._get(
            f"/api/market-data/klines/{_quoted(symbol)}", interval=interval, start=start, end=end, limit=limit
        )["items"]

    # Account

    def balances(self):
        return self._get("/api/wallet/balances")["items"]

    def fills(self, **filters):
        """Yield own fills, newest first, page by page."""
        return self.pages("/api/trading/trades", **filters)

    def fees(self, symbol=None):
        return self._get("/api/trading/fees", symbol=symbol)

    # Orders

    def place_order(self, symbol, side, type, *, client_order_id=None, **fields):
        """Place an order and return it as it is after its first trades.

        The order has a client order id in any case, so that a lost answer is asked for again without a second order. If
        the exchange cannot be reached in the end, OutcomeUnknown has that id.
        """
        form = self._order(symbol, side, type, fields)
        form["client_order_id"] = client_order_id or new_client_order_id()
        try:
            return self._send("POST", "/api/trading/orders", form, repeat=True)[1]
        except OutcomeUnknown as unknown:
            unknown.client_order_id = form["client_order_id"]
            raise

    def test_order(self, symbol, side, type, **fields):
        """Return what an order would do; nothing is placed."""
        form = self._order(symbol, side, type, fields)
        return self._send("POST", "/api/trading/orders/test", form, repeat=True)[1]

    @staticmethod
    def _order(symbol, side, type, fields):
        form = {"symbol": symbol, "side": side, "type": type}
        for name, value in fields.items():
            if value is not None:
                form[name] = amount(value, name) if name in _AMOUNTS else value
        return form

    def order(self, order_id):
        return self._get(f"/api/trading/orders/{_quoted(order_id)}")

    def orders(self, **filters):
        """Yield own orders, newest first, page by page; ``status`` may be a list."""
        return self.pages("/api/trading/orders", **filters)

    def cancel_order(self, order_id):
        return self._send("DELETE", f"/api/trading/orders/{_quoted(order_id)}", repeat=True)[1]

    def cancel_orders(self, symbol=None, side=None):
        """Cancel all open orders, or those of a market, of a side."""
        return self._send("DELETE", self._target("/api/trading/orders", symbol=symbol, side=side), repeat=True)[1]

    def resolve(self, client_order_id, burn=False):
        """Return the state of a client order id; with ``burn`` an id that was never seen is used up."""
        form = {"client_order_id": client_order_id, "burn": burn}
        return self._send("POST", "/api/trading/orders/resolve", form, repeat=True)[1]

    def set_timer(self, timeout_seconds, symbol=None):
        """Cancel all own orders, or those of a market, unless called again within that time; 0 stops the timer."""
        form = {"timeout_seconds": timeout_seconds}
        if symbol is not None:
            form["symbol"] = symbol
        return self._send("PUT", "/api/trading/orders/timer", form, repeat=True)[1]

    # Strategies and back-tests

    def built_in_strategies(self):
        """Return the strategies that come with the exchange, with their parameters."""
        return self._get("/api/v1/strategies/built-in")["items"]

    def strategies(self):
        """Yield own strategies, newest first."""
        return self.pages("/api/v1/strategies")

    def strategy(self, strategy_id):
        """Return the newest version of a strategy with its source."""
        return self._get(f"/api/v1/strategies/{_quoted(strategy_id)}")

    def check_strategy(self, source):
        """Return the faults and the parameters of a source; nothing is stored."""
        return self._send("POST", "/api/v1/strategies/check", {"source": source}, repeat=True)[1]

    def add_strategy(self, name, source):
        return self.request("POST", "/api/v1/strategies", {"name": name, "source": source})

    def change_strategy(self, strategy_id, name, source, version):
        """Store a new version; ``version`` is the newest one that the caller has read."""
        form = {"name": name, "source": source, "version": version}
        return self.request("PUT", f"/api/v1/strategies/{_quoted(strategy_id)}", form)

    def delete_strategy(self, strategy_id):
        self.request("DELETE", f"/api/v1/strategies/{_quoted(strategy_id)}")

    def upload_dataset(self, name, symbol, content, date=None):
        """Upload a file of candles, trades or recorded orders for back-tests and return it with its manifest.

        ``content`` is the bytes of a CSV or JSON file. Recorded orders (LOBSTER messages) need the ``date`` of their
        day, such as 2012-06-21. A file that cannot be used raises FlowexError with the code
        ``dataset_invalid``, whose detail names line and rule; nothing of it is left then.
        """
        data = content if content[:2] == b"\x1f\x8b" else gzip.compress(content, mtime=0)
        form = {"name": name, "symbol": symbol} | ({} if date is None else {"date": date})
        dataset = self.request("POST", "/api/v1/datasets", form)
        path = f"/api/v1/datasets/{_quoted(dataset['id'])}"
        try:
            for part, at in enumerate(range(0, len(data), _PART_BYTES), start=1):
                text = base64.b64encode(data[at : at + _PART_BYTES]).decode()
                self.request("PUT", f"{path}/parts/{part}", {"data": text})
            return self.request("POST", f"{path}/complete")
        except FlowexError:
            self.request("DELETE", path)
            raise

    def datasets(self):
        """Yield own data sets, newest first."""
        return self.pages("/api/v1/datasets")

    def delete_dataset(self, dataset_id):
        self.request("DELETE", f"/api/v1/datasets/{_quoted(dataset_id)}")

    def request_backtest(self, symbols, interval, start, end, balances, **fields):
        """Request a back-test and return it as it waits.

        Name the strategy by ``built_in`` or by ``strategy`` and ``version``; ``search`` tries sets of parameters. Times
        are texts such as 2026-11-20T09:00:00Z, ``balances`` amounts by asset. Over own data sets ``symbols`` is
        None, ``datasets`` has their ids, and ``start`` and ``end`` may be None. ``interval`` is None over candles; over
        trades and recorded orders it is the length of the bars.
        """
        form = {
            "symbols": [symbols] if isinstance(symbols, str) else symbols and list(symbols),
            "interval": interval,
            "from": start,
            "to": end,
            "balances": {asset: amount(value, asset) for asset, value in balances.items()},
        }
        form = {name: value for name, value in form.items() if value is not None}
        form.update((name, value) for name, value in fields.items() if value is not None)
        return self.request("POST", "/api/v1/backtests", form)

    def backtests(self):
        """Yield own back-tests, newest first."""
        return self.pages("/api/v1/backtests")

    def backtest(self, backtest_id):
        return self._get(f"/api/v1/backtests/{_quoted(backtest_id)}")

    def wait_for_backtest(self, backtest_id, timeout=600.0, every=1.0):
        """Return a back-test when it has ended; raise TimeoutError if it goes on for longer than ``timeout`` seconds."""
        end = time.monotonic() + timeout
        while True:
            state = self.backtest(backtest_id)
            if state["state"] not in ("waiting", "running"):
                return state
            if time.monotonic() >= end:
                raise TimeoutError(f"back-test {backtest_id} is {state['state']} at {state['progress']} %")
            time.sleep(every)

    def backtest_result(self, backtest_id):
        """Return the whole result; that of a search is the result of its best set, with ``search`` beside it."""
        return self._get(f"/api/v1/backtests/{_quoted(backtest_id)}/result")

    def backtest_report(self, backtest_id):
        """Return the result as the text of one HTML page."""
        return self._get(f"/api/v1/backtests/{_quoted(backtest_id)}/report")

    def backtest_table(self, backtest_id, table):
        """Return a table as the text of a CSV file: equity, fills, orders, round_trips or trials."""
        return self._get(f"/api/v1/backtests/{_quoted(backtest_id)}/tables/{_quoted(table)}")

    def heat_map(self, backtest_id, x, y):
        """Return the mean score of a search by the values of two parameters."""
        return self._get(f"/api/v1/backtests/{_quoted(backtest_id)}/heat-map", x=x, y=y)

    def cancel_backtest(self, backtest_id):
        return self.request("POST", f"/api/v1/backtests/{_quoted(backtest_id)}/cancel")

    def delete_backtest(self, backtest_id):
        self.request("DELETE", f"/api/v1/backtests/{_quoted(backtest_id)}")

    # Any route

    def pages(self, path, **filters):
        """Yield the items of a list, page by page."""
        cursor = None
        while True:
            page = self._get(path, cursor=cursor, **filters)
            yield from page["items"]
            cursor = page.get("next_cursor")
            if cursor is None:
                return

    def request(self, method, path, body=None, **query):
        """Send a request to any route of the contract and return the answer, None if it is empty.

        A request that changes something is sent once: after a failure its outcome may be unknown.
        """
        return self._send(method, self._target(path, **query), body, repeat=method == "GET")[1]

    # Transport

    @staticmethod
    def _target(path, **query):
        pairs = []
        for name, value in query.items():
            if value is not None:
                pairs.append((name, ",".join(value) if isinstance(value, (list, tuple)) else str(value)))
        return path + ("?" + urllib.parse.urlencode(pairs) if pairs else "")

    def _get(self, path, **query):
        return self._send("GET", self._target(path, **query), repeat=True)[1]

    def _send(self, method, target, body=None, *, auth=True, repeat=False):
        """Send a request, again where that is safe, and return status and answer."""
        text = "" if body is None else json.dumps(body, separators=(",", ":"), ensure_ascii=False)
        renewed = False
        attempt = 1
        while True:
            token = self._tokens["access_token"] if self._tokens else None
            try:
                return self._once(method, target, text, token if auth else None, auth)
            except FlowexError as error:
                if error.code == "token_expired" and token and not renewed:
                    renewed = True
                    self._renew(token)
                    continue
                # A request beyond its budget was not looked at, so that any may be sent again.
                waits = error.status == 429 or repeat and (error.status in (503, 504) or error.status == 0)
                if not waits or attempt == _ATTEMPTS:
                    raise
                time.sleep(min(_LONGEST_WAIT, getattr(error, "retry_after", None) or 0.2 * 2**attempt))
                attempt += 1

    def _renew(self, expired):
        """Exchange the refresh token, unless another thread has done so."""
        with self._lock:
            if self._tokens and self._tokens["access_token"] == expired:
                form = {"refresh_token": self._tokens["refresh_token"]}
                self._tokens = self._once("POST", "/api/auth/refresh", json.dumps(form), None, False)[1]

    def _once(self, method, target, text, token, auth):
        target = self._prefix + target
        headers = {"Accept": "application/json"}
        if text:
            headers["Content-Type"] = "application/json"
        if self._tenant:
            headers["X-Tenant"] = self._tenant
        if self._sequence:
            headers["X-Min-Sequence"] = str(self._sequence)
        if auth and token:
            headers["Authorization"] = "Bearer " + token
        elif auth and self._key:
            headers.update(signed_headers(self._key, self._secret, method, target, text))
        status, answer_headers, content = self._exchange(method, target, text, headers)
        return status, self._read(status, answer_headers, content)

    def _exchange(self, method, target, text, headers):
        """Send bytes over this thread's connection; a connection that broke is dropped."""
        connection = getattr(self._connections, "open", None)
        if connection is None:
            kind = http.client.HTTPSConnection if self._parts.scheme == "https" else http.client.HTTPConnection
            connection = kind(self._parts.hostname, self._parts.port, timeout=self._timeout)
            self._connections.open = connection
        try:
            connection.request(method, target, text.encode() or None, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            detail = f"{method} {target}: {error}"
            if method == "GET":
                raise FlowexError(0, "unreachable", detail) from error
            raise OutcomeUnknown(0, "unknown_outcome", detail) from error

    def _read(self, status, headers, content):
        kind = headers.get("Content-Type", "application/json")
        if status < 400 and kind.startswith("text/"):
            return content.decode("utf-8")
        try:
            answer = json.loads(content) if content else None
        except ValueError:
            raise FlowexError(status, "malformed_answer", content[:200].decode("utf-8", "replace")) from None
        sequence = headers.get("X-Sequence")
        if sequence and sequence.isdigit():
            self._sequence = max(self._sequence, int(sequence))
        if status < 400:
            return answer
        problem = answer if isinstance(answer, dict) else {}
        code = problem.get("code", "http_error")
        detail = problem.get("detail", f"HTTP status {status}")
        if code == "unknown_outcome":
            error = OutcomeUnknown(status, code, detail)
        else:
            error = FlowexError(status, code, detail, problem.get("errors", ()), problem.get("request_id", ""))
        retry_after = headers.get("Retry-After", "")
        error.retry_after = float(retry_after) if retry_after.isdigit() else None
        raise error
