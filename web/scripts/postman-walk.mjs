// The story that the Postman collection begins with: operations of the contract, with values of their own and what must come of them.

const RESTING = { symbol: '{{symbol}}', side: 'buy', type: 'limit', price: '10.00', quantity: '0.5' };
const THE_ORDER = { id: '{{order_id}}' };

/** Keeps a field of the answer under a name, for the steps behind. */
function keeps(name, field) {
  return `pm.environment.set('${name}', pm.response.json().${field});`;
}

/** A test: what `answer`, the body, has to be like. */
function test(name, expectation) {
  return `pm.test('${name}', () => { const answer = pm.response.json(); ${expectation}; });`;
}

export const WALK = [
  {
    operationId: 'health',
    name: 'Is the exchange well',
    expects: [200],
    // A busy machine is "limited", and serves everything.
    tests: [test('it is', "pm.expect(answer.status === 'failing').to.equal(false)")],
  },
  {
    operationId: 'register',
    name: 'Register a user',
    expects: [201, 202],
    body: { email: 'walk-{{$guid}}@example.com', password: 'SecurePass123!', first_name: 'First', last_name: 'Walk' },
    tests: [],
  },
  {
    operationId: 'login',
    name: 'Log in',
    expects: [200],
    body: { email: '{{user_email}}', password: '{{user_password}}' },
    tests: [test('a token is given', "pm.expect(answer.access_token).to.be.a('string')")],
  },
  {
    operationId: 'listPairs',
    name: 'What is traded',
    expects: [200],
    tests: [
      test(
        'the market is open',
        [
          "const pair = answer.items.find((known) => known.symbol === pm.environment.get('symbol'))",
          'pm.expect(pair).to.include.all.keys("price_tick", "quantity_lot", "status")',
        ].join('; '),
      ),
    ],
  },
  {
    operationId: 'getOrderBook',
    name: 'Look at the book',
    expects: [200],
    path: { symbol: '{{symbol}}' },
    tests: [test('it is not crossed', 'pm.expect(Number(answer.bids[0][0])).to.be.below(Number(answer.asks[0][0]))')],
  },
  {
    operationId: 'listBalances',
    name: 'What is there to trade with',
    expects: [200],
    tests: [test('decimals are texts', "pm.expect(answer.items[0].available).to.be.a('string')")],
  },
  {
    operationId: 'testOrder',
    name: 'Try an order without placing it',
    expects: [200],
    body: RESTING,
    tests: [test('it says what would be held', "pm.expect(answer.held).to.deep.equal({ asset: 'USDT', amount: '5' })")],
  },
  {
    operationId: 'placeOrder',
    name: 'Rest a bid far below the market',
    expects: [201],
    before: ["pm.environment.set('client_order_id', pm.variables.replaceIn('{{$guid}}'));"],
    body: { ...RESTING, client_order_id: '{{client_order_id}}' },
    tests: [test('it rests', "pm.expect(answer.status).to.equal('open')"), keeps('order_id', 'id')],
  },
  {
    operationId: 'placeOrder',
    name: 'Send it again: it is the same order',
    expects: [200],
    body: { ...RESTING, client_order_id: '{{client_order_id}}' },
    tests: [test('nothing was placed twice', "pm.expect(answer.id).to.equal(pm.environment.get('order_id'))")],
  },
  {
    operationId: 'listOrders',
    name: 'Find it among the open orders',
    expects: [200],
    query: { status: 'open' },
    tests: [
      test(
        'it is there',
        "pm.expect(answer.items.map((order) => order.id)).to.include(pm.environment.get('order_id'))",
      ),
    ],
  },
  {
    operationId: 'cancelOrder',
    name: 'Cancel it',
    expects: [200],
    path: THE_ORDER,
    tests: [test('it is canceled', "pm.expect(answer.status).to.equal('canceled')")],
  },
  {
    operationId: 'getOrder',
    name: 'See that it is',
    expects: [200],
    path: THE_ORDER,
    tests: [test('it is canceled', "pm.expect(answer.status).to.equal('canceled')")],
  },
  {
    operationId: 'placeOrder',
    name: 'Buy a little at the price of the market',
    expects: [201],
    body: { symbol: '{{symbol}}', side: 'buy', type: 'market', quantity: '0.01' },
    tests: [test('it is filled', "pm.expect(answer.status).to.equal('filled')"), keeps('order_id', 'id')],
  },
  {
    operationId: 'listFills',
    name: 'See its fills',
    expects: [200],
    query: { order_id: '{{order_id}}' },
    tests: [
      test(
        'they add up',
        [
          'const bought = answer.items.reduce((sum, fill) => sum + Math.round(Number(fill.quantity) * 1e8), 0)',
          'pm.expect(bought).to.equal(1e6)',
        ].join('; '),
      ),
    ],
  },
  {
    operationId: 'listKlines',
    name: 'Candles of a minute',
    expects: [200],
    path: { symbol: '{{symbol}}' },
    query: { interval: '1m' },
    tests: [test('there are some', 'pm.expect(answer.items).to.not.be.empty')],
  },
  {
    operationId: 'deposit',
    name: 'Deposit over the simulated chain',
    expects: [200, 201],
    body: { currency: 'USDT', amount: '1000' },
    tests: [],
  },
  {
    operationId: 'quoteConvert',
    name: 'Ask what 100 USDT bring',
    expects: [201],
    body: { from: 'USDT', to: 'BTC', amount: '100' },
    tests: [keeps('quote_id', 'id')],
  },
  {
    operationId: 'getConvert',
    name: 'Look at the quote',
    expects: [200],
    path: { id: '{{quote_id}}' },
    tests: [test('it is the one', "pm.expect(answer.id).to.equal(pm.environment.get('quote_id'))")],
  },
  {
    operationId: 'proveLedger',
    name: 'Nothing was made, nothing was lost',
    expects: [200],
    tests: [test('every asset sums to zero', 'pm.expect(answer.zero_sum).to.equal(true)')],
  },
  {
    operationId: 'listAuditEntries',
    name: 'What was done, as an administrator sees it',
    expects: [200],
    tests: [test('there are entries', 'pm.expect(answer.items).to.not.be.empty')],
  },
];
