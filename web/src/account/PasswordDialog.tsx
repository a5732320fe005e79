import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { exactly, useSubmission } from '../controls/submit';
import { useAccountWords } from './words';

export function State({ on }: { readonly on: boolean }) {
  const words = useAccountWords();
  return <i className={`tag ${on ? 'tag-good' : 'tag-plain'}`}>{on ? words.isOn : words.isOff}</i>;
}

interface PasswordDialogProps {
  readonly title: string;
  readonly action: string;
  readonly onClose: () => void;
  readonly onPassword: (password: string) => Promise<void>;
}

/** Whoever finds the page open does not know the password. */
export function PasswordDialog({ title, action, onClose, onPassword }: PasswordDialogProps) {
  const words = useAccountWords();
  const { busy, faults, submit } = useSubmission({
    fields: ['password'],
    codes: { forbidden: 'password' },
    sayings: { ...words.problems, forbidden: words.wrongPassword },
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSend={(form) => submit(() => onPassword(exactly(form, 'password')))}>
        <Field
          name="password"
          type="password"
          label={words.confirmWithPassword}
          autoComplete="current-password"
          most={128}
          focused
          faults={faults}
        />
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {action}
        </button>
      </Form>
    </Dialog>
  );
}
