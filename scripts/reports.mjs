// Writes what a run left as a report: ./flowex report tests (of Surefire's and JaCoCo's files) and ./flowex report deployment HOME (of the
// journal that scripts/deploy-production.sh keeps). Nothing is in a report that is not in those files; names of folders are left out.
// Ends with 1 where there is nothing to tell of.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const [kind, root, home] = process.argv.slice(2);

function fail(why) {
  console.error(`report: ${why}`);
  process.exit(1);
}

// A report is read elsewhere: a path of this machine appears by its last name only.
const placeless = (text) => text.replace(/(?<![\w.:/])\/(?:[^\s/"'<>|:]+\/)+([^\s/"'<>|:]*)/g, '$1');
const cell = (text) => placeless(text).replaceAll('|', '/').replace(/\s+/g, ' ').trim();
const plain = (text) =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&#10;/g, ' ').replace(/&amp;/g, '&');
const attribute = (tag, name) => plain(tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1] ?? '');
const day = (millis) => new Date(millis).toISOString().replace(/\.\d+Z$/, 'Z');

function modules(folder, name = '', depth = 0) {
  const here = join(folder, 'target', 'surefire-reports');
  const own = existsSync(here) && name !== '' ? [{ name, here }] : [];
  const below = readdirSync(folder, { withFileTypes: true })
    .filter((each) => each.isDirectory() && !['target', 'node_modules', 'src', 'data'].includes(each.name) && !each.name.startsWith('.'))
    .flatMap((each) => (depth < 2 ? modules(join(folder, each.name), name === '' ? each.name : `${name}/${each.name}`, depth + 1) : []));
  return [...own, ...below];
}

function cases(text) {
  return [...text.matchAll(/<testcase\b([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g)].map(([, tag, , body = '']) => {
    const skipped = body.match(/<skipped\b([^>]*)/);
    return {
      name: `${attribute(` ${tag}`, 'classname').replace(/^.*\./, '')}.${attribute(` ${tag}`, 'name')}`,
      failed: /<(failure|error)\b/.test(body),
      skipped: skipped ? attribute(` ${skipped[1]}`, 'message') || 'no reason given' : undefined,
    };
  });
}

function suites({ name, here }) {
  return readdirSync(here)
    .filter((file) => /^TEST-.*\.xml$/.test(file))
    .map((file) => {
      const text = readFileSync(join(here, file), 'utf8');
      const tag = text.match(/<testsuite\b[^>]*>/)?.[0];
      if (tag === undefined) fail(`${name}: ${file} is no report of Surefire`);
      return {
        module: name,
        seconds: Number(attribute(tag, 'time').replace(',', '')),
        written: statSync(join(here, file)).mtimeMs,
        full: /name="flowex\.full" value="true"/.test(text),
        cases: cases(text),
      };
    });
}

function reached() {
  const file = join(root, 'proof/coverage/target/site/jacoco-aggregate/jacoco.csv');
  const lines = {};
  if (!existsSync(file)) return lines;
  for (const row of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
    const columns = row.split(',');
    const module = columns[0].replace(/^.*flowex-/, '');
    lines[module] ??= { missed: 0, covered: 0 };
    lines[module].missed += Number(columns[7]);
    lines[module].covered += Number(columns[8]);
  }
  return lines;
}

function testReport() {
  const all = modules(root).flatMap(suites);
  if (all.length === 0) fail('no test has run here: ./flowex verify');
  const lines = reached();
  const names = [...new Set(all.map((each) => each.module))].sort();
  const count = (some, what) => some.flatMap((each) => each.cases).filter(what).length;
  const row = (title, some, share) =>
    `| ${title} | ${some.length} | ${count(some, () => true)} | ${count(some, (each) => each.failed)} | ${count(some, (each) => each.skipped)} | ${some
      .reduce((sum, each) => sum + each.seconds, 0)
      .toFixed(0)} | ${share} |`;
  const share = (name) => {
    const of = lines[name.replace(/^.*\//, '')];
    return of ? `${((100 * of.covered) / Math.max(1, of.covered + of.missed)).toFixed(1)} % of ${of.covered + of.missed}` : 'not measured';
  };
  const failed = all.flatMap((each) => each.cases).filter((each) => each.failed);
  const skipped = all.flatMap((each) => each.cases).filter((each) => each.skipped);
  const times = all.map((each) => each.written);
  const long = all.filter((each) => each.full).length;
  const asked = readFileSync(join(root, 'build/coverage.txt'), 'utf8');
  console.log(`# Test completion report

Made by \`./flowex report tests\` of what the tests' runs left in \`target\`; nothing is written by hand. The report is a
record of runs at their dates and says nothing of later versions. A class counts as it ran last: after
\`./flowex verify --full\` all are of one run.

- ${all.length} classes, ${count(all, () => true)} tests: **${failed.length === 0 ? 'none failed' : `${failed.length} failed`}**, ${skipped.length} skipped.
- Runs that ended from ${day(Math.min(...times))} to ${day(Math.max(...times))}.
- Long proofs (\`-Dflowex.full=true\`) ${long === 0 ? 'did not run' : `ran in ${long} of the classes`}.
- Lines reached: ${Object.keys(lines).length === 0 ? 'not measured; `./flowex verify` does' : 'by the tests of all modules, asked for in `build/coverage.txt`'}.

| module | classes | tests | failed | skipped | seconds | lines reached |
|---|---|---|---|---|---|---|
${names.map((name) => row(name, all.filter((each) => each.module === name), share(name))).join('\n')}
${row('**all**', all, '')}

## Failed

${failed.length === 0 ? 'None.' : failed.map((each) => `- ${cell(each.name)}`).join('\n')}

## Skipped

${skipped.length === 0 ? 'None.' : skipped.map((each) => `- ${cell(each.name)}: ${cell(each.skipped)}`).sort().join('\n')}

## Below what is asked

${below(lines, asked)}
`);
}

function below(lines, asked) {
  const low = asked
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([module, share]) => module && !module.startsWith('#') && share)
    .filter(([module, share]) => lines[module] && (100 * lines[module].covered) / Math.max(1, lines[module].covered + lines[module].missed) < Number(share))
    .map(([module, share]) => `- ${module}: ${share} % of the lines are asked for`);
  if (Object.keys(lines).length === 0) return 'Not measured.';
  return low.length === 0 ? 'Nothing.' : low.join('\n');
}

// A line of the journal: TIME VERB what was said.
function journal() {
  const file = join(home, 'journal');
  if (!existsSync(file)) fail('nothing was put into service there: scripts/deploy-production.sh deploy');
  const entries = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.match(/^(\S+Z) (\S+) (.*)$/))
    .filter((found) => found !== null)
    .map(([, time, verb, said]) => ({ time, verb, said }));
  const runs = [];
  for (const entry of entries) {
    if (entry.said === 'begins') runs.push({ ...entry, steps: [] });
    else if (runs.length > 0) runs.at(-1).steps.push(entry);
  }
  if (runs.length === 0) fail('nothing was put into service there: scripts/deploy-production.sh deploy');
  return runs;
}

function outcome(run) {
  const end = run.steps.find((step) => /^ends /.test(step.said));
  if (end === undefined) return 'was cut off';
  if (run.steps.some((step) => step.said.includes('was taken back'))) return 'taken back';
  return end.said === 'ends 0' ? 'done' : 'refused';
}

function deploymentReport() {
  const runs = journal();
  const seconds = (run) => {
    const end = run.steps.find((step) => /^ends /.test(step.said));
    return end ? Math.round((Date.parse(end.time) - Date.parse(run.time)) / 1000) : '';
  };
  console.log(`# Production deployment report

Made by \`./flowex report deployment HOME\` of the journal that \`scripts/deploy-production.sh\` keeps; nothing is written by hand.

- ${runs.length} ${runs.length === 1 ? 'run' : 'runs'} from ${runs[0].time} to ${runs.at(-1).steps.at(-1)?.time ?? runs.at(-1).time}: ${['done', 'taken back', 'refused', 'was cut off']
    .map((what) => [what, runs.filter((run) => outcome(run) === what).length])
    .filter(([, times]) => times > 0)
    .map(([what, times]) => `${times} ${what}`)
    .join(', ')}.

| began | what | outcome | seconds |
|---|---|---|---|
${runs.map((run) => `| ${run.time} | ${cell(run.verb)} | ${outcome(run)} | ${seconds(run)} |`).join('\n')}

## Step by step
${runs
  .map(
    (run) =>
      `\n### ${run.verb} of ${run.time}: ${outcome(run)}\n\n${run.steps
        .filter((step) => !/^ends /.test(step.said))
        .map((step) => `- ${step.time} ${cell(step.said)}`)
        .join('\n')}`,
  )
  .join('\n')}
`);
}

if (kind === 'tests') testReport();
else if (kind === 'deployment' && home) deploymentReport();
else fail('what? tests, or deployment HOME');
