import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { goTo, walletHref } from '../../app/place';
import { Dialog } from '../../controls/dialog';
import { FormFault } from '../../controls/Field';
import { Nothing } from '../../controls/Nothing';
import { useSubmission } from '../../controls/submit';
import { useExchange, useSession } from '../../exchange/context';
import { setLeverage, type MarginAccount, type MarginItem } from '../../exchange/margin';
import type { Isolated } from '../../exchange/model';
import { refreshPrivate, useFeatures } from '../../exchange/queries';
import { Loaded } from '../../pages/Records';
import { useOwn } from '../../settings/own';
import { useWalletWords } from '../words';
import { AccountChoice } from './AccountChoice';
import { BorrowForm, RepayForm } from './LoanForm';
import { leverageText, MarginFigures } from './MarginFigures';
import { MarginHistory } from './MarginHistory';
import { useMarginAccount } from './queries';
import { WhatIf } from './WhatIf';
import { useMarginWords } from './words';

/**
 * Level, debts and loans of one of the caller's accounts, and their history.
 *
 * @param symbol market of the isolated account that is shown first; null: the main account
 */
export function MarginPart({ symbol }: { readonly symbol: Isolated }) {
  const [isolated, setIsolated] = useState(symbol);
  return (
    <>
      <AccountChoice isolated={isolated} onChoose={setIsolated} />
      <Loaded key={isolated} query={useMarginAccount({ isolated })}>
        {(account) => <Loans account={account} isolated={isolated} />}
      </Loaded>
      <MarginHistory isolated={isolated} />
    </>
  );
}

interface Opened {
  readonly action: 'borrow' | 'repay';
  readonly currency: string;
}

interface LoansProps {
  readonly account: MarginAccount;
  readonly isolated: Isolated;
}

function Loans({ account, isolated }: LoansProps) {
  const words = useMarginWords();
  const wallet = useWalletWords();
  const own = useOwn();
  const session = useSession();
  const { margin } = useFeatures();
  const [open, setOpen] = useState<Opened | null>(null);
  const mayTrade = session.kind === 'in' && session.user.permissions.includes('trade');
  const item = account.items.find(({ currency }) => currency === open?.currency);
  const button = (action: Opened['action'], { currency }: MarginItem) => (
    <button type="button" className="small-button" onClick={() => setOpen({ action, currency })}>
      {words[action]}
    </button>
  );
  const close = (): void => setOpen(null);
  return (
    <>
      {margin &&
        isolated === null &&
        account.level === null &&
        account.items.every(({ canBorrow }) => canBorrow === 0n) && (
          <Nothing text={words.depositFirst} word={wallet.firstDeposit} onAct={() => goTo(walletHref('deposit'))} />
        )}
      <MarginFigures
        account={account}
        shown={own}
        {...(mayTrade && account.leverage_max > 1 && { leverage: <Leverage account={account} isolated={isolated} /> })}
        {...(mayTrade && { debtActions: (debt) => button('repay', debt) })}
        {...(mayTrade && margin && { actions: (each) => each.canBorrow > 0n && button('borrow', each) })}
      />
      {account.items.length > 0 && <WhatIf account={account} isolated={isolated} />}
      {open !== null && item !== undefined && (
        <Dialog title={words.titles[open.action](item.currency)} onClose={close}>
          {open.action === 'borrow' ? (
            <BorrowForm item={item} isolated={isolated} onDone={close} />
          ) : (
            <RepayForm item={item} isolated={isolated} onDone={close} />
          )}
        </Dialog>
      )}
    </>
  );
}

const LEVERAGES = [1, 2, 3, 5, 10, 20, 50, 100];

/** Sets the highest leverage at once. */
function Leverage({ account: { leverage, leverage_max: max }, isolated }: LoansProps) {
  const words = useMarginWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const { busy, faults, submit } = useSubmission();
  const choices = [
    ...new Set([...LEVERAGES.filter((each) => each < max), max, ...(leverage === null ? [] : [leverage])]),
  ];
  const choose = (chosen: number | null): void =>
    submit(async () => {
      await setLeverage(exchange, chosen, isolated);
      await refreshPrivate(queries);
    });
  return (
    <>
      <select
        aria-label={words.leverage}
        disabled={busy}
        value={leverage ?? ''}
        onChange={({ target: { value } }) => choose(value === '' ? null : Number(value))}
      >
        {[null, ...choices.toSorted((one, other) => one - other)].map((each) => (
          <option key={each} value={each ?? ''}>
            {leverageText(each, words)}
          </option>
        ))}
      </select>
      <FormFault faults={faults} />
    </>
  );
}
