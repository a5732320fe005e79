import { useState } from 'react';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useMarketAdmin, type MarketRules, type MarketState } from '../../exchange/market-admin';
import { Choice } from '../Choice';
import { useDone } from '../UserForms';
import { useAdminWords } from '../words';
import { useTradingWords } from './words';

const STATES = ['open', 'post_only', 'cancel_only', 'halted', 'delisted'] as const;

interface StateFormProps {
  readonly market: MarketRules;
  readonly onDone: () => void;
}

/** Opens, narrows or halts a market; to delist it its name has to be written. */
export function StateForm({ market: { symbol, status }, onDone }: StateFormProps) {
  const words = useTradingWords();
  const admin = useAdminWords();
  const marketAdmin = useMarketAdmin();
  const done = useDone(onDone);
  const { busy, faults, submit } = useSubmission({ sayings: admin.problems });
  const [state, setState] = useState<MarketState>(status);
  const [wrong, setWrong] = useState(false);
  const ends = state === 'delisted';
  const send = (form: FormData): void => {
    const isMeant = !ends || typed(form, 'symbol').toUpperCase() === symbol;
    setWrong(!isMeant);
    if (isMeant) {
      submit(async () => {
        await marketAdmin.setState(symbol, state);
        await done(words.stateChanged(symbol, admin.marketStates[state]));
      });
    }
  };
  return (
    <Form onSend={send}>
      <Choice<MarketState>
        name="state"
        label={words.state}
        values={STATES}
        names={admin.marketStates}
        chosen={state}
        onChoose={(chosen) => setState(chosen ?? status)}
      />
      {ends && (
        <>
          <p className="quiet">{words.delistNotice}</p>
          <Field
            name="symbol"
            label={words.typeSymbol(symbol)}
            faults={wrong ? { whole: null, fields: { symbol: words.notTheSymbol } } : faults}
          />
        </>
      )}
      <FormFault faults={faults} />
      <button type="submit" className={`primary ${ends ? 'sure' : ''}`} aria-disabled={busy}>
        {ends ? words.delist : words.apply}
      </button>
    </Form>
  );
}
