import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import { useTeller } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import { newId } from '../exchange/id';
import type { Asset } from '../exchange/model';
import { refreshPrivate } from '../exchange/queries';
import { useMessages } from '../language/language';
import { amount, grouped, plain, unitsPerWhole } from '../money/money';
import { parseTyped } from '../money/typed';
import { sayingOf } from '../ticket/saying';
import { NumberField } from '../ticket/NumberField';
import './wallet.css';

/** Credits from the simulated chain. */
export function DepositDialog({ asset, onClose }: { readonly asset: Asset; readonly onClose: () => void }) {
  const messages = useMessages();
  const exchange = useExchange();
  const queries = useQueryClient();
  const teller = useTeller();
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  // Made once for this amount: pressing twice deposits once.
  const [key, setKey] = useState(newId);
  const type = (typed: string) => {
    setText(typed);
    setKey(newId());
  };
  const parsed = parseTyped(text, asset.scale);
  const of = parsed.kind === 'units' && parsed.units > 0n ? amount(parsed.units) : null;
  const send = async () => {
    if (of === null || sending) {
      return;
    }
    setSending(true);
    try {
      await exchange.deposit(asset, of, key);
      teller.tell(messages.deposited(plain(of, asset.scale), asset.code));
      await refreshPrivate(queries);
      onClose();
    } catch (thrown) {
      teller.tellProblem(thrown);
      setSending(false);
    }
  };
  return (
    <Dialog title={messages.depositTitle(asset.code)} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p className="quiet">{messages.depositNotice}</p>
        <NumberField
          label={messages.amount}
          unit={asset.code}
          text={text}
          step={unitsPerWhole(asset.scale)}
          scale={asset.scale}
          fault={
            text === '' || of !== null
              ? null
              : sayingOf(parsed.kind === 'ambiguous' ? parsed : { kind: 'malformed' }, messages)
          }
          onChange={type}
        />
        <div className="deposit-amounts">
          {[1n, 10n, 1_000n, 100_000n].map((whole) => (
            <button key={whole.toString()} type="button" className="chip number" onClick={() => type(whole.toString())}>
              {grouped(whole, 0)}
            </button>
          ))}
        </div>
        <button type="submit" className="primary" aria-disabled={of === null || sending}>
          {messages.deposit}
        </button>
      </form>
    </Dialog>
  );
}
