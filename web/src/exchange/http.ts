/** Requests to the exchange: JSON there and back, problems as exceptions. */
import type { paths } from './contract';
import { Problem, type FieldFault } from './problem';

type Method = 'get' | 'post' | 'put' | 'delete' | 'patch';
type Path = keyof paths;

/** The successful answer of a route: taken from the contract, so a misread field does not compile. */
export type Answer<P extends Path, M extends Method> =
  paths[P] extends Record<M, { responses: infer R }>
    ? | JsonOf<R extends { 200: infer Ok } ? Ok : R extends { 201: infer Created } ? Created : never>
      | (R extends { 202: infer Started } ? JsonOf<Started> : never)
    : never;

type JsonOf<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;

/** The body of a route's request. */
export type Body<P extends Path, M extends Method> =
  paths[P] extends Record<M, { requestBody: { content: { 'application/json': infer B } } }> ? B : never;

export interface Request<P extends Path> {
  readonly path: P;
  /** Values for the names in braces. */
  readonly names?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | null>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Version that was read; the exchange refuses the change if the present version is another one. */
  readonly version?: string;
  /** True if nothing was there when it was read; the exchange refuses the change if something is there by now. */
  readonly ifNone?: boolean;
  readonly body?: unknown;
}

/** The start of a file. */
export interface Beginning {
  /** Whole lines. */
  readonly text: string;
  /** True if that is all of it. */
  readonly isAll: boolean;
  readonly header: (name: string) => string | null;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const TIMEOUT_MILLIS = 15_000;
/** A file is made while it is sent. */
const FILE_TIMEOUT_MILLIS = 10 * 60_000;

export class Http {
  /** @param fetcher the browser's, or a test's */
  constructor(private readonly fetcher: Fetch) {}

  get<P extends Path>(request: Request<P>): Promise<Answer<P, 'get'>> {
    return this.send('get', request);
  }

  post<P extends Path>(request: Request<P>): Promise<Answer<P, 'post'>> {
    return this.send('post', request);
  }

  put<P extends Path>(request: Request<P>): Promise<Answer<P, 'put'>> {
    return this.send('put', request);
  }

  patch<P extends Path>(request: Request<P>): Promise<Answer<P, 'patch'>> {
    return this.send('patch', request);
  }

  delete<P extends Path>(request: Request<P>): Promise<Answer<P, 'delete'>> {
    return this.send('delete', request);
  }

  /**
   * A file; one that was cut off is none.
   *
   * @param end its end where it is whole
   */
  async file<P extends Path>(request: Request<P>, end = '\n'): Promise<string> {
    const response = await this.answerTo('get', request, FILE_TIMEOUT_MILLIS);
    if (!response.ok) {
      throw await problemIn(response);
    }
    const text = await response.text().catch(() => '');
    if (!text.endsWith(end)) {
      throw unreachable();
    }
    return text;
  }

  /** A file that is no text; its transfer ends early where it was cut off. */
  async bytes<P extends Path>(request: Request<P>): Promise<Blob> {
    const response = await this.answerTo('get', request, FILE_TIMEOUT_MILLIS);
    if (!response.ok) {
      throw await problemIn(response);
    }
    return response.blob().catch(() => {
      throw unreachable();
    });
  }

  /** The first lines of a file; what is behind them is not fetched. */
  async beginning<P extends Path>(request: Request<P>, lines: number): Promise<Beginning> {
    const response = await this.answerTo('get', request, FILE_TIMEOUT_MILLIS);
    if (!response.ok) {
      throw await problemIn(response);
    }
    try {
      return { ...(await linesOf(response, lines)), header: (name) => response.headers.get(name) };
    } catch {
      throw unreachable();
    }
  }

  private async send<P extends Path, M extends Method>(method: M, request: Request<P>): Promise<Answer<P, M>> {
    const response = await this.answerTo(method, request);
    if (!response.ok) {
      throw await problemIn(response);
    }
    // A test of the exchange proves that its answers are what the contract says.
    return (response.status === 204 ? undefined : await response.json()) as Answer<P, M>;
  }

  private async answerTo(method: Method, request: Request<Path>, timeoutMillis = TIMEOUT_MILLIS): Promise<Response> {
    try {
      return await this.fetcher(urlOf(request), {
        method: method.toUpperCase(),
        headers: {
          ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(request.version === undefined ? {} : { 'If-Match': request.version }),
          ...(request.ifNone === true ? { 'If-None-Match': '*' } : {}),
          ...request.headers,
        },
        signal: AbortSignal.timeout(timeoutMillis),
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      });
    } catch {
      throw unreachable();
    }
  }
}

async function linesOf({ body }: Response, lines: number): Promise<Pick<Beginning, 'text' | 'isAll'>> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const read = await reader?.read();
    if (read?.value === undefined) {
      return { text, isAll: true };
    }
    text += decoder.decode(read.value, { stream: true });
    const ends = [...text.matchAll(/\n/g)];
    const last = ends[lines - 1]?.index;
    if (last !== undefined && last + 1 < text.length) {
      await reader?.cancel();
      return { text: text.slice(0, last + 1), isAll: false };
    }
  }
}

const unreachable = (): Problem => new Problem('unreachable', 0, 'no answer from the exchange');

function urlOf(request: Request<Path>): string {
  const path = request.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(request.names?.[name] ?? ''));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== null) {
      query.set(name, String(value));
    }
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

async function problemIn(response: Response): Promise<Problem> {
  const seconds = Number(response.headers.get('Retry-After') ?? 'NaN');
  const retryAfterMillis = Number.isFinite(seconds) ? seconds * 1_000 : null;
  const raw: unknown = await response.json().catch(() => null);
  if (typeof raw === 'object' && raw !== null && 'code' in raw && typeof raw.code === 'string') {
    const detail = 'detail' in raw && typeof raw.detail === 'string' ? raw.detail : '';
    return new Problem(raw.code, response.status, detail, retryAfterMillis, fieldsIn(raw));
  }
  const code = response.status >= 502 ? 'unreachable' : 'internal';
  return new Problem(code, response.status, response.statusText, retryAfterMillis);
}

function fieldsIn(raw: object): readonly FieldFault[] {
  const errors: readonly unknown[] = 'errors' in raw && Array.isArray(raw.errors) ? raw.errors : [];
  return errors.filter(
    (error): error is FieldFault =>
      typeof error === 'object' &&
      error !== null &&
      'field' in error &&
      'rule' in error &&
      typeof error.field === 'string' &&
      typeof error.rule === 'string',
  );
}
