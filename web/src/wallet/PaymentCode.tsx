/** The code that confirms money that leaves: of a second factor, or mailed for this payment alone. */
import { useQuery } from '@tanstack/react-query';
import type { Faults } from '../controls/faults';
import { CodeField } from '../controls/second-factor';
import { useIdentity } from '../exchange/identity';
import { PRIVATE } from '../exchange/queries';
import { useWalletWords } from './words';

export function useFactors() {
  const identity = useIdentity();
  return useQuery({ queryKey: [PRIVATE, 'factors'], queryFn: () => identity.factors() });
}

interface PaymentCodeProps {
  readonly faults: Faults;
  readonly busy: boolean;
  /** Asks without a code, upon which the exchange mails another one. */
  readonly onMailAgain: () => void;
}

export function PaymentCode({ faults, busy, onMailAgain }: PaymentCodeProps) {
  const words = useWalletWords();
  const { data } = useFactors();
  const mailsPayments = data?.mailsPayments === true;
  return (
    <>
      <CodeField confirms="payment" hint={mailsPayments ? words.mailedCodeHint : words.codeHint} faults={faults} />
      {(mailsPayments || data?.mail === true) && (
        <button type="button" className="secondary" aria-disabled={busy} onClick={onMailAgain}>
          {words.mailAgain}
        </button>
      )}
    </>
  );
}
