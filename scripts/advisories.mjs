// Asks OSV (https://osv.dev) about every component of a CycloneDX list. Prints one line for each that something is known
// against. Ends with 0 if there is none, 1 if there is one, 2 if OSV cannot be asked.
import { readFileSync } from 'node:fs';

const AT_ONCE = 500; // OSV takes 1,000
const url = process.env.OSV_URL ?? 'https://api.osv.dev';
const list = read(process.argv[2]);
const purls = (list.components ?? [])
  .map((component) => component.purl?.replace(/[?#].*$/, ''))
  .filter((purl) => purl !== undefined && !purl.startsWith('pkg:maven/com.flowex/'));

// A list that is not there is not one against which nothing, or something, is known.
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (failed) {
    console.error(`advisories: ${file} cannot be read: ${failed.message}`);
    process.exit(2);
  }
}

async function ask(some) {
  const response = await fetch(`${url}/v1/querybatch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ queries: some.map((purl) => ({ package: { purl } })) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  const { results } = await response.json();
  if (results?.length !== some.length) throw new Error('answered something else');
  return results.flatMap((result, i) => (result.vulns ?? []).map((known) => `${some[i]}: ${known.id}`));
}

if (purls.length === 0) {
  console.error(`advisories: ${process.argv[2]} lists nothing`);
  process.exit(2);
}
try {
  const known = [];
  for (let i = 0; i < purls.length; i += AT_ONCE) known.push(...(await ask(purls.slice(i, i + AT_ONCE))));
  known.forEach((line) => console.log(`advisories: ${line} (${url.startsWith('https://api.osv.dev') ? 'https://osv.dev/' : url})`));
  process.exit(known.length === 0 ? 0 : 1);
} catch (failed) {
  console.error(`advisories: OSV cannot be asked: ${failed.cause?.message ?? failed.message}`);
  process.exit(2);
}
