// Writes docs/api/streams.html, binance-streams.html and binance-requests.html, the AsyncAPI documents as people read them.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const docs = new URL('../../docs/api/', import.meta.url);
/** Which page is made of which document. */
const PAGES = [
  ['streams.html', 'asyncapi.yaml'],
  ['binance-streams.html', 'binance-streams.yaml'],
  ['binance-requests.html', 'binance-requests.yaml'],
];
const LINKS = [
  ['/docs', 'REST'],
  ['/docs/streams', 'Streams'],
  ['/docs/binance', 'Clients of Binance'],
  ['/docs/binance-streams', 'their streams'],
  ['/docs/binance-requests', 'their requests'],
];
let streams;

for (const [name, document] of PAGES) {
  streams = parse(readFileSync(new URL(document, docs), 'utf8'));
  const file = new URL(name, docs);
  const text = page(name, document);
  writeFileSync(file, text);
}

function page(name, document) {
  const path = `/docs/${name.replace('.html', '')}`;
  const link = ([to, words]) => `<a href="${to}"${to === path ? ' aria-current="page"' : ''}>${words}</a>`;
  return `<!doctype html>
<!-- Made of ${document} by the build: change that, never this file. -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(streams.info.title)}</title>
<link rel="stylesheet" href="/docs/streams.css">
</head>
<body>
<nav aria-label="Documents">${LINKS.map(link).join(' ')}
<a href="/docs/${document}">${document}</a> <a href="/docs/openapi.yaml">openapi.yaml</a></nav>
<main>
<h1>${escaped(streams.info.title)}</h1>
${words(streams.info.description)}
${Object.entries(streams.channels).map(channel).join('\n')}
</main>
</body>
</html>
`;
}

function channel([name, { address, title, description }]) {
  const operations = Object.values(streams.operations).filter((operation) =>
    operation.channel.$ref.endsWith(`/${name}`),
  );
  return `<section id="${name}">
<h2>${escaped(title)} <code>${escaped(address)}</code></h2>
${words(description)}
${operations.map(operation).join('\n')}
</section>`;
}

function operation({ title, description, messages }) {
  return `<h3>${escaped(title)}</h3>
${words(description ?? '')}
${messages.map(({ $ref }) => message(resolve(resolve({ $ref })))).join('\n')}`;
}

function message({ title, summary, payload, examples = [] }) {
  const schema = resolve(payload);
  const required = [...(schema.required ?? [])];
  const { params, ...fields } = schema.properties ?? {};
  // The parameters of a request stand one level deeper.
  const inner = Object.entries(params?.properties ?? {}).map(([field, of]) => [`params.${field}`, of]);
  required.push(...(params?.required ?? []).map((field) => `params.${field}`));
  const shown =
    params === undefined || inner.length > 0
      ? [...Object.entries(fields), ...inner]
      : Object.entries(schema.properties);
  const rows = shown.map(
    ([field, of]) =>
      `<tr><th scope="row"><code>${escaped(field)}</code></th><td>${escaped(kind(of))}</td><td>${required.includes(field) ? '' : 'optional'}</td><td>${inline(resolve(of).description ?? '')}</td></tr>`,
  );
  return `<article>
<h4>${escaped(title)}</h4>
${words(summary ?? '')}
<table>
<thead><tr><th scope="col">field</th><th scope="col">is</th><th scope="col"></th><th scope="col">means</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
${examples.map(({ payload: example }) => `<pre>${escaped(JSON.stringify(example))}</pre>`).join('\n')}
</article>`;
}

function kind(of) {
  const schema = resolve(of);
  if (schema.const !== undefined || schema.enum?.length === 1) {
    return `"${schema.const ?? schema.enum[0]}"`;
  }
  if (schema.enum) {
    return schema.enum.join(' | ');
  }
  return schema.type === 'array' ? `list of ${kind(schema.items)}` : [schema.type].flat().join(' or ');
}

/** Paragraphs, of which only `code` is marked. */
function words(description) {
  return description
    .trim()
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map((paragraph) => `<p>${inline(paragraph)}</p>`)
    .join('\n');
}

function inline(line) {
  return escaped(line).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escaped(line) {
  return String(line).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function resolve(node) {
  return node.$ref
    ? node.$ref
        .slice(2)
        .split('/')
        .reduce((at, name) => at[name], streams)
    : node;
}
