import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { qrPicture } from '../account/qr';
import { focusIn } from '../controls/focus-in';
import { useNotifier } from '../controls/toasts';
import { SIMULATED, useCustody, type DepositAddress } from '../exchange/custody';
import { newId } from '../exchange/id';
import type { Asset } from '../exchange/model';
import { refreshPrivate } from '../exchange/queries';
import { useMessages } from '../language/language';
import { grouped, plain } from '../money/money';
import { CopyButton } from '../pages/buttons';
import { Loaded } from '../pages/Records';
import { AmountField, useTypedAmount } from './AmountField';
import { NetworkChoice } from './Chosen';
import { useAddresses } from './queries';
import { useWalletWords } from './words';
import { readable } from '../money/numerals';
import './wallet.css';

interface FundingProps {
  readonly asset: Asset;
  /** After a payment from the simulated chain. */
  readonly onPaid?: () => void;
}

/** Where to pay an asset to, on each network that carries it. */
export function Funding({ asset, onPaid }: FundingProps) {
  const words = useWalletWords();
  const addresses = useAddresses();
  const [network, setNetwork] = useState<string | null>(null);
  return (
    <Loaded query={addresses}>
      {(all) => {
        const here = all.filter((address) => address.asset.code === asset.code);
        const chosen = here.find((address) => address.network === network) ?? here[0];
        if (chosen === undefined) {
          return <p className="nothing">{words.noNetwork}</p>;
        }
        return (
          <div className="form">
            {here.length > 1 && <NetworkChoice addresses={here} chosen={chosen.network} onChoose={setNetwork} />}
            {chosen.network === SIMULATED && <Simulate address={chosen} onPaid={onPaid} />}
            <AddressCard address={chosen} />
          </div>
        );
      }}
    </Loaded>
  );
}

function AddressCard({ address }: { readonly address: DepositAddress }) {
  const words = useWalletWords();
  const picture = useMemo(() => qrPicture(address.address), [address.address]);
  const { code, scale } = address.asset;
  return (
    <>
      <p className="wallet-warning" role="note">
        {words.onlyThis(code, address.title)}
      </p>
      <svg className="qr" viewBox={`0 0 ${picture.size} ${picture.size}`} role="img" aria-label={words.qrCode}>
        <path d={picture.path} shapeRendering="crispEdges" />
      </svg>
      <div className="once">
        <div className="once-line">
          <code>{address.address}</code>
          <CopyButton text={address.address} label={words.copy} copied={words.copied} />
        </div>
      </div>
      <dl className="facts">
        <dt>{words.network}</dt>
        <dd>
          <bdi>{address.title}</bdi>
        </dd>
        <dt>{words.creditedAfter}</dt>
        <dd>{words.confirmations(address.confirmations)}</dd>
        <dt>{words.least}</dt>
        <dd className="number">
          {readable(plain(address.minimum, scale), true)} {code}
        </dd>
      </dl>
    </>
  );
}

interface SimulateProps {
  readonly address: DepositAddress;
  readonly onPaid: (() => void) | undefined;
}

/** Credits from the simulated chain. */
function Simulate({ address: { asset, network }, onPaid }: SimulateProps) {
  const messages = useMessages();
  const words = useWalletWords();
  const custody = useCustody();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const typed = useTypedAmount(asset);
  const [sending, setSending] = useState(false);
  // Made once for this amount: pressing twice deposits once.
  const [key, setKey] = useState(newId);
  const type = (text: string) => {
    typed.type(text);
    setKey(newId());
  };
  const of = typed.units;
  const send = async () => {
    if (of === null || sending) {
      return;
    }
    setSending(true);
    try {
      const status = await custody.deposit(asset, network, of, key);
      notifier.notify(
        status === 'completed'
          ? messages.deposited(readable(plain(of, asset.scale), true), asset.code)
          : words.beingCredited,
      );
      type('');
      await refreshPrivate(queries);
      onPaid?.();
    } catch (thrown) {
      notifier.notifyProblem(thrown);
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      className="form"
      aria-label={words.simulate}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>{words.simulate}</h3>
      <p className="quiet">{words.simulateNotice}</p>
      <div ref={onPaid === undefined ? undefined : focusIn}>
        <AmountField asset={asset} typed={{ ...typed, type }} />
      </div>
      <div className="deposit-amounts">
        {[1n, 10n, 1_000n, 100_000n].map((whole) => (
          <button key={whole.toString()} type="button" className="chip number" onClick={() => type(whole.toString())}>
            {grouped(whole, 0)}
          </button>
        ))}
      </div>
      <button type="submit" className="primary" aria-disabled={of === null || sending}>
        {words.payNow}
      </button>
    </form>
  );
}
