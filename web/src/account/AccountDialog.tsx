import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import { useTeller } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import type { Challenge } from '../exchange/model';
import { problemOf } from '../exchange/problem';
import { useSources } from '../exchange/queries';
import { useMessages } from '../language/language';
import { saying } from '../language/messages';
import { Field } from './Field';
import { SecondStep } from './SecondStep';
import './account.css';

export type AccountPage = 'login' | 'register';

const DEMO = { email: 'demo@flowex.com', password: 'demo123' };

interface AccountDialogProps {
  readonly page: AccountPage;
  readonly onPage: (page: AccountPage) => void;
  readonly onClose: () => void;
}

/** Log in, or register and be logged in. */
export function AccountDialog({ page, onPage, onClose }: AccountDialogProps) {
  const messages = useMessages();
  const { session } = useExchange();
  const teller = useTeller();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const run = async (enter: () => Promise<Challenge | null>) => {
    setBusy(true);
    setFault(null);
    try {
      const asked = await enter();
      if (asked !== null) {
        setChallenge(asked);
        setBusy(false);
        return;
      }
      if (session.state.kind === 'in') {
        teller.tell(messages.welcome(session.state.user.name));
      }
      onClose();
    } catch (thrown) {
      setFault(saying(problemOf(thrown), messages));
      setBusy(false);
    }
  };
  const submit = (form: FormData) => {
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const [email, password] = [text('email'), text('password')];
    void run(() =>
      page === 'login'
        ? session.login(email, password)
        : session.register({ email, password, firstName: text('first_name'), lastName: text('last_name') }),
    );
  };
  if (challenge !== null) {
    return (
      <Dialog title={messages.secondStep} onClose={onClose}>
        <SecondStep
          challenge={challenge}
          busy={busy}
          fault={fault}
          onCode={(code) => void run(() => session.verify(challenge, code).then(() => null))}
          onAgain={() => {
            setChallenge(null);
            setFault(null);
          }}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={messages[page]} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        {page === 'register' && (
          <div className="form-pair">
            <Field name="first_name" label={messages.firstName} autoComplete="given-name" />
            <Field name="last_name" label={messages.lastName} autoComplete="family-name" />
          </div>
        )}
        <Field name="email" type="email" label={messages.email} autoComplete="username" />
        <Field
          name="password"
          type="password"
          label={messages.password}
          autoComplete={page === 'login' ? 'current-password' : 'new-password'}
          {...(page === 'register' ? { least: 8, hint: messages.passwordRule } : {})}
        />
        {fault !== null && (
          <p className="form-fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" className="primary" disabled={busy}>
          {messages[page]}
        </button>
        {page === 'login' && (
          <DemoButton busy={busy} onUse={() => void run(() => session.login(DEMO.email, DEMO.password))} />
        )}
      </form>
      <p className="form-other quiet">
        {page === 'login' ? messages.noAccountYet : messages.haveAccount}{' '}
        <button
          type="button"
          className="link"
          onClick={() => {
            setFault(null);
            onPage(page === 'login' ? 'register' : 'login');
          }}
        >
          {page === 'login' ? messages.register : messages.login}
        </button>
      </p>
    </Dialog>
  );
}

/** Only where there is a demo. */
function DemoButton({ busy, onUse }: { readonly busy: boolean; readonly onUse: () => void }) {
  const messages = useMessages();
  const { data: sources } = useSources();
  if (sources === undefined || sources.length === 0) {
    return null;
  }
  return (
    <button type="button" className="secondary" disabled={busy} onClick={onUse}>
      {messages.useDemo}
    </button>
  );
}
