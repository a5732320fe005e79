import { expect, test } from 'vitest';
import { traced } from './trace';

test('a trace of its own begins with each request, beside the headers that it has', async () => {
  const seen: Headers[] = [];
  const fetcher = traced((_, init) => {
    seen.push(new Headers(init.headers));
    return Promise.resolve(new Response());
  });

  await fetcher('/api/time', { headers: { Authorization: 'Bearer a1' } });
  await fetcher('/api/time', {});

  const traces = seen.map((headers) => headers.get('traceparent'));
  traces.forEach((trace) => expect(trace).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-00$/));
  expect(new Set(traces).size).toBe(2);
  expect(seen[0]?.get('Authorization')).toBe('Bearer a1');
});
