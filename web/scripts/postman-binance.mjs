// The folder of the Postman collection for who comes as a client of Binance: every operation of binance.yaml, signed before it is sent by a key that is
// made once; it begins with a walk whose every step must come out well.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const contract = parse(readFileSync(new URL('../../docs/api/binance.yaml', import.meta.url), 'utf8'));
const METHODS = ['get', 'post', 'put', 'delete'];

/** A key of the environment's user, made where none is there yet. */
const MAKE_KEY = [
  "const base = pm.environment.get('base_url');",
  'const ask = (path, headers, body, then) => pm.sendRequest({',
  "  url: base + path, method: 'POST', header: { 'Content-Type': 'application/json', ...headers },",
  "  body: { mode: 'raw', raw: JSON.stringify(body) },",
  '}, (fault, answer) => { if (!fault && answer.code < 300) { then(answer.json()); } });',
  "const signed = pm.request.headers.has('X-MBX-APIKEY');",
  "if (signed && !pm.environment.get('binance_key')) {",
  "  const who = { email: pm.environment.get('user_email'), password: pm.environment.get('user_password') };",
  "  ask('/api/auth/login', {}, who, ({ access_token }) => ask('/api/auth/api-keys',",
  "    { Authorization: 'Bearer ' + access_token }, { label: 'postman', permissions: ['read', 'trade'] }, (key) => {",
  "      pm.environment.set('binance_key', key.api_key);",
  "      pm.environment.set('binance_secret', key.api_secret);",
  '    }));',
  '}',
];

/** The time and, over the query as it is sent, HMAC-SHA256 with the key's secret. */
const SIGN = [
  "if (pm.request.headers.has('X-MBX-APIKEY')) {",
  '  const query = pm.request.url.query;',
  "  ['timestamp', 'signature'].forEach((name) => query.remove(name));",
  "  query.add({ key: 'timestamp', value: String(Date.now()) });",
  '  const sent = query.filter((field) => !field.disabled).map(({ key, value }) =>',
  "    key + '=' + encodeURIComponent(pm.variables.replaceIn(value)));",
  "  const signature = require('crypto-js').HmacSHA256(sent.join('&'), pm.environment.get('binance_secret')).toString();",
  "  query.add({ key: 'signature', value: signature });",
  '}',
];

const operations = Object.entries(contract.paths).flatMap(([path, routes]) =>
  METHODS.filter((method) => routes[method]).map((method) => ({ ...routes[method], path, method })),
);

const FAR = {
  symbol: '{{binance_symbol}}',
  side: 'BUY',
  type: 'LIMIT',
  timeInForce: 'GTC',
  quantity: '0.5',
  price: '10.00',
};
const THE_ORDER = { symbol: '{{binance_symbol}}', orderId: '{{binance_order}}' };
const WALK = [
  ['getTime', 'What time is it', {}, ["pm.expect(answer.serverTime).to.be.a('number')"]],
  ['getAccount', 'What is mine', {}, ["pm.expect(answer.balances).to.be.an('array')"]],
  ['postOrderTest', 'Try an order', FAR, ["pm.expect(answer).to.be.an('object')"]],
  [
    'postOrder',
    'Place it',
    FAR,
    [
      "pm.expect(answer.symbol).to.equal(pm.environment.get('binance_symbol'))",
      "pm.environment.set('binance_order', String(answer.orderId))",
    ],
  ],
  ['getOrder', 'Look at it', THE_ORDER, ["pm.expect(answer.status).to.equal('NEW')"]],
  ['deleteOrder', 'Cancel it', THE_ORDER, ["pm.expect(answer.status).to.equal('CANCELED')"]],
];

export const BINANCE_VALUES = [
  ['binance_symbol', 'BTCUSDT', 'default'],
  ['binance_key', '', 'secret'],
  ['binance_secret', '', 'secret'],
];

/** @param event writes a script of Postman's */
export function binanceFolder(event) {
  return {
    name: 'Clients of Binance',
    description: contract.info.description,
    auth: { type: 'noauth' },
    event: [event('prerequest', MAKE_KEY)],
    item: [
      { name: 'A walk', description: 'Every step must come out well.', item: WALK.map(stepOf) },
      ...contract.tags.map(({ name, description }) => ({
        ...{ name, description },
        item: operations.filter(({ tags }) => tags.includes(name)).map((operation) => requestOf(operation)),
      })),
    ],
  };

  function stepOf([operationId, name, values, expected]) {
    const operation = operations.find((known) => known.operationId === operationId);
    return requestOf(operation, {
      ...{ name, values },
      tests: [
        "pm.test('answers 200', () => pm.expect(pm.response.code, pm.response.text()).to.equal(200));",
        `pm.test('as it should', () => { const answer = pm.response.json(); ${expected.join('; ')}; });`,
      ],
    });
  }

  function requestOf(
    operation,
    { name = operation.summary, values = null, tests = answersAsDocumented(operation) } = {},
  ) {
    const isSigned = operation.security?.length !== 0;
    // A listen key is asked for by the key alone.
    const isKeyed = isSigned || operation.tags.includes('user');
    const query = (operation.parameters ?? []).map(resolve).map((parameter) => ({
      key: parameter.name,
      value: values?.[parameter.name] ?? exampleOf(parameter),
      description: parameter.description,
      disabled: values === null ? !parameter.required : !(parameter.name in values),
    }));
    return {
      name,
      event: [...(isSigned ? [event('prerequest', SIGN)] : []), event('test', tests)],
      request: {
        method: operation.method.toUpperCase(),
        header: isKeyed ? [{ key: 'X-MBX-APIKEY', value: '{{binance_key}}' }] : [],
        url: {
          raw: `{{base_url}}${operation.path}`,
          host: ['{{base_url}}'],
          path: operation.path.slice(1).split('/'),
          query,
        },
        description: operation.description ?? operation.summary,
      },
    };
  }
}

/** The answer is one that the document knows of, and a refusal is in Binance's words. */
function answersAsDocumented({ responses }) {
  const statuses = Object.keys(responses).map(Number).sort();
  return [
    `pm.test('answers as the document says', () => pm.expect(pm.response.code).to.be.oneOf(${JSON.stringify(statuses)}));`,
    'if (pm.response.code >= 400) {',
    "  pm.test('is refused with a code', () => pm.expect(pm.response.json().code).to.be.a('number'));",
    '}',
  ];
}

function exampleOf({ name, example, schema }) {
  const known = resolve(schema);
  return name === 'symbol'
    ? '{{binance_symbol}}'
    : String(example ?? known.example ?? known.default ?? known.enum?.[0] ?? '');
}

function resolve(node) {
  return node.$ref
    ? node.$ref
        .slice(2)
        .split('/')
        .reduce((at, name) => at[name], contract)
    : node;
}
