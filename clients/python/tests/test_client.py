"""Tests against a small server in this process; a live exchange is asked where FLOWEX_URL names one."""

import base64
import datetime
import decimal
import gzip
import http.server
import json
import os
import threading
import unittest
import uuid

from flowex_client import FlowexClient, FlowexError, OutcomeUnknown, SecondFactorRequired, sign
from flowex_client import client as transport
from flowex_client.signing import new_client_order_id


class Exchange(http.server.ThreadingHTTPServer):
    """Server that gives prepared answers in order and keeps the requests."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers = []
        self.requests = []
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Answering(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.requests.append((self.command, self.path, dict(self.headers), body))
        prepared = self.server.answers.pop(0)
        if prepared is None:
            self.close_connection = True
            return
        status, content, headers = prepared
        is_text = headers.get("Content-Type", "").startswith("text/")
        text = b"" if content is None else content.encode() if is_text else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, *_):
        pass


def problem(status, code, **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, {"code": code, "detail": "because", "request_id": "r1", "errors": [{"field": "price"}]}, names


class ClientTest(unittest.TestCase):
    def setUp(self):
        self.exchange = Exchange()
        self.client = FlowexClient(self.exchange.url)
        self.addCleanup(self.client.close)
        self.slept = []
        self.sleep = transport.time.sleep
        transport.time.sleep = self.slept.append

    def tearDown(self):
        transport.time.sleep = self.sleep
        self.exchange.shutdown()
        self.exchange.server_close()

    def answer(self, *answers):
        self.exchange.answers.extend(a if a is None or len(a) == 3 else (*a, {}) for a in answers)

    def test_signature_is_that_of_the_scheme(self):
        # The same by openssl: printf 'FLOWEX1\n1\nn\nGET\n/x?a=1\n' | openssl dgst -sha256 -hmac s
        expected = "4ba6600ceb1cdb1de7d2002233b0ebc33962cdc672e52367aafd752cb6b2bb40"
        self.assertEqual(expected, sign("s", 1, "n", "GET", "/x?a=1"))

    def test_signed_request_covers_what_is_sent(self):
        client = FlowexClient(self.exchange.url, api_key="key", api_secret="secret", tenant="acme")
        self.addCleanup(client.close)
        self.answer((200, {"items": [], "next_cursor": None}), (201, {"id": "1"}))
        self.assertEqual([], list(client.orders(status=["open", "partially_filled"])))
        client.place_order("BTC-USDT", "buy", "limit", price=decimal.Decimal("650.10"), quantity="0.1")
        nonces = set()
        for method, path, headers, body in self.exchange.requests:
            self.assertEqual("acme", headers["X-Tenant"])
            nonces.add(headers["X-Nonce"])
            signature = sign("secret", headers["X-Timestamp"], headers["X-Nonce"], method, path, body)
            self.assertEqual(signature, headers["X-Signature"])
        self.assertEqual(2, len(nonces))
        self.assertEqual("/api/trading/orders?status=open%2Cpartially_filled", self.exchange.requests[0][1])
        order = json.loads(self.exchange.requests[1][3])
        self.assertEqual("650.10", order["price"])
        self.assertEqual(7, uuid.UUID(order["client_order_id"]).version)

    def test_login_renews_its_token_once(self):
        tokens = {"access_token": "a1", "refresh_token": "r1", "token_type": "Bearer", "expires_in": 900}
        later = {**tokens, "access_token": "a2", "refresh_token": "r2"}
        self.answer((200, tokens), problem(401, "token_expired"), (200, later), (200, {"items": []}))
        self.client.login("demo@flowex.com", "demo123")
        self.assertEqual([], self.client.balances())
        used = [headers.get("Authorization") for _, _, headers, _ in self.exchange.requests]
        self.assertEqual([None, "Bearer a1", None, "Bearer a2"], used)

    def test_second_factor_is_asked_for(self):
        tokens = {"access_token": "a", "refresh_token": "r", "token_type": "Bearer", "expires_in": 900}
        self.answer((202, {"mfa_token": "m", "methods": ["totp"], "expires_in": 300}), (200, tokens), (204, None))
        with self.assertRaises(SecondFactorRequired) as raised:
            self.client.login("demo@flowex.com", "demo123")
        self.client.verify_second_factor(raised.exception.mfa_token, "123456")
        self.client.logout()
        self.assertEqual({"refresh_token": "r"}, json.loads(self.exchange.requests[2][3]))

    def test_lost_answer_of_an_order_is_asked_for_with_the_same_id(self):
        self.answer(problem(504, "unknown_outcome"), None, problem(503, "overloaded", Retry_After="2"), (200, {"id": "7"}))
        self.assertEqual("7", self.client.place_order("BTC-USDT", "buy", "market", quantity=1)["id"])
        ids = {json.loads(body)["client_order_id"] for _, _, _, body in self.exchange.requests}
        self.assertEqual(1, len(ids))
        self.assertEqual(2.0, self.slept[-1])
        self.answer(*[problem(504, "unknown_outcome")] * 4)
        with self.assertRaises(OutcomeUnknown) as raised:
            self.client.place_order("BTC-USDT", "buy", "market", quantity=1, client_order_id="mine-1")
        self.assertEqual("mine-1", raised.exception.client_order_id)

    def test_other_changes_are_sent_once(self):
        self.answer(None)
        with self.assertRaises(OutcomeUnknown):
            self.client.request("POST", "/api/wallet/withdrawals", {"amount": "1"})
        self.assertEqual(1, len(self.exchange.requests))
        self.answer(problem(429, "rate_limited", Retry_After="1"), (204, None))
        self.assertIsNone(self.client.request("POST", "/api/wallet/withdrawals", {"amount": "1"}))

    def test_refusal_names_field_and_code(self):
        self.answer(problem(400, "invalid_field"))
        with self.assertRaises(FlowexError) as raised:
            self.client.place_order("BTC-USDT", "buy", "limit", price="1", quantity="1")
        self.assertEqual((400, "invalid_field", "r1"), (raised.exception.status, raised.exception.code, raised.exception.request_id))
        self.assertEqual("price", raised.exception.fields[0]["field"])
        self.assertEqual([], self.slept)

    def test_reads_see_what_was_written(self):
        self.answer((201, {"id": "1"}, {"X-Sequence": "48211"}), (200, {"items": [1]}), (200, {"items": [1, 2]}))
        self.client.place_order("BTC-USDT", "sell", "market", quantity="1")
        self.client.balances()
        self.assertEqual("48211", self.exchange.requests[1][2]["X-Min-Sequence"])

    def test_pages_follow_their_cursor(self):
        self.answer((200, {"items": [1, 2], "next_cursor": "c&d"}), (200, {"items": [3], "next_cursor": None}))
        self.assertEqual([1, 2, 3], list(self.client.fills(symbol="BTC-USDT")))
        self.assertEqual("/api/trading/trades?cursor=c%26d&symbol=BTC-USDT", self.exchange.requests[1][1])

    def test_backtest_is_requested_once_and_waited_for(self):
        waits, runs, done = ({"id": "7", "state": state, "progress": 0} for state in ("waiting", "running", "done"))
        self.answer((202, waits), (200, runs), (200, done))
        test = self.client.request_backtest(
            "BTC-USDT", "1h", "2026-11-01T00:00:00Z", "2026-11-20T00:00:00Z",
            {"USDT": decimal.Decimal("1E4")}, built_in="rsi", search={"values": {"period": "5..9"}},
        )
        self.assertEqual("done", self.client.wait_for_backtest(test["id"])["state"])
        self.assertEqual([1.0], self.slept)
        form = json.loads(self.exchange.requests[0][3])
        self.assertEqual({"USDT": "10000"}, form["balances"])
        self.assertEqual(["BTC-USDT"], form["symbols"])
        self.assertEqual({"values": {"period": "5..9"}}, form["search"])
        self.answer((200, runs))
        with self.assertRaises(TimeoutError):
            self.client.wait_for_backtest("7", timeout=0)
        self.answer(None)
        with self.assertRaises(OutcomeUnknown):
            self.client.request_backtest("BTC-USDT", "1h", "a", "b", {"USDT": 1}, built_in="rsi")
        with self.assertRaises(TypeError):
            self.client.request_backtest("BTC-USDT", "1h", "a", "b", {"USDT": 0.1}, built_in="rsi")

    def test_dataset_is_sent_in_parts_and_given_up_where_it_cannot_be_used(self):
        content = bytes(os.urandom(50_000))
        self.answer((201, {"id": "3"}), (204, None), (204, None), (200, {"id": "3", "manifest": {}}))
        self.assertEqual("3", self.client.upload_dataset("mine", "ETH-USD", content)["id"])
        sent = [request[:2] for request in self.exchange.requests]
        self.assertEqual(("PUT", "/api/v1/datasets/3/parts/2"), sent[2])
        parts = [json.loads(request[3])["data"] for request in self.exchange.requests[1:3]]
        self.assertEqual(content, gzip.decompress(b"".join(map(base64.b64decode, parts))))
        self.answer((201, {"id": "4"}), (204, None), problem(400, "dataset_invalid"), (204, None))
        with self.assertRaises(FlowexError) as refused:
            self.client.upload_dataset("mine", "ETH-USD", b"1,2")
        self.assertEqual("dataset_invalid", refused.exception.code)
        self.assertEqual(("DELETE", "/api/v1/datasets/4"), self.exchange.requests[-1][:2])
        self.answer((201, {"id": "5"}), (204, None), (200, {"id": "5", "manifest": {}}))
        before = len(self.exchange.requests)
        self.client.upload_dataset("day", "AAPL-USD", b"34200.1,1,1,1,1,1", date="2012-06-21")
        self.assertEqual("2012-06-21", json.loads(self.exchange.requests[before][3])["date"])
        self.answer((202, {"id": "9"}))
        self.client.request_backtest(None, None, None, None, {"USD": 5}, built_in="rsi", datasets=["3"])
        self.assertEqual(
            {"balances": {"USD": "5"}, "built_in": "rsi", "datasets": ["3"]}, json.loads(self.exchange.requests[-1][3])
        )

    def test_tables_and_pages_are_texts(self):
        self.answer((200, "time,equity\r\n", {"Content-Type": "text/csv; charset=utf-8"}))
        self.assertEqual("time,equity\r\n", self.client.backtest_table("7", "equity"))
        self.assertEqual("/api/v1/backtests/7/tables/equity", self.exchange.requests[0][1])
        self.answer(problem(404, "not_found"))
        with self.assertRaises(FlowexError) as refused:
            self.client.backtest_report("8")
        self.assertEqual(404, refused.exception.status)

    def test_amounts_are_exact(self):
        self.assertEqual("0.00000001", transport.amount(decimal.Decimal("1E-8")))
        self.assertEqual("100", transport.amount(decimal.Decimal("1E2")))
        for wrong in (0.1, True, None):
            with self.assertRaises(TypeError):
                transport.amount(wrong)
        for wrong in ("NaN", "Infinity", "1,5", ""):
            with self.assertRaises(ValueError):
                transport.amount(wrong)
        self.assertEqual(1000, len({new_client_order_id() for _ in range(1000)}))

    def test_arguments_are_checked(self):
        for wrong in ("localhost:8000", "ftp://x", "http://x?y=1"):
            with self.assertRaises(ValueError):
                FlowexClient(wrong)
        with self.assertRaises(ValueError):
            FlowexClient(api_key="key")


@unittest.skipUnless(os.environ.get("FLOWEX_URL"), "FLOWEX_URL names no exchange")
class LiveTest(unittest.TestCase):
    """Walk through an exchange that runs: market data, a login, and an order that comes and goes."""

    def test_walk(self):
        client = FlowexClient(os.environ["FLOWEX_URL"])
        self.addCleanup(client.close)
        pair = next(pair for pair in client.pairs() if pair["symbol"] == "BTC-USDT")
        self.assertEqual("BTC-USDT", client.depth("BTC-USDT", limit=5)["symbol"])
        client.tickers()
        client.klines("BTC-USDT", "1m", limit=2)
        client.market_trades("BTC-USDT", limit=2)
        client.login(os.environ.get("FLOWEX_EMAIL", "demo@flowex.com"), os.environ.get("FLOWEX_PASSWORD", "demo123"))
        self.assertTrue(client.balances())
        # A price of one tick rests below everything; the quantity makes the least value.
        tick = decimal.Decimal(pair["price_tick"])
        lot = decimal.Decimal(pair["quantity_lot"])
        least = max(decimal.Decimal(pair["min_quantity"]), decimal.Decimal(pair["min_notional"]) / tick)
        quantity = -(-least // lot) * lot
        order = client.place_order("BTC-USDT", "buy", "limit", price=tick, quantity=quantity, post_only=True)
        try:
            again = client.place_order(
                "BTC-USDT", "buy", "limit", price=tick, quantity=quantity, post_only=True,
                client_order_id=order["client_order_id"],
            )
            self.assertEqual(order["id"], again["id"])
            self.assertTrue(client.resolve(order["client_order_id"])["known"])
            self.assertIn(order["id"], [each["id"] for each in client.orders(symbol="BTC-USDT", status="open")])
            with self.assertRaises(FlowexError) as refused:
                client.place_order("BTC-USDT", "buy", "limit", price=tick / 2, quantity=quantity)
            self.assertTrue(refused.exception.code)
        finally:
            self.assertEqual("canceled", client.cancel_order(order["id"])["status"])
        self.backtest(client)
        client.logout()

    def backtest(self, client):
        """A search over the candles of the last days, whose best set has a result."""
        end = datetime.datetime.now(datetime.timezone.utc).replace(minute=0, second=0, microsecond=0)
        start = end - datetime.timedelta(days=3)
        test = client.request_backtest(
            "BTC-USDT", "1h", f"{start:%Y-%m-%dT%H:%M:%SZ}", f"{end:%Y-%m-%dT%H:%M:%SZ}", {"USDT": 10_000},
            built_in="rsi", search={"values": {"period": "5,9"}},
        )
        ended = client.wait_for_backtest(test["id"], timeout=120, every=0.2)
        self.assertEqual("done", ended["state"], ended)
        self.assertEqual(2, len(client.backtest_result(test["id"])["search"]["trials"]))
        self.assertEqual(3, len(client.backtest_table(test["id"], "trials").splitlines()))
        client.delete_backtest(test["id"])


if __name__ == "__main__":
    unittest.main()
