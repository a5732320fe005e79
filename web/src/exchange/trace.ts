import type { Fetch } from './http';
import { newId } from './id';

/**
 * Has a trace begin with each request (W3C Trace Context, `traceparent`), so that what the exchange has in its log of it can be found. It asks for no recording: what share is recorded
 * is the exchange's to say.
 */
export const traced =
  (fetcher: Fetch): Fetch =>
  (url, init) => {
    const headers = new Headers(init.headers);
    headers.set('traceparent', `00-${newId()}-${newId().slice(0, 16)}-00`);
    return fetcher(url, { ...init, headers });
  };
