import { useState } from 'react';
import { goTo, walletHref } from '../../app/place';
import { Dialog } from '../../controls/dialog';
import { Nothing } from '../../controls/Nothing';
import { useSession } from '../../exchange/context';
import type { MarginAccount, MarginItem } from '../../exchange/margin';
import { useFeatures } from '../../exchange/queries';
import { Loaded } from '../../pages/Records';
import { useOwn } from '../../settings/own';
import { useWalletWords } from '../words';
import { BorrowForm, RepayForm } from './LoanForm';
import { MarginFigures } from './MarginFigures';
import { MarginHistory } from './MarginHistory';
import { useMarginAccount } from './queries';
import { useMarginWords } from './words';

/** Level, debts and loans of the caller, and their history. */
export function MarginPart() {
  return (
    <>
      <Loaded query={useMarginAccount()}>{(account) => <Loans account={account} />}</Loaded>
      <MarginHistory />
    </>
  );
}

interface Opened {
  readonly action: 'borrow' | 'repay';
  readonly currency: string;
}

function Loans({ account }: { readonly account: MarginAccount }) {
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
      {margin && account.level === null && account.items.every(({ canBorrow }) => canBorrow === 0n) && (
        <Nothing text={words.depositFirst} word={wallet.firstDeposit} onAct={() => goTo(walletHref('deposit'))} />
      )}
      <MarginFigures
        account={account}
        shown={own}
        {...(mayTrade && { debtActions: (debt) => button('repay', debt) })}
        {...(mayTrade && margin && { actions: (each) => each.canBorrow > 0n && button('borrow', each) })}
      />
      {open !== null && item !== undefined && (
        <Dialog title={words.titles[open.action](item.currency)} onClose={close}>
          {open.action === 'borrow' ? (
            <BorrowForm item={item} onDone={close} />
          ) : (
            <RepayForm item={item} onDone={close} />
          )}
        </Dialog>
      )}
    </>
  );
}
