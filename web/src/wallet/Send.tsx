import { useState } from 'react';
import { Field, Form, FormFault } from '../controls/Field';
import { codeIn } from '../controls/second-factor';
import { typed as typedIn } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useCustody, type NewInternalTransfer } from '../exchange/custody';
import { EVER } from '../exchange/exchange';
import type { Asset } from '../exchange/model';
import { useBalances } from '../exchange/queries';
import { useMessages } from '../language/language';
import { exactText } from '../markets/figures';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { AmountField, useAvailable, useTypedAmount } from './AmountField';
import { AssetChoice } from './Chosen';
import { AllOf } from './Convert';
import { useKeyed } from './keyed';
import { PaymentCode } from './PaymentCode';
import { Transactions } from './Transactions';
import { useWalletWords } from './words';

const SENT = { type: 'internal', currency: null, status: null, period: EVER } as const;

/** Money to another user of this exchange. */
export function Send({ code }: { readonly code: string | null }) {
  const words = useWalletWords();
  const balances = useBalances();
  const [chosen, setChosen] = useState(code);
  return (
    <>
      <Card title={words.sendTo} notice={words.sendToNotice}>
        <Loaded query={balances}>
          {(all) => {
            const asset = (all.find((balance) => balance.asset.code === chosen) ?? all[0])?.asset;
            return asset === undefined ? (
              <p className="nothing">{words.noTransactions}</p>
            ) : (
              <div className="form">
                <AssetChoice codes={all.map(({ asset: { code } }) => code)} chosen={asset.code} onChoose={setChosen} />
                <Details key={asset.code} asset={asset} />
              </div>
            );
          }}
        </Loaded>
      </Card>
      <Card title={words.history}>
        <Transactions filter={SENT} />
      </Card>
    </>
  );
}

/** Recipient and amount; confirmed once more before it is sent: it cannot be undone. */
function Details({ asset }: { readonly asset: Asset }) {
  const messages = useMessages();
  const words = useWalletWords();
  const custody = useCustody();
  const notifier = useNotifier();
  const available = useAvailable(asset);
  const typed = useTypedAmount(asset, { most: available });
  const [sure, setSure] = useState<Omit<NewInternalTransfer, 'code'> | null>(null);
  const { busy, faults, codeRequired, send } = useKeyed({
    fields: ['to', 'amount'],
    codes: { not_found: 'to', insufficient_funds: 'amount' },
    sayings: { not_found: words.noReceiver, second_factor_required: words.mailedAgain },
  });
  const type = (text: string): void => {
    setSure(null);
    typed.type(text);
  };
  const pay = (request: Omit<NewInternalTransfer, 'code'>, code: string, empty: () => void): void =>
    send(async (key) => {
      const status = await custody.send({ ...request, code }, key);
      const textOf = status === 'completed' ? words.sent : words.sendWaits;
      notifier.notify(textOf(exactText(request.units, asset), asset.code, request.to));
      type('');
      empty();
    });
  const submit = (form: FormData, empty: () => void): void => {
    const { units } = typed;
    const to = typedIn(form, 'to');
    if (units === null || to === '') {
      return;
    }
    if (sure?.to !== to || sure.units !== units) {
      setSure({ asset, units, to });
      return;
    }
    pay(sure, codeIn(form), empty);
  };
  return (
    <Form onSend={submit}>
      <Field name="to" label={words.receiver} hint={words.receiverHint} most={254} faults={faults} />
      <AmountField asset={asset} typed={{ ...typed, type }} refused={faults.fields['amount']} />
      <dl className="facts">
        <dt>{messages.available}</dt>
        <dd>
          <AllOf asset={asset} available={available} onAll={type} />
        </dd>
        <dt>{words.fee}</dt>
        <dd>{words.noFee}</dd>
      </dl>
      {sure !== null && (
        <p className="wallet-warning" role="status">
          {words.sendSure(exactText(sure.units, asset), asset.code, sure.to)}
        </p>
      )}
      {codeRequired && sure !== null && (
        <PaymentCode faults={faults} busy={busy} onMailAgain={() => pay(sure, '', () => undefined)} />
      )}
      <FormFault faults={faults} />
      <button
        type="submit"
        className={`primary ${sure === null ? '' : 'sure'}`}
        aria-disabled={busy || typed.units === null}
      >
        {sure === null ? words.sendOn : words.sendNow}
      </button>
    </Form>
  );
}
