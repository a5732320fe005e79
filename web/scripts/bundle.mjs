// Writes docs/api/openapi.yaml from the parts in docs/api/parts.
// The parts are joined as text, so that what is published keeps their words, their comments and their line breaks.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Each part gives paths and components; in the published document they stand in this order. */
const PARTS = [
  'shared',
  'identity/sign-in',
  'identity/passkeys',
  'identity/staff-login',
  'identity/recovery',
  'identity/sms',
  'identity/users',
  'trading/markets',
  'trading/orders',
  'trading/history',
  'market-data',
  'wallet',
  'custody',
  'convert',
  'margin',
  'tenants',
  'reports',
  'operations',
  'tasks',
  'risk',
  'surveillance',
  'listings',
  'strategies',
  'p2p',
  'p2p-overview',
  'p2p-reports',
  'p2p-bank-statements',
  'searches',
  'datasets',
];
const KINDS = ['securitySchemes', 'parameters', 'headers', 'responses', 'examples', 'schemas'];
/** A line of a schema that lists the constants of a Java enum, by the file: a list that is written once. */
const LIST = /^( *)x-enum-of: (\S+)$/;
const MADE = '# Made of docs/api/parts by the build: change the parts, never this file.';
const WIDTH = 120;

const docs = new URL('../../docs/api/', import.meta.url);
const folder = new URL('parts/', docs);
const file = new URL('openapi.yaml', docs);

writeFileSync(file, bundle());

function bundle() {
  everyPartIsListed();
  const head = readFileSync(new URL('contract.yaml', folder), 'utf8');
  const parts = PARTS.map((name) => ({ name, sections: sectionsOf(name) }));
  const lines = [MADE, ...head.trimEnd().split('\n'), '', 'paths:', ...join(parts, 'paths', '  '), '', 'components:'];
  KINDS.forEach((kind, at) => lines.push(...(at === 0 ? [] : ['']), `  ${kind}:`, ...join(parts, kind, '    ')));
  return `${lines.join('\n')}\n`;
}

function everyPartIsListed() {
  const there = readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => path.replace(/\.yaml$/, ''));
  const listed = ['contract', ...PARTS];
  listed.filter((name) => !there.includes(name)).forEach((name) => fail(`${path(name)} is not there`));
  there
    .filter((name) => !listed.includes(name))
    .forEach((name) => fail(`${path(name)} is not in web/scripts/bundle.mjs`));
}

/** The lines of a part, by the section they belong to: `paths`, or a kind of component. */
function sectionsOf(name) {
  const sections = {};
  let top, section;
  readFileSync(new URL(`${name}.yaml`, folder), 'utf8')
    .split('\n')
    .flatMap(listed)
    .forEach((line, at) => {
      const refuse = () => fail(`${path(name)}:${at + 1}: ${line.trim()} is neither paths nor a kind of component`);
      if (/^[^ #]/.test(line)) {
        top = line.replace(/:$/, '');
        section = top === 'paths' ? 'paths' : undefined;
        if (!['paths', 'components'].includes(top)) refuse();
      } else if (top === 'components' && /^ {1,3}[^ #]/.test(line)) {
        section = KINDS.find((kind) => line === `  ${kind}:`) ?? refuse();
      } else if (section) {
        (sections[section] ??= []).push(line);
      } else if (line.trim() !== '' && !line.startsWith('#')) {
        refuse();
      }
    });
  return sections;
}

/** The lines that stand for a line: those of a list for `x-enum-of`, else the line itself. */
function listed(line) {
  const [, indent, java] = LIST.exec(line) ?? [];
  if (java === undefined) return [line];
  const source = readFileSync(new URL(`../../${java}`, import.meta.url), 'utf8');
  const names = [...source.matchAll(/^ {4}([A-Z][A-Z0-9_]*)[(,;]/gm)].map(([, name]) => name.toLowerCase());
  if (names.length === 0) fail(`${java} lists no constants`);
  return [`${indent}enum:`, ...names.map((name) => `${indent}  - ${name}`)];
}

function join(parts, section, indent) {
  const owners = new Map();
  return parts
    .filter(({ sections }) => sections[section])
    .flatMap(({ name, sections }) => {
      const lines = trimmed(sections[section]);
      lines
        .map((line) => new RegExp(`^${indent}([^ #][^:]*):`).exec(line)?.[1])
        .filter((entry) => entry !== undefined)
        .forEach((entry) => {
          if (owners.has(entry)) fail(`${entry} is in ${path(owners.get(entry))} and in ${path(name)} (${section})`);
          owners.set(entry, name);
        });
      return [rule(indent, name), ...lines];
    });
}

function trimmed(lines) {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);
}

function rule(indent, name) {
  return `${indent}# ${'-'.repeat(WIDTH - indent.length - 3 - name.length)} ${name}`;
}

function path(name) {
  return `docs/api/parts/${name}.yaml`;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
