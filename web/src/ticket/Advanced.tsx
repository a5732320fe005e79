import { SELF_TRADES, type SelfTrade, type TriggerSource } from '../exchange/model';
import { useHouse } from '../exchange/queries';
import { useMessages } from '../language/language';
import { mayBorrow, type Circumstances, type Draft, type Form } from './draft';
import { protectionOf } from './exit';
import { isConditional } from './kinds';
import { NumberField } from './NumberField';
import { exitHint, sayingOf } from './saying';

interface AdvancedProps {
  readonly form: Form;
  readonly draft: Draft;
  readonly circumstances: Circumstances;
  readonly tried: boolean;
  readonly onChange: (changed: Partial<Form>) => void;
}

const TRIGGERS = ['last_trade', 'best_price'] as const;

/** Options that most orders leave as they are: protection, trigger, and prevention of self-trades. */
export function Advanced({ form, draft, circumstances, tried, onChange }: AdvancedProps) {
  const messages = useMessages();
  const lends = useHouse()?.features.margin === true && circumstances.available !== null;
  const borrows = lends && mayBorrow(form);
  return (
    <>
      {protectionOf(form) !== null && (
        <Protection form={form} draft={draft} circumstances={circumstances} tried={tried} onChange={onChange} />
      )}
      {borrows && <DebtEffect effect="borrows" form={form} onChange={onChange} />}
      {borrows && form.borrows && <DebtEffect effect="returns" form={form} onChange={onChange} />}
      <details
        className="ticket-more"
        open={form.selfTrade !== 'usual' || form.triggerSource !== 'last_trade' || form.repays}
      >
        <summary>{messages.moreSettings}</summary>
        {borrows && <DebtEffect effect="repays" form={form} onChange={onChange} />}
        {isConditional(form.kind) && (
          <label>
            <span className="quiet">{messages.triggerBy}</span>
            <select
              value={form.triggerSource}
              onChange={({ target }) => onChange({ triggerSource: target.value as TriggerSource })}
            >
              {TRIGGERS.map((choice) => (
                <option key={choice} value={choice}>
                  {messages.triggers[choice]}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span className="quiet">{messages.selfTrade}</span>
          <select
            value={form.selfTrade}
            onChange={({ target }) => onChange({ selfTrade: target.value as SelfTrade | 'usual' })}
          >
            {(['usual', ...SELF_TRADES] as const).map((choice) => (
              <option key={choice} value={choice}>
                {messages.selfTrades[choice]}
              </option>
            ))}
          </select>
        </label>
      </details>
    </>
  );
}

interface DebtEffectProps extends Pick<AdvancedProps, 'form' | 'onChange'> {
  readonly effect: 'borrows' | 'repays' | 'returns';
}

/** Box of an effect on the debts of the account. */
function DebtEffect({ effect, form, onChange }: DebtEffectProps) {
  const messages = useMessages();
  return (
    <label className="ticket-choice" title={messages.debtHints[effect]}>
      <input type="checkbox" checked={form[effect]} onChange={({ target }) => onChange({ [effect]: target.checked })} />
      {messages.debtEffects[effect]}
    </label>
  );
}

function Protection({ form, draft, circumstances: { market }, tried, onChange }: AdvancedProps) {
  const messages = useMessages();
  const priced = { unit: market.quote.code, step: market.tick, scale: market.scales.price };
  const isEmpty = form.takeProfitText === '' && form.stopLossText === '';
  const { takeProfit = null, stopLoss = null } = draft.faults;
  const hint = exitHint(form, messages);
  return (
    <>
      <label className="ticket-choice" title={hint}>
        <input
          type="checkbox"
          checked={form.protects}
          onChange={({ target }) => onChange({ protects: target.checked })}
        />
        {messages.protect}
      </label>
      {form.protects && (
        <>
          <NumberField
            label={messages.takeProfitAt}
            {...priced}
            text={form.takeProfitText}
            fault={isEmpty && !tried ? null : sayingOf(takeProfit, messages)}
            onChange={(takeProfitText) => onChange({ takeProfitText })}
          />
          <NumberField
            label={messages.stopLossAt}
            {...priced}
            text={form.stopLossText}
            fault={sayingOf(stopLoss, messages)}
            onChange={(stopLossText) => onChange({ stopLossText })}
          />
          <p className="ticket-hint">{hint}</p>
        </>
      )}
    </>
  );
}
