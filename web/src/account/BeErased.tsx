import { useState } from 'react';
import { useExchange } from '../exchange/context';
import { askForErasure, takeErasureBack, type Erasure } from '../exchange/own-data';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { obstacleText, useOwnDataWords } from './own-words';
import { ProofDialog } from './ProofDialog';
import { useErasure } from './queries';
import { useAccountWords } from './words';

/** The meaning of an erasure, its state, its request and its withdrawal. */
export function BeErased() {
  const words = useOwnDataWords();
  return (
    <Card title={words.erasure} notice={words.erasureNotice}>
      <Loaded query={useErasure()}>{(erasure) => <Standing erasure={erasure} />}</Loaded>
    </Card>
  );
}

function Standing({ erasure }: { readonly erasure: Erasure }) {
  const words = useOwnDataWords();
  const dates = useDates();
  switch (erasure.state) {
    case 'waiting':
      return (
        <>
          <p>
            <strong>{words.erasureDue(dates.minute(erasure.dueMillis ?? 0))}</strong>
          </p>
          <Meaning />
          <Amounts notice={words.forfeited} amounts={erasure.forfeited} />
          <Amounts notice={words.unclaimed} amounts={erasure.unclaimed} />
          <TakeBack />
        </>
      );
    case 'closing':
    case 'done':
      return <p>{words.erasureClosing}</p>;
    case 'none':
    case 'canceled':
    case 'refused':
      return <Askable erasure={erasure} />;
  }
}

function Meaning() {
  const words = useOwnDataWords();
  return (
    <ul>
      {words.erasureMeans.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Askable({ erasure }: { readonly erasure: Erasure }) {
  const words = useOwnDataWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Meaning />
      <Amounts notice={words.forfeited} amounts={erasure.forfeited} />
      {erasure.state === 'refused' && (
        <p className="hint">
          {words.erasureRefused} <bdi>{erasure.why}</bdi>
        </p>
      )}
      {erasure.inTheWay.length > 0 ? (
        <InTheWay left={erasure.inTheWay} />
      ) : (
        <button type="button" className="small-button" onClick={() => setAsking(true)}>
          {words.askForErasure}
        </button>
      )}
      {asking && <Ask forfeited={erasure.forfeited} onClose={() => setAsking(false)} />}
    </>
  );
}

interface AmountsProps {
  readonly notice: string;
  readonly amounts: readonly string[];
}

/** Money that an erasure takes from its owner; it is shown before the request, too. */
function Amounts({ notice, amounts }: AmountsProps) {
  if (amounts.length === 0) {
    return null;
  }
  return (
    <>
      <p>{notice}</p>
      <ul>
        {amounts.map((amount) => (
          <li key={amount}>
            <bdi className="number">{amount}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

function InTheWay({ left }: { readonly left: readonly string[] }) {
  const words = useOwnDataWords();
  const { roleNames } = useAccountWords();
  return (
    <>
      <p>{words.inTheWay}</p>
      <ul>
        {left.map((each) => (
          <li key={each}>
            <bdi>{obstacleText(each, words, roleNames)}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

interface AskProps {
  readonly forfeited: readonly string[];
  readonly onClose: () => void;
}

function Ask({ forfeited, onClose }: AskProps) {
  const words = useOwnDataWords();
  const exchange = useExchange();
  const { act } = useAct();
  return (
    <ProofDialog
      title={words.erasure}
      action={words.eraseMe}
      onClose={onClose}
      onProof={async (proof) => {
        await askForErasure(exchange, proof);
        onClose();
        act(() => Promise.resolve(words.erasureRequested));
      }}
    >
      <p>{words.erasureNotice}</p>
      <Amounts notice={words.forfeited} amounts={forfeited} />
    </ProofDialog>
  );
}

function TakeBack() {
  const words = useOwnDataWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const stay = async (): Promise<string> => {
    await takeErasureBack(exchange);
    return words.tookBack;
  };
  return (
    <SureButton className="primary" sure={words.takeBackSure} busy={busy} onSure={() => act(stay)}>
      {words.takeBack}
    </SureButton>
  );
}
