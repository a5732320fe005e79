// Writes docs/api/FlowEx.postman_collection.json and its environment from the contract; with --check, fails when a file is not
// what it would write. Every request has tests; the folder "A first walk" is a story whose every step must come out well.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { BINANCE_VALUES, binanceFolder } from './postman-binance.mjs';
import { WALK } from './postman-walk.mjs';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const docs = new URL('../../docs/api/', import.meta.url);
const contract = parse(readFileSync(new URL('openapi.yaml', docs), 'utf8'));

/** Requests for callers whose token is in `admin_token` only. */
const OF_ADMINS = [
  ...['users_read', 'users_manage', 'halt', 'markets_manage', 'custody_manage', 'audit_read'],
  ...['tenant_configure', 'tenants_manage'],
];

/** Keeps the tokens of a login for the requests after it; who is an administrator stays in a place of their own. */
const KEEP_TOKENS = [
  'const tokens = pm.response.code === 200 ? pm.response.json() : {};',
  "if (tokens.access_token) { pm.environment.set('access_token', tokens.access_token); }",
  "if (tokens.refresh_token) { pm.environment.set('refresh_token', tokens.refresh_token); }",
];

/** Logs in who has no token yet, by what the environment says of them. */
const LOG_IN = [
  'const auth = JSON.stringify(pm.request.auth ?? {});',
  "const who = auth.includes('admin_token') ? 'admin' : auth.includes('noauth') ? null : 'user';",
  "const slot = who === 'admin' ? 'admin_token' : 'access_token';",
  'if (who && !pm.environment.get(slot)) {',
  '  pm.sendRequest({',
  "    url: pm.environment.get('base_url') + '/api/auth/login',",
  "    method: 'POST',",
  "    header: { 'Content-Type': 'application/json' },",
  '    body: {',
  "      mode: 'raw',",
  '      raw: JSON.stringify({',
  "        email: pm.environment.get(who + '_email'),",
  "        password: pm.environment.get(who + '_password'),",
  '      }),',
  '    },',
  '  }, (fault, answer) => {',
  '    if (!fault && answer.code === 200) { pm.environment.set(slot, answer.json().access_token); }',
  '  });',
  '}',
];

/** A token that is refused is forgotten, so that the next request logs in again. */
const FORGET_TOKENS = [
  'if (pm.response.code === 401) {',
  "  pm.environment.unset(JSON.stringify(pm.request.auth ?? {}).includes('admin_token') ? 'admin_token' : 'access_token');",
  '}',
];

const operations = Object.entries(contract.paths).flatMap(([path, routes]) =>
  METHODS.filter((method) => routes[method]).map((method) => ({
    ...routes[method],
    path,
    method,
    parameters: [...(routes.parameters ?? []), ...(routes[method].parameters ?? [])].map(resolve),
  })),
);

