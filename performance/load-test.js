// FlowEx's promises under load, as k6 (https://k6.io, version 1.0 or later) measures them:
//
//   FLOWEX_FEATURE_RATE_LIMITING=off ./flowex run        an exchange that does not slow one sender down
//   k6 run performance/load-test.js                      -e RATE=1000 -e DURATION=5m for more of it
//
// Seventy of a hundred requests read, thirty place orders and cancel them; streams are followed beside it, and a depth stream that
// leaves something out fails the test. The thresholds are the floors that FlowEx is built to (docs/benchmarks.md has what it reaches;
// ./flowex load proves besides that nothing acknowledged is lost). Every test run of FlowEx reads this script and walks through it
// once, by a stand-in for k6: k6 itself comes from its makers.
import http from 'k6/http';
import exec from 'k6/execution';
import { check, fail } from 'k6';
import { Rate, Trend } from 'k6/metrics';
import { setTimeout } from 'k6/timers';
import { WebSocket } from 'k6/websockets';

const BASE = __ENV.BASE_URL || 'http://localhost:8000';
const SYMBOL = __ENV.SYMBOL || 'BTC-USDT';
const EMAIL = __ENV.EMAIL || 'demo@flowex.com';
const PASSWORD = __ENV.PASSWORD || 'demo123';
const DURATION = __ENV.DURATION || '1m';
/** Iterations a second of reads and writes together. */
const RATE = Number(__ENV.RATE || 200);
const STREAMS = Number(__ENV.STREAMS || 50);
/** How long each stream is followed, in milliseconds. */
const FOLLOWED = Number(__ENV.FOLLOWED || 20_000);

const READS_OF_TEN = 7;
const JSON_BODY = { 'Content-Type': 'application/json' };

const placed = new Trend('order_duration', true);
const delivered = new Trend('stream_delay', true);
const gapless = new Rate('stream_gapless');

function arriving(rate, run) {
  const seats = Math.max(10, rate);
  return {
    executor: 'constant-arrival-rate',
    exec: run,
    rate,
    timeUnit: '1s',
    duration: DURATION,
    preAllocatedVUs: seats,
    maxVUs: seats * 4,
  };
}

export const options = {
  scenarios: {
    reads: arriving(Math.ceil((RATE * READS_OF_TEN) / 10), 'read'),
    writes: arriving(Math.ceil((RATE * (10 - READS_OF_TEN)) / 10), 'write'),
    streams: {
      executor: 'constant-vus',
      exec: 'follow',
      vus: STREAMS,
      duration: DURATION,
    },
  },
  thresholds: {
    // At most one of a thousand requests may fail.
    http_req_failed: ['rate<0.001'],
    checks: ['rate>0.999'],
    'http_req_duration{kind:read}': ['p(50)<200', 'p(95)<500'],
    order_duration: ['p(50)<50', 'p(95)<100'],
    stream_delay: ['p(99)<50'],
    stream_gapless: ['rate==1'],
  },
};

/** Logs in once for all: what is measured is the exchange, not the hashing of a password. */
export function setup() {
  const login = http.post(`${BASE}/api/auth/login`, JSON.stringify({ email: EMAIL, password: PASSWORD }), {
    headers: JSON_BODY,
  });
  if (login.status !== 200) {
    fail(`no login as ${EMAIL}: ${login.status} ${login.body}`);
  }
  const book = http.get(`${BASE}/api/trading/orderbook/${SYMBOL}`);
  if (book.status !== 200) {
    fail(`no market ${SYMBOL}: ${book.status} ${book.body}`);
  }
  // The clocks of this machine and the exchange's may differ: half the way of one question is the error.
  const asked = Date.now();
  const there = Date.parse(String(http.get(`${BASE}/api/time`).json('time')));
  return {
    token: login.json('access_token'),
    ahead: there - (asked + Date.now()) / 2,
  };
}

const READS = [
  '/api/market-data/tickers',
  `/api/market-data/ticker/${SYMBOL}`,
  `/api/market-data/depth/${SYMBOL}?limit=100`,
  `/api/market-data/trades/${SYMBOL}?limit=100`,
  `/api/market-data/klines/${SYMBOL}?interval=1m&limit=200`,
  '/api/trading/pairs',
];
const OWN_READS = ['/api/trading/orders?limit=50', '/api/trading/trades?limit=50', '/api/wallet/balances'];

export function read({ token }) {
  const paths = [...READS, ...OWN_READS];
  const path = paths[exec.scenario.iterationInTest % paths.length];
  const answer = http.get(`${BASE}${path}`, {
    headers: OWN_READS.includes(path) ? { Authorization: `Bearer ${token}` } : {},
    tags: { kind: 'read', name: path.replace(/\?.*/, '') },
  });
  check(answer, { 'a read is answered': (got) => got.status === 200 });
}

/** A bid far below the market, and its end. Placing and canceling are both what the floors call order processing. */
export function write({ token }) {
  const headers = { ...JSON_BODY, Authorization: `Bearer ${token}` };
  const order = {
    symbol: SYMBOL,
    side: 'buy',
    type: 'limit',
    price: '10.00',
    quantity: '0.5',
    post_only: true,
  };
  const resting = http.post(`${BASE}/api/trading/orders`, JSON.stringify(order), {
    headers,
    tags: { kind: 'order', name: 'place' },
  });
  placed.add(resting.timings.duration);
  if (
    !check(resting, {
      'an order rests': (got) => got.status === 201 && got.json('status') === 'open',
    })
  ) {
    return;
  }
  const gone = http.del(`${BASE}/api/trading/orders/${resting.json('id')}`, null, {
    headers,
    tags: { kind: 'order', name: 'cancel' },
  });
  placed.add(gone.timings.duration);
  check(gone, {
    'an order is canceled': (got) => got.status === 200 && got.json('status') === 'canceled',
  });
}

/** Follows book and trades of the market for a while, as docs/api/market-data-stream.md says. */
export function follow({ ahead }) {
  const socket = new WebSocket(`${BASE.replace(/^http/, 'ws')}/ws/market-data`);
  let began = null;
  let sequence = null;
  socket.onopen = () => {
    for (const channel of ['depth', 'trades']) {
      socket.send(JSON.stringify({ op: 'subscribe', channel, symbol: SYMBOL }));
    }
    setTimeout(() => socket.close(), FOLLOWED);
  };
  socket.onmessage = (event) => {
    const message = JSON.parse(String(event?.data));
    if (message.type === 'depth_snapshot') {
      began ??= message.sequence;
      sequence = message.sequence;
    } else if (message.type === 'depth') {
      gapless.add(message.previous === sequence);
      sequence = message.sequence;
    } else if (message.type === 'trade' && began !== null && message.sequence > began) {
      delivered.add(Date.now() + ahead - Date.parse(message.executed_at));
    }
  };
  socket.onclose = () => check(began, { 'a stream begins with its book': (at) => at !== null });
  socket.onerror = () => check(socket, { 'a stream holds': () => false });
}
