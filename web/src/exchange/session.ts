/**
 * The session of the logged-in user. The access token lives in memory and the refresh token in a cookie that no script can read, so a
 * reload keeps the session. Storage has a mark that informs other tabs, and nothing secret.
 */
import type { Http } from './http';
import type { Challenge, Registration, User } from './model';
import { Problem, problemOf } from './problem';
import type { Wire } from './decode';

export type SessionState =
  | { readonly kind: 'restoring' }
  | { readonly kind: 'out'; readonly why: Leaving | null }
  | { readonly kind: 'in'; readonly user: User };

/** Cause of its end: the caller here, the caller in another tab, or another person; the exchange does not say which. */
export type Leaving = 'here' | 'another tab' | 'elsewhere';

/** The needed part of a browser's storage. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Runs work while no other tab runs it: a refresh token works once. */
export type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

/** Notifies of changes that another tab has stored; the key, or null where everything was cleared. */
export type OnStored = (listener: (key: string | null) => void) => void;

/** Another value for each login; absent without a session. */
const MARK = 'flowex.session';
/** Earlier versions kept the refresh token there; it moves into the cookie once. */
const OLD_TOKEN = 'flowex.refresh_token';
/** Asks for the cookie in place of a token in the answer; no page of another origin can send it. */
const COOKIE = { 'X-Session-Cookie': '1' } as const;
/** Its owner: a tab must not go on in the name of another. */
const USER = 'flowex.user';
const LEFT = 'logged out';

