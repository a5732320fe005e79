/** What is wrong with one field of a request, in the exchange's words. */
export interface FieldFault {
  readonly field: string;
  readonly rule: string;
}

/** Why the exchange, or the way to it, said no. */
export class Problem extends Error {
  override readonly name = 'Problem';

  /**
   * @param code stable, to branch on; `unreachable` when there was no answer at all
   * @param status of the HTTP answer, 0 when there was none
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

  /** Whether the very same request may succeed later. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }
}

export const problemOf = (thrown: unknown): Problem =>
  thrown instanceof Problem ? thrown : new Problem('internal', 0, thrown instanceof Error ? thrown.message : '');
