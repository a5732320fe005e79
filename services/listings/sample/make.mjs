// Makes the sample of coins out of the npm package @web3icons/common (MIT): node make.mjs FOLDER_OF_THE_UNPACKED_PACKAGE
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';

const from = process.argv[2];
const { name, version, license } = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8'));
const { tokens } = await import(pathToFileURL(path.join(from, 'dist/metadata/tokens.js')).href);
const text = value => String(value ?? '').replace(/\s+/g, ' ').trim();
// The package leaves the first rank out: bitcoin's, which all others stand behind.
const rank = token => (token.marketCapRank > 0 ? token.marketCapRank : token.id === 'bitcoin' ? 1 : '');
const seen = new Set();
const rows = tokens
  .filter(token => /^[a-z0-9][a-z0-9._-]*$/.test(token.id) && !seen.has(token.id) && seen.add(token.id))
  .map(token => [
    token.id, text(token.symbol), text(token.name), rank(token),
    Object.keys(token.addresses ?? {}).filter(each => /^[a-z0-9-]+$/.test(each)).sort().join(' '),
  ])
  .sort((a, b) => (a[3] || 1e9) - (b[3] || 1e9) || (a[0] < b[0] ? -1 : 1));
const lines = [`# ${name} ${version} (npm, ${license}): id, symbol, name, rank by market cap, networks`, ...rows.map(row => row.join('\t'))];
writeFileSync(fileURLToPath(new URL('../src/main/resources/com/flowex/listings/sample.tsv', import.meta.url)), lines.join('\n') + '\n');
console.log(`${rows.length} coins`);