export class Session {
  #state: SessionState;
  #accessToken: string | null = null;
  #refreshing: Promise<void> | null = null;
  /** Another one after each logout. */
  #visit = 0;
  /** The largest sequence a write was answered with: later reads must not be older. */
  #sequenceSeen = 0;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly http: Http,
    private readonly store: Store,
    private readonly exclusively: Exclusively,
    onStored: OnStored = () => undefined,
  ) {
    this.#state = this.#isMarked() ? { kind: 'restoring' } : { kind: 'out', why: null };
    onStored((key) => {
      if (key === null || key === MARK || key === USER) {
        this.#follow();
      }
    });
  }

  get state(): SessionState {
    return this.#state;
  }

  /** @returns stops listening */
  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Picks up the session of an earlier visit, if there is one. */
  async restore(): Promise<void> {
    if (this.#state.kind !== 'restoring') {
      return;
    }
    try {
      await this.#becomeUser();
    } catch (thrown) {
      if (problemOf(thrown).passes) {
        throw thrown;
      }
      this.#end('elsewhere');
    }
  }

  /** @returns what is asked for besides the password; null where that was enough */
  async login(email: string, password: string): Promise<Challenge | null> {
    const answer = await this.http.post({ path: '/api/auth/login', headers: COOKIE, body: { email, password } });
    if ('mfa_token' in answer) {
      return { token: answer.mfa_token, methods: answer.methods };
    }
    this.#keep(answer);
    await this.#becomeUser();
    return null;
  }

  /** Finishes a login with a code of the authenticator, of the mail, or a recovery code. */
  async verify({ token }: Challenge, code: string): Promise<void> {
    const body = { mfa_token: token, code };
    this.#keep(await this.http.post({ path: '/api/auth/verify-2fa', headers: COOKIE, body }));
    await this.#becomeUser();
  }

  /** Finishes a login by a passkey. */
  async verifyByPasskey({ token }: Challenge): Promise<void> {
    const options = await this.http.post({ path: '/api/auth/2fa/passkey/options', body: { mfa_token: token } });
    const passkey = await (await import('./passkeys')).signed(options);
    const body = { mfa_token: token, passkey };
    this.#keep(await this.http.post({ path: '/api/auth/verify-2fa', headers: COOKIE, body }));
    await this.#becomeUser();
  }

  /** Logs in by a passkey alone. */
  async loginByPasskey(): Promise<void> {
    const options = await this.http.post({ path: '/api/auth/passkeys/login/options' });
    const passkey = await (await import('./passkeys')).signed(options);
    this.#keep(await this.http.post({ path: '/api/auth/passkeys/login', headers: COOKIE, body: { passkey } }));
    await this.#becomeUser();
  }

  /** Finishes a log-in by an identity provider. */
  async finishStaffLogin(body: Wire['StaffLoginReturn']): Promise<void> {
    this.#keep(await this.http.post({ path: '/api/auth/staff-login/finish', headers: COOKIE, body }));
    await this.#becomeUser();
  }

  /** Sends a code for a log-in that waits. */
  async sendCode({ token }: Challenge, by: 'email' | 'sms'): Promise<void> {
    await this.http.post({ path: `/api/auth/2fa/${by}/send`, body: { mfa_token: token } });
  }

  /** @returns 'mailed' where the address has to be confirmed first, taken or not; else as {@link login} */
  async register(by: Registration): Promise<Challenge | 'mailed' | null> {
    const body = { email: by.email, password: by.password, first_name: by.firstName, last_name: by.lastName };
    const answer = await this.http.post({ path: '/api/auth/register', body });
    if (!('id' in answer)) {
      return 'mailed';
    }
    return this.login(by.email, by.password);
  }

  async logout(): Promise<void> {
    const wasIn = this.#isMarked();
    const old = this.store.getItem(OLD_TOKEN);
    this.#end('here');
    if (wasIn) {
      // A refresh that is on its way would set the cookie anew.
      await this.exclusively(() => this.#giveBack(old));
    }
  }

  /** The server forgets the session too; where it cannot be reached, the token runs out by itself. */
  async #giveBack(old: string | null): Promise<void> {
    const body = old === null ? {} : { refresh_token: old };
    await this.http.post({ path: '/api/auth/logout', headers: COOKIE, body }).catch(() => undefined);
  }

  #isMarked(): boolean {
    return this.store.getItem(MARK) !== null || this.store.getItem(OLD_TOKEN) !== null;
  }

  /** After a change of what the user may do: a token that says so. One that is on its way may not say it yet. */
  async renew(): Promise<void> {
    await this.#restored();
    if (this.#state.kind === 'in') {
      await this.#refresh();
      await this.#becomeUser();
    }
  }

  /** Once it is known whether there is a session of an earlier visit. */
  #restored(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#state.kind !== 'restoring') {
          stop();
          resolve();
        }
      };
      const stop = this.onChange(look);
      look();
    });
  }

  sawSequence(sequence: number): void {
    this.#sequenceSeen = Math.max(this.#sequenceSeen, sequence);
  }

  /** Calls with the token of the session; with a new one, once, where the first is not taken. */
  async authorized<T>(call: (headers: Readonly<Record<string, string>>) => Promise<T>): Promise<T> {
    const visit = this.#visit;
    if (this.#accessToken === null) {
      await this.#refresh();
    }
    try {
      return await call(this.#headers());
    } catch (thrown) {
      if (!isOfToken(problemOf(thrown))) {
        throw thrown;
      }
    }
    this.#mustBe(visit);
    await this.#refresh();
    return call(this.#headers());
  }

  /** One user's pending actions are not done in the name of the next. */
  #mustBe(visit: number): void {
    if (visit !== this.#visit) {
      throw new Problem('unauthorized', 401, LEFT);
    }
  }

  #headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.#accessToken ?? ''}`, ...this.notOlder() };
  }

  /** For reads of what is public as well: nothing older than the caller's last write. */
  notOlder(): Readonly<Record<string, string>> {
    return this.#sequenceSeen > 0 ? { 'X-Min-Sequence': String(this.#sequenceSeen) } : {};
  }

  async #becomeUser(): Promise<void> {
    const visit = this.#visit;
    const me = await this.authorized((headers) => this.http.get({ path: '/api/auth/me', headers }));
    this.#mustBe(visit);
    const name = `${me.first_name} ${me.last_name}`;
    this.store.setItem(USER, me.id);
    this.#change({
      kind: 'in',
      user: { id: me.id, account: me.account, email: me.email, name, permissions: me.permissions },
    });
  }

  async #refresh(): Promise<void> {
    this.#refreshing ??= this.exclusively(() => this.#refreshOnce()).finally(() => {
      this.#refreshing = null;
    });
    await this.#refreshing;
  }

  async #refreshOnce(): Promise<void> {
    // Read only now: another tab may have left meanwhile, or moved the old token.
    if (!this.#isMarked()) {
      this.#end('another tab');
      throw new Problem('unauthorized', 401, LEFT);
    }
    const mark = this.store.getItem(MARK);
    const tokens = await this.#exchanged(mark);
    const now = this.store.getItem(MARK);
    if (now !== mark || !this.#isMarked()) {
      // They left while the answer was on its way: it must not bring them back.
      if (now === null) {
        await this.#giveBack(null);
      }
      throw new Problem('unauthorized', 401, LEFT);
    }
    if (mark === null) {
      this.#keep(tokens);
    } else {
      this.#accessToken = tokens.access_token;
    }
  }

  async #exchanged(mark: string | null): Promise<Wire['Tokens']> {
    const old = mark === null ? this.store.getItem(OLD_TOKEN) : null;
    const body = old === null ? {} : { refresh_token: old };
    try {
      return await this.http.post({ path: '/api/auth/refresh', headers: COOKIE, body });
    } catch (thrown) {
      if (problemOf(thrown).status === 401 && this.store.getItem(MARK) === mark) {
        this.#end('elsewhere');
      }
      throw thrown;
    }
  }

  #keep(tokens: Wire['Tokens']): void {
    this.#accessToken = tokens.access_token;
    this.store.setItem(MARK, `${Date.now()}-${Math.random()}`);
    this.store.removeItem(OLD_TOKEN);
  }

  /** Another tab's changes apply here too. */
  #follow(): void {
    if (!this.#isMarked()) {
      if (this.#state.kind !== 'out') {
        this.#end('another tab');
      }
    } else if (this.#state.kind === 'out' || (this.#state.kind === 'in' && this.#isAnother(this.#state.user))) {
      this.#forget();
      this.#change({ kind: 'restoring' });
    }
  }

  #isAnother({ id }: User): boolean {
    const stored = this.store.getItem(USER);
    return stored !== null && stored !== id;
  }

  #end(why: Leaving): void {
    const wasIn = this.#state.kind === 'in';
    this.#forget();
    this.store.removeItem(MARK);
    this.store.removeItem(OLD_TOKEN);
    this.store.removeItem(USER);
    this.#change({ kind: 'out', why: wasIn ? why : null });
  }

  #forget(): void {
    this.#visit++;
    this.#accessToken = null;
    this.#sequenceSeen = 0;
  }

  #change(state: SessionState): void {
    this.#state = state;
    this.#listeners.forEach((listener) => listener());
  }
}

/** A wrong code is a 401 too, and sending it again would count as another try. */
const isOfToken = ({ status, code }: Problem): boolean => status === 401 && code !== 'invalid_code';
