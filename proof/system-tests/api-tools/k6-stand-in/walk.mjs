// walk.mjs SCRIPT: a k6 script once from end to end, without k6: its options are read, its setup is run, each of its scenarios a few
// times. Prints what was checked and measured; ends with 1 when a check failed, a scenario has no function, a threshold no metric.
import { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { seen } from './seen.mjs';

const TIMES = 9;
const BUILT_IN = ['checks', 'http_req_duration', 'http_req_failed', 'http_reqs', 'iteration_duration'];
const THRESHOLD = /^(rate|count|value|avg|min|max|med|p\(\d+(\.\d+)?\))\s*(<|<=|>|>=|==)\s*\d+(\.\d+)?$/;

globalThis.__ENV = process.env;
register('./hooks.mjs', import.meta.url);
const script = await import(pathToFileURL(resolve(process.argv[2])).href);

const wrong = [...wrongScenarios(), ...wrongThresholds()];
const data = script.setup?.();
for (const { exec } of Object.values(script.options.scenarios)) {
  for (seen.iteration = 0; seen.iteration < TIMES; seen.iteration += 1) {
    script[exec](data);
  }
}
process.once('beforeExit', () => {
  const failed = Object.entries(seen.checks).filter(([, { fails }]) => fails > 0);
  const silent = Object.keys(seen.metrics).filter((name) => seen.metrics[name].length === 0);
  const measured = Object.fromEntries(Object.entries(seen.metrics).map(([name, values]) => [name, values.length]));
  console.log(JSON.stringify({ wrong, checks: seen.checks, measured, silent }, null, 2));
  process.exitCode = wrong.length + failed.length === 0 ? 0 : 1;
});

function wrongScenarios() {
  return Object.entries(script.options.scenarios)
    .filter(([, { exec }]) => typeof script[exec] !== 'function')
    .map(([name, { exec }]) => `scenario ${name} runs ${exec}, which is not exported`);
}

function wrongThresholds() {
  const known = new Set([...BUILT_IN, ...Object.keys(seen.metrics)]);
  return Object.entries(script.options.thresholds).flatMap(([name, conditions]) => [
    ...(known.has(name.replace(/\{.*/, '')) ? [] : [`threshold on ${name}, which nothing measures`]),
    ...conditions.filter((condition) => !THRESHOLD.test(condition)).map((condition) => `${name}: ${condition}`),
  ]);
}
