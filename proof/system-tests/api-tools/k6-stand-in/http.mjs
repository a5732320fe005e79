// k6 asks and waits; so does curl, for whom Node waits.
import { spawnSync } from 'node:child_process';
import { measured } from './seen.mjs';

const BEHIND_THE_BODY = '\n%{http_code}';

function ask(method, url, body, { headers = {} } = {}) {
  const began = performance.now();
  const curl = spawnSync(
    'curl',
    [
      ...['--silent', '--show-error', '--max-time', '60', '--request', method, '--write-out', BEHIND_THE_BODY],
      ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
      ...(body === null || body === undefined ? [] : ['--data-binary', '@-']),
      url,
    ],
    { input: body ?? '', encoding: 'utf8', maxBuffer: 64 << 20 },
  );
  if (curl.status !== 0) {
    throw new Error(`${method} ${url}: ${curl.error ?? curl.stderr}`);
  }
  const duration = performance.now() - began;
  const end = curl.stdout.lastIndexOf('\n');
  const answer = new Answer(Number(curl.stdout.slice(end + 1)), curl.stdout.slice(0, end), duration);
  measured('http_req_duration', duration);
  measured('http_req_failed', answer.status >= 400 ? 1 : 0);
  return answer;
}

class Answer {
  constructor(status, body, duration) {
    Object.assign(this, { status, body, timings: { duration } });
  }

  json(path) {
    const whole = JSON.parse(this.body);
    return path === undefined ? whole : path.split('.').reduce((at, key) => at?.[key], whole);
  }
}

export default {
  get: (url, params) => ask('GET', url, null, params),
  post: (url, body, params) => ask('POST', url, body, params),
  put: (url, body, params) => ask('PUT', url, body, params),
  patch: (url, body, params) => ask('PATCH', url, body, params),
  del: (url, body, params) => ask('DELETE', url, body, params),
};