const collection = {
  info: {
    name: contract.info.title,
    description: contract.info.description,
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  auth: bearer('access_token'),
  event: [event('prerequest', LOG_IN), event('test', FORGET_TOKENS)],
  item: [
    {
      name: 'A first walk',
      description: 'From a registration to a trade and back, each step with what the one before answered.',
      item: WALK.map(stepOf),
    },
    // Before those that stop and narrow markets.
    binanceFolder(event),
    ...contract.tags.map(({ name, description }) => ({ name, description, item: requestsOf(name) })),
  ],
};

const environment = {
  name: `${contract.info.title} on this machine`,
  values: [
    variable('base_url', 'http://localhost:8000'),
    variable('user_email', 'demo@flowex.com'),
    variable('user_password', 'demo123', 'secret'),
    variable('admin_email', 'admin@flowex.com'),
    variable('admin_password', 'admin123', 'secret'),
    variable('symbol', 'BTC-USDT'),
    ...['access_token', 'refresh_token', 'admin_token'].map((key) => variable(key, '', 'secret')),
    ...BINANCE_VALUES.map((value) => variable(...value)),
  ],
  _postman_variable_scope: 'environment',
};

written('FlowEx.postman_collection.json', collection);
written('FlowEx.postman_environment.json', environment);

function written(name, content) {
  const file = new URL(name, docs);
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${name} is not what the contract says: npm --prefix web run postman`);
    process.exit(1);
  }
}

function requestsOf(tag) {
  return operations
    .filter((operation) => operation.tags.includes(tag) && !operation.path.startsWith('/ws/'))
    .map((operation) => {
      const keeps = ['login', 'refreshTokens'].includes(operation.operationId);
      return requestOf(operation, [...(keeps ? KEEP_TOKENS : []), ...answersAsDocumented(operation)]);
    });
}

/** The answer is one that the contract knows of, and a good one has what the contract promises. */
function answersAsDocumented(operation) {
  const statuses = Object.keys(operation.responses).map(Number).sort();
  const good = statuses.filter((status) => status < 300);
  return [
    `pm.test('answers as the contract says', () => pm.expect(pm.response.code).to.be.oneOf(${JSON.stringify(statuses)}));`,
    ...good.flatMap((status) => {
      const keys = keysOf(operation.responses[status]);
      return keys.length === 0
        ? []
        : [
            `if (pm.response.code === ${status}) {`,
            `  pm.test('has every field', () => pm.expect(pm.response.json()).to.include.all.keys(${JSON.stringify(keys)}));`,
            '}',
          ];
    }),
    'if (pm.response.code >= 400 && pm.response.code !== 503) {',
    "  pm.test('is a problem with a code', () => pm.expect(pm.response.json().code).to.be.a('string'));",
    '}',
  ];
}

function keysOf(response) {
  const content = resolve(response).content ?? {};
  // An operation with several formats answers in the other one where none is asked for.
  const schema = Object.keys(content).length === 1 ? content['application/json']?.schema : undefined;
  return schema ? (resolve(schema).required ?? []) : [];
}

/** A step of the walk: an operation of the contract with values of its own and what must come of them. */
function stepOf({ operationId, name, body, path = {}, query = {}, expects, before = [], tests }) {
  const operation = operations.find((known) => known.operationId === operationId);
  const request = requestOf(operation, [
    ...(operationId === 'login' ? KEEP_TOKENS : []),
    `pm.test('answers ${expects.join(' or ')}', () => pm.expect(pm.response.code).to.be.oneOf(${JSON.stringify(expects)}));`,
    ...tests,
  ]);
  request.name = name;
  if (before.length > 0) {
    request.event.unshift(event('prerequest', before));
  }
  if (body) {
    request.request.body.raw = JSON.stringify(body, null, 2);
  }
  request.request.url.variable.forEach((variable) => (variable.value = path[variable.key] ?? variable.value));
  request.request.url.query
    .filter(({ key }) => key in query)
    .forEach((parameter) => Object.assign(parameter, { value: query[parameter.key], disabled: false }));
  return request;
}

function requestOf(operation, tests) {
  const { path, parameters } = operation;
  const body = bodyOf(operation);
  const form = operation.requestBody?.content['application/x-www-form-urlencoded']?.example;
  return {
    name: operation.summary,
    event: [event('test', tests)],
    request: {
      method: operation.method.toUpperCase(),
      ...authOf(operation),
      header: [
        ...(body ? [{ key: 'Content-Type', value: 'application/json' }] : []),
        ...fieldsOf(parameters, 'header').map((header) => ({ ...header, disabled: true })),
      ],
      ...(body ? { body: { mode: 'raw', raw: JSON.stringify(body, null, 2) } } : {}),
      ...(form
        ? {
            body: {
              mode: 'urlencoded',
              urlencoded: Object.entries(form).map(([key, value]) => ({ key, value, type: 'text' })),
            },
          }
        : {}),
      url: {
        raw: `{{base_url}}${path.replace(/\{(\w+)\}/g, ':$1')}`,
        host: ['{{base_url}}'],
        path: path
          .slice(1)
          .replace(/\{(\w+)\}/g, ':$1')
          .split('/'),
        variable: fieldsOf(parameters, 'path'),
        query: fieldsOf(parameters, 'query').map((query) => ({ ...query, disabled: true })),
      },
      description: operation.description ?? operation.summary,
    },
  };
}

function authOf(operation) {
  if (operation.security?.length === 0) {
    return { auth: { type: 'noauth' } };
  }
  return OF_ADMINS.includes(operation['x-permission']) ? { auth: bearer('admin_token') } : {};
}

function bearer(slot) {
  return { type: 'bearer', bearer: [{ key: 'token', value: `{{${slot}}}`, type: 'string' }] };
}

function event(listen, exec) {
  return { listen, script: { type: 'text/javascript', exec } };
}

function variable(key, value, type = 'default') {
  return { key, value, type, enabled: true };
}

function fieldsOf(parameters, where) {
  return parameters
    .filter((parameter) => parameter.in === where)
    .map(({ name, description, example, schema }) => ({
      key: name,
      value: String(example ?? resolve(schema).example ?? resolve(schema).default ?? ''),
      description,
    }));
}

/** The first example of the contract; a session's own refresh token where one is sent. */
function bodyOf(operation) {
  const media = operation.requestBody?.content['application/json'];
  const body = media && (media.example ?? Object.values(media.examples)[0].value);
  return body?.refresh_token ? { ...body, refresh_token: '{{refresh_token}}' } : body;
}

function resolve(node) {
  if (!node.$ref) {
    return node;
  }
  return node.$ref
    .slice(2)
    .split('/')
    .reduce((at, name) => at[name], contract);
}
