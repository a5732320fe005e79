import { Form, FormFault } from '../../controls/Field';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import { borrow, repay, type MarginItem } from '../../exchange/margin';
import type { Isolated } from '../../exchange/model';
import { useMessages } from '../../language/language';
import type { Amount } from '../../money/money';
import { AmountField, useAvailable, useTypedAmount } from '../AmountField';
import { AllOf } from '../Convert';
import { useKeyed } from '../keyed';
import { sumText } from './MarginFigures';
import { useMarginWords } from './words';

interface FormProps {
  readonly item: MarginItem;
  readonly isolated: Isolated;
  readonly onDone: () => void;
}

/** Borrows an amount of one asset. */
export function BorrowForm({ item: { asset, canBorrow }, isolated, onDone }: FormProps) {
  const words = useMarginWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const typed = useTypedAmount(asset, { limit: canBorrow });
  const { busy, faults, send } = useKeyed({
    fields: ['amount'],
    codes: { insufficient_funds: 'amount', lending_cap_reached: 'amount' },
    sayings: { insufficient_funds: words.poolHasLess },
  });
  const request = (units: Amount): void =>
    send(async (key) => {
      notifier.notify(words.isBorrowed(sumText(await borrow(exchange, { asset, units, isolated }, key)), asset.code));
      onDone();
    });
  return (
    <Form onSend={() => typed.units !== null && request(typed.units)}>
      <p className="quiet">{words.borrowNotice}</p>
      <AmountField asset={asset} typed={typed} refused={faults.fields['amount']} />
      <dl className="facts">
        <dt>{words.canBorrow}</dt>
        <dd>
          <AllOf asset={asset} available={canBorrow} onAll={typed.type} />
        </dd>
      </dl>
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy || typed.units === null}>
        {words.borrow}
      </button>
    </Form>
  );
}

/** Repays a part of a debt, or all of it. */
export function RepayForm({ item: { asset, principal, interest, has }, isolated, onDone }: FormProps) {
  const messages = useMessages();
  const words = useMarginWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const ofMain = useAvailable(asset);
  const available = isolated === null ? ofMain : has;
  const typed = useTypedAmount(asset, { most: available });
  const { busy, faults, send } = useKeyed({
    fields: ['amount'],
    codes: { insufficient_funds: 'amount', repays_more_than_owed: 'amount' },
  });
  const request = (units: Amount | null): void =>
    send(async (key) => {
      notifier.notify(words.isRepaid(sumText(await repay(exchange, { asset, units, isolated }, key)), asset.code));
      onDone();
    });
  return (
    <Form onSend={() => typed.units !== null && request(typed.units)}>
      <dl className="facts">
        <dt>{words.borrowed}</dt>
        <dd className="number">{sumText(principal)}</dd>
        <dt>{words.interest}</dt>
        <dd className="number">{sumText(interest)}</dd>
        <dt>{messages.available}</dt>
        <dd>
          <AllOf asset={asset} available={available} onAll={typed.type} />
        </dd>
      </dl>
      <AmountField asset={asset} typed={typed} refused={faults.fields['amount']} />
      <FormFault faults={faults} />
      <div className="form-buttons">
        <button type="button" className="secondary" aria-disabled={busy} onClick={() => request(null)}>
          {words.repayAll}
        </button>
        <button type="submit" className="primary" aria-disabled={busy || typed.units === null}>
          {words.repay}
        </button>
      </div>
    </Form>
  );
}
