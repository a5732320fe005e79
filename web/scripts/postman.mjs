// Writes docs/api/FlowEx.postman_collection.json from the contract; with --check, fails when the file is not what it would write.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const docs = new URL('../../docs/api/', import.meta.url);
const file = new URL('FlowEx.postman_collection.json', docs);
const contract = parse(readFileSync(new URL('openapi.yaml', docs), 'utf8'));

/** Keeps the tokens of a login for the requests after it. */
const KEEP_TOKENS = [
  'const tokens = pm.response.json();',
  "if (tokens.access_token) { pm.collectionVariables.set('access_token', tokens.access_token); }",
  "if (tokens.refresh_token) { pm.collectionVariables.set('refresh_token', tokens.refresh_token); }",
];

const collection = {
  info: {
    name: contract.info.title,
    description: contract.info.description,
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{access_token}}', type: 'string' }] },
  variable: [
    { key: 'base_url', value: 'http://localhost:8000' },
    { key: 'access_token', value: '' },
    { key: 'refresh_token', value: '' },
  ],
  item: contract.tags.map(({ name, description }) => ({ name, description, item: requestsOf(name) })),
};

const text = `${JSON.stringify(collection, null, 2)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
  console.error('FlowEx.postman_collection.json is not what the contract says: npm run contract');
  process.exit(1);
}

function requestsOf(tag) {
  return Object.entries(contract.paths)
    .flatMap(([path, routes]) => METHODS.filter((method) => routes[method]).map((method) => [path, routes, method]))
    .filter(([path, routes, method]) => routes[method].tags.includes(tag) && !path.startsWith('/ws/'))
    .map(([path, routes, method]) => requestOf(path, method, routes[method], routes.parameters ?? []));
}

function requestOf(path, method, operation, shared) {
  const parameters = [...shared, ...(operation.parameters ?? [])].map(resolve);
  const body = bodyOf(operation);
  const keeps = ['login', 'refreshTokens'].includes(operation.operationId);
  return {
    name: operation.summary,
    ...(keeps ? { event: [{ listen: 'test', script: { type: 'text/javascript', exec: KEEP_TOKENS } }] } : {}),
    request: {
      method: method.toUpperCase(),
      ...(operation.security?.length === 0 ? { auth: { type: 'noauth' } } : {}),
      header: [
        ...(body ? [{ key: 'Content-Type', value: 'application/json' }] : []),
        ...fieldsOf(parameters, 'header').map((header) => ({ ...header, disabled: true })),
      ],
      ...(body ? { body: { mode: 'raw', raw: JSON.stringify(body, null, 2) } } : {}),
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
