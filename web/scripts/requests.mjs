// Writes docs/api/binance-requests.yaml, what clients of Binance ask for over the WebSocket API, from binance.yaml: every operation there that has an
// `x-method`, and what is about the connection itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

const docs = new URL('../../docs/api/', import.meta.url);
const rest = parse(readFileSync(new URL('binance.yaml', docs), 'utf8'));

/** Parameters that sign a request; over a connection that is logged on, `timestamp` is enough. */
const SIGNING = {
  apiKey: { type: 'string' },
  timestamp: { type: 'integer', description: 'Milliseconds or microseconds since 1970' },
  recvWindow: { type: ['integer', 'string'] },
  signature: { type: 'string', description: 'Over all parameters, sorted by name' },
};
const NONE = {};
/** About the connection: who speaks over it, and whose user data it is sent. */
const OF_CONNECTIONS = [
  ['session.logon', 'Signs the connection, once for all that follows', SIGNING, ['apiKey', 'timestamp', 'signature']],
  ['session.status', 'Whose key signs the connection', NONE],
  ['session.logout', 'Forgets the key', NONE],
  ['session.subscriptions', 'Whose user data the connection is sent', NONE],
  ['userDataStream.subscribe', 'Sends the user data of who is logged on', NONE],
  [
    'userDataStream.subscribe.signature',
    'Sends the user data of who signs',
    SIGNING,
    ['apiKey', 'timestamp', 'signature'],
  ],
  [
    'userDataStream.subscribe.listenToken',
    'Sends the user data of the account of a token until the token expires',
    { listenToken: { type: 'string', description: 'As `POST /sapi/v1/userListenToken` gave it' } },
    ['listenToken'],
  ],
  ['userDataStream.unsubscribe', 'Ends one subscription, or all', { subscriptionId: { type: ['integer', 'string'] } }],
];

const methods = [
  ...Object.values(rest.paths).flatMap((routes) => Object.values(routes).filter((route) => route['x-method'])),
].map((operation) => {
  const parameters = (operation.parameters ?? []).map(resolve);
  const signed = operation.security?.length === 0 ? NONE : SIGNING;
  const fields = Object.fromEntries(parameters.map(({ name, description }) => [name, described(description)]));
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return [operation['x-method'], operation.summary, { ...fields, ...signed }, required];
});

const all = [...methods, ...OF_CONNECTIONS].sort(([a], [b]) => (a < b ? -1 : 1));
const names = all.map(([method]) => [method, nameOf(method)]);
const document = {
  asyncapi: '3.0.0',
  info: {
    title: 'FlowEx requests for clients of Binance',
    version: rest.info.version,
    license: rest.info.license,
    description:
      'What is asked over `/ws-api/v3`: each request is answered once, by the `id` that it came with. What differs from Binance: `docs/binance.md`; ' +
      'what the methods answer: `binance.yaml`, where each operation says its `x-method`; what comes by itself after a subscription: `binance-streams.yaml`. ' +
      'With `?timeUnit=MICROSECOND` in the address all times are in microseconds. Every method also takes `returnRateLimits`. A parameter that a method does not take is refused by its name.\n',
  },
  defaultContentType: 'application/json',
  servers: {
    local: {
      host: 'localhost:8000',
      protocol: 'ws',
      description: 'What `./flowex run` starts. Behind TLS the protocol is `wss`.',
    },
  },
  channels: {
    api: {
      address: '/ws-api/v3',
      title: 'Requests and their answers',
      description: 'Texts of JSON, one request each.',
      servers: [{ $ref: '#/servers/local' }],
      messages: Object.fromEntries(
        [...names.map(([, name]) => name), 'Answered', 'Refused'].map((name) => [
          name,
          { $ref: `#/components/messages/${name}` },
        ]),
      ),
    },
  },
  operations: {
    ask: {
      action: 'receive',
      title: 'What a client asks for',
      channel: { $ref: '#/channels/api' },
      messages: names.map(([, name]) => ({ $ref: `#/channels/api/messages/${name}` })),
    },
    answer: {
      action: 'send',
      title: 'How it is answered',
      channel: { $ref: '#/channels/api' },
      messages: ['Answered', 'Refused'].map((name) => ({ $ref: `#/channels/api/messages/${name}` })),
    },
  },
  components: {
    messages: {
      ...Object.fromEntries(
        all.map(([method, summary]) => [
          nameOf(method),
          {
            title: method,
            summary,
            payload: { $ref: `#/components/schemas/${nameOf(method)}` },
          },
        ]),
      ),
      Answered: {
        title: 'It was done',
        payload: { $ref: '#/components/schemas/Answered' },
      },
      Refused: {
        title: 'It was refused',
        payload: { $ref: '#/components/schemas/Refused' },
      },
    },
    schemas: {
      ...Object.fromEntries(
        all.map(([method, , fields, required = []]) => [nameOf(method), requestSchema(method, fields, required)]),
      ),
      Answered: answered({ result: { description: 'As the operation of this method answers over HTTP' } }),
      Refused: answered({
        error: {
          type: 'object',
          required: ['code', 'msg'],
          properties: {
            code: { type: 'integer' },
            msg: { type: 'string' },
            data: {
              type: 'object',
              description: 'Of 429: `serverTime`, and `retryAfter`, when it may be asked again',
            },
          },
        },
      }),
    },
  },
};

const file = new URL('binance-requests.yaml', docs);
const text = `# Made of binance.yaml by the build: change that, never this file.\n${stringify(document, { lineWidth: 160, aliasDuplicateObjects: false })}`;
writeFileSync(file, text);

function requestSchema(method, fields, required) {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'method', ...(required.length > 0 ? ['params'] : [])],
    properties: {
      id: identity(),
      method: { type: 'string', enum: [method] },
      params: {
        type: 'object',
        additionalProperties: false,
        ...(required.length > 0 ? { required } : {}),
        properties: { ...fields, returnRateLimits: { type: ['boolean', 'string'] } },
      },
    },
  };
}

function answered(more) {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'status', ...Object.keys(more)],
    properties: {
      id: identity(),
      status: { type: 'integer', description: 'As that of HTTP' },
      ...more,
      rateLimits: { type: 'array', items: { type: 'object' } },
    },
  };
}

function identity() {
  return {
    type: ['integer', 'string', 'null'],
    maxLength: 64,
    description: 'Comes back as it was',
  };
}

function described(description) {
  return description === undefined ? {} : { description };
}

/** `order.amend.keepPriority` is OrderAmendKeepPriority. */
function nameOf(method) {
  return method
    .split('.')
    .map((part) => part[0].toUpperCase() + part.slice(1))
    .join('');
}

function resolve(node) {
  return node.$ref
    ? node.$ref
        .slice(2)
        .split('/')
        .reduce((at, name) => at[name], rest)
    : node;
}
