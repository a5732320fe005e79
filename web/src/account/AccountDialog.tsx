import { lazy, useState } from 'react';
import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { exactly, typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import type { Challenge } from '../exchange/model';
import { hasPasskeys } from '../exchange/passkeys';
import { useFeatures, useHouse, useSources } from '../exchange/queries';
import type { ProviderReturn } from '../exchange/provider-return';
import { beginStaffLogin, useStaffProviders } from '../exchange/staff-login';
import { useMessages } from '../language/language';
import { Forgotten, NewPassword } from './Forgotten';
import type { MailLink } from './mail-link';
import { SecondStep } from './SecondStep';
import { VerifyEmail } from './VerifyEmail';
import { useAccountWords } from './words';
import './account.css';

const EmailLink = lazy(() => import('./notifications/EmailLink').then((file) => ({ default: file.EmailLink })));
const StaffReturn = lazy(() => import('./StaffReturn').then((file) => ({ default: file.StaffReturn })));
const RecoveryLink = lazy(() => import('./Recovery').then((file) => ({ default: file.RecoveryLink })));

export type AccountDialogPage = 'login' | 'register' | 'forgot' | MailLink | ProviderReturn;

const DEMO = { email: 'demo@flowex.com', password: 'demo123' };

interface AccountDialogProps {
  readonly page: AccountDialogPage;
  readonly onPage: (page: AccountDialogPage) => void;
  readonly onClose: () => void;
}

/** The pages of the account dialog: log in, register, get a new password, confirm an address. */
export function AccountDialog({ page, onPage, onClose }: AccountDialogProps) {
  const messages = useMessages();
  const words = useAccountWords();
  const { session } = useExchange();
  if (page === 'forgot') {
    return (
      <Dialog title={words.forgotTitle} onClose={onClose}>
        <Forgotten onLogin={() => onPage('login')} />
      </Dialog>
    );
  }
  if (page === 'login' || page === 'register') {
    // A key of its own, so that text typed into the one is not in the other.
    return <Entrance key={page} page={page} onPage={onPage} onClose={onClose} />;
  }
  if (page.kind === 'staff-login') {
    return <StaffReturn returned={page} onLogin={() => onPage('login')} onClose={onClose} />;
  }
  if (page.kind === 'change-email' || page.kind === 'keep-email') {
    return (
      <EmailLink
        token={page.token}
        confirms={page.kind === 'change-email'}
        onDone={() => onPage('login')}
        onClose={onClose}
      />
    );
  }
  if (page.kind === 'confirm-recovery' || page.kind === 'cancel-recovery') {
    return <RecoveryLink token={page.token} confirms={page.kind === 'confirm-recovery'} onClose={onClose} />;
  }
  return page.kind === 'reset-password' ? (
    <Dialog title={words.forgotTitle} onClose={onClose}>
      <NewPassword token={page.token} onDone={() => onPage('login')} />
    </Dialog>
  ) : (
    <Dialog title={words.confirmEmail} onClose={onClose}>
      <VerifyEmail
        token={page.token}
        onDone={() => (session.state.kind === 'in' ? onClose() : onPage('login'))}
        onGiveUp={onClose}
        label={messages.dismiss}
      />
    </Dialog>
  );
}

interface EntranceProps extends AccountDialogProps {
  readonly page: 'login' | 'register';
}

/** Log in, or register and be logged in. */
function Entrance({ page, onPage, onClose }: EntranceProps) {
  const messages = useMessages();
  const words = useAccountWords();
  const { session } = useExchange();
  const notifier = useNotifier();
  const { registration } = useFeatures();
  const house = useHouse();
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  const { busy, faults, submit } = useSubmission({
    fields: ['email', 'password', 'first_name', 'last_name', 'code'],
    rules: { password: words.passwordRule },
    codes: { email_taken: 'email', invalid_code: 'code' },
  });
  const enter = (by: () => Promise<Challenge | 'mailed' | null>): void =>
    submit(async () => {
      const outcome = await by();
      if (outcome === 'mailed') {
        return;
      }
      setChallenge(outcome);
      if (outcome === null) {
        if (session.state.kind === 'in') {
          notifier.notify(messages.welcome(session.state.user.name));
        }
        onClose();
      }
    });
  const send = (form: FormData): void => {
    const [email, password] = [typed(form, 'email'), exactly(form, 'password')];
    const [firstName, lastName] = [typed(form, 'first_name'), typed(form, 'last_name')];
    enter(async () => {
      if (page === 'login') {
        return session.login(email, password);
      }
      const outcome = await session.register({ email, password, firstName, lastName });
      setMailedTo(outcome === 'mailed' ? email : null);
      return outcome;
    });
  };
  if (mailedTo !== null) {
    return (
      <Dialog title={messages.register} onClose={onClose}>
        <p role="status">{words.mailedTo(mailedTo)}</p>
        <button type="button" className="secondary" onClick={() => onPage('login')}>
          {words.backToLogin}
        </button>
      </Dialog>
    );
  }
  if (challenge !== null) {
    return (
      <Dialog title={messages.secondStep} onClose={onClose}>
        <SecondStep
          challenge={challenge}
          busy={busy}
          faults={faults}
          onCode={(code) => enter(() => session.verify(challenge, code).then(() => null))}
          onPasskey={() => enter(() => session.verifyByPasskey(challenge).then(() => null))}
          onAgain={() => setChallenge(null)}
        />
      </Dialog>
    );
  }
  const login = page === 'login';
  const terms = house?.termsUrl ?? null;
  return (
    <Dialog title={messages[page]} onClose={onClose}>
      <Form onSend={send}>
        {!login && (
          <div className="form-pair">
            <Field name="first_name" label={messages.firstName} autoComplete="given-name" faults={faults} />
            <Field name="last_name" label={messages.lastName} autoComplete="family-name" faults={faults} />
          </div>
        )}
        <Field name="email" type="email" label={messages.email} autoComplete="username" most={254} faults={faults} />
        <Field
          name="password"
          type="password"
          label={messages.password}
          autoComplete={login ? 'current-password' : 'new-password'}
          most={128}
          faults={faults}
          {...(login ? {} : { least: 8, hint: words.passwordRule })}
        />
        {!login && terms !== null && (
          <p className="quiet">
            {messages.acceptTerms}{' '}
            <a href={terms} target="_blank" rel="noreferrer">
              {messages.terms}
            </a>
          </p>
        )}
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {messages[page]}
        </button>
        {login && <OtherWays busy={busy} enter={enter} submit={submit} />}
      </Form>
      {(registration || !login) && (
        <p className="form-other quiet">
          {login ? messages.noAccountYet : messages.haveAccount}{' '}
          <button type="button" className="link" onClick={() => onPage(login ? 'register' : 'login')}>
            {login ? messages.register : messages.login}
          </button>
        </p>
      )}
      {login && (
        <p className="form-other">
          <button type="button" className="link" onClick={() => onPage('forgot')}>
            {words.forgot}
          </button>
        </p>
      )}
    </Dialog>
  );
}

interface OtherWaysProps {
  readonly busy: boolean;
  readonly enter: (by: () => Promise<Challenge | null>) => void;
  readonly submit: (work: () => Promise<void>) => void;
}

/** Ways in besides the password. */
function OtherWays({ busy, enter, submit }: OtherWaysProps) {
  const exchange = useExchange();
  const { session } = exchange;
  const goTo = async (provider: string): Promise<void> => location.assign(await beginStaffLogin(exchange, provider));
  return (
    <>
      <PasskeyLogin busy={busy} onUse={() => enter(() => session.loginByPasskey().then(() => null))} />
      <StaffLogin busy={busy} onUse={(provider) => submit(() => goTo(provider))} />
      <DemoButton busy={busy} onUse={() => enter(() => session.login(DEMO.email, DEMO.password))} />
    </>
  );
}

interface EnterProps {
  readonly busy: boolean;
  readonly onUse: () => void;
}

/** Only where the browser has passkeys. */
function PasskeyLogin({ busy, onUse }: EnterProps) {
  const messages = useMessages();
  return (
    hasPasskeys() && (
      <button type="button" className="secondary" aria-disabled={busy} onClick={onUse}>
        {messages.loginByPasskey}
      </button>
    )
  );
}

interface StaffLoginProps {
  readonly busy: boolean;
  readonly onUse: (provider: string) => void;
}

/** A button for each identity provider of the exchange. */
function StaffLogin({ busy, onUse }: StaffLoginProps) {
  const words = useAccountWords();
  const providers = useStaffProviders();
  return providers?.map(({ id, name }) => (
    <button key={id} type="button" className="secondary" aria-disabled={busy} onClick={() => onUse(id)}>
      {words.loginBy(name)}
    </button>
  ));
}

/** Only where there is a demo. */
function DemoButton({ busy, onUse }: EnterProps) {
  const messages = useMessages();
  const { data: sources } = useSources();
  if (sources === undefined || sources.length === 0) {
    return null;
  }
  return (
    <button type="button" className="secondary" aria-disabled={busy} onClick={onUse}>
      {messages.useDemo}
    </button>
  );
}
