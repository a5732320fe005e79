import type { components } from './contract';

/** Each code that the contract lists, and the page's own for no answer and no passkey; a newer exchange may send others. */
export type ProblemCode = components['schemas']['ProblemCode'] | 'unreachable' | 'passkey_unused' | 'provider_refused';

/** Fault of one field of a request, in the exchange's words. */
export interface FieldFault {
  readonly field: string;
  readonly rule: string;
}

/** Why the exchange, or the way to it, said no. */
export class Problem extends Error {
  override readonly name = 'Problem';

  /**
   * @param code stable, to branch on; `unreachable` when there was no answer at all
   * @param status status of the HTTP answer, 0 when there was none
   * @param retryAfterMillis how long the server asks to wait, where it does
   * @param fields which fields are at fault, where it says so
   */
  constructor(
    readonly code: string,
    readonly status: number,
    detail: string,
    readonly retryAfterMillis: number | null = null,
    readonly fields: readonly FieldFault[] = [],
  ) {
    super(detail);
  }

  /** True if the very same request may succeed later. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }

  /** The exchange's view does not have the caller's latest change yet; on a busy machine that takes a while. */
  get isBehind(): boolean {
    return this.code === 'view_behind';
  }
}

/** Number of repetitions of the very same request, where its failure passes. */
const ATTEMPTS_MAX = 3;

const ATTEMPTS_WHILE_BEHIND_MAX = 30;

/** True if a read is repeated after this number of failures. */
export function isWorthAsking(failures: number, thrown: unknown): boolean {
  const { passes, isBehind } = problemOf(thrown);
  return passes && failures < (isBehind ? ATTEMPTS_WHILE_BEHIND_MAX : ATTEMPTS_MAX);
}

export const problemOf = (thrown: unknown): Problem =>
  thrown instanceof Problem ? thrown : new Problem('internal', 0, thrown instanceof Error ? thrown.message : '');

/** For a write that waits for nothing before it is done: null where only its view is late. */
export function unlessDone(thrown: unknown): null {
  if (problemOf(thrown).isBehind) {
    return null;
  }
  throw thrown;
}
