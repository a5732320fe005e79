/** A customer's own proof of what they are owed: fetched, checked in the browser, and saved. */
import { useState } from 'react';
import { useNotifier } from '../../controls/toasts';
import type { Asset } from '../../exchange/model';
import { Problem } from '../../exchange/problem';
import { useBalances } from '../../exchange/queries';
import { useSolvency, type OwnProof, type PublishedClaim, type Solvency } from '../../exchange/solvency';
import { useSpeech } from '../../language/language';
import { amount, plain } from '../../money/money';
import { save } from '../../pages/csv';
import { Card } from '../../pages/Pages';
import { useOwn } from '../../settings/own';
import { AssetChoice } from '../Chosen';
import { problemBeside, problemOf } from './check';
import './solvency.css';
import { useSolvencyWords, type Fault } from './words';

/** Result of a check. */
interface Checked {
  readonly asset: Asset;
  readonly proof: OwnProof;
  readonly published: PublishedClaim;
  /** Null: it holds. */
  readonly fault: Fault | null;
}

type State = 'idle' | 'checking' | 'unproved' | Checked;

export function ProofPart() {
  const words = useSolvencyWords();
  const solvency = useSolvency();
  const notifier = useNotifier();
  const { data: balances = [] } = useBalances();
  const [code, setCode] = useState<string | null>(null);
  const [state, setState] = useState<State>('idle');
  const asset = (balances.find((balance) => balance.asset.code === code) ?? balances[0])?.asset;
  const check = (): void => {
    if (asset === undefined || state === 'checking') {
      return;
    }
    setState('checking');
    checked(solvency, asset)
      .then(setState)
      .catch((problem: unknown) => {
        const isNone = problem instanceof Problem && problem.code === 'not_found';
        setState(isNone ? 'unproved' : 'idle');
        if (!isNone) {
          notifier.notifyProblem(problem);
        }
      });
  };
  return (
    <Card title={words.title} notice={words.notice}>
      <div className="filters">
        <AssetChoice
          codes={balances.map((balance) => balance.asset.code)}
          chosen={asset?.code ?? null}
          onChoose={(chosen) => {
            setCode(chosen);
            setState('idle');
          }}
        />
        <button type="button" className="secondary" aria-disabled={state === 'checking'} onClick={check}>
          {words.check}
        </button>
      </div>
      <div className="proof" role="status">
        {state === 'checking' && <p className="quiet">{words.checking}</p>}
        {state === 'unproved' && <p className="nothing">{words.unproved}</p>}
        {typeof state !== 'string' && <Verdict of={state} />}
      </div>
    </Card>
  );
}

async function checked(solvency: Solvency, asset: Asset): Promise<Checked> {
  const proof = await solvency.proof(asset.code);
  const [published, account] = await Promise.all([solvency.published(asset.code), solvency.account()]);
  const fault = (await problemOf(proof)) ?? (await problemBeside(proof, published));
  const isOwn = proof.leaf.account.endsWith(`/${account}`) && proof.claim.asset === asset.code;
  return { asset, proof, published, fault: fault ?? (isOwn ? null : 'other_account') };
}

function Verdict({ of: { asset, proof, published, fault } }: { readonly of: Checked }) {
  const words = useSolvencyWords();
  return (
    <>
      {fault === null ? (
        <p>
          <b>{words.holds}</b>
        </p>
      ) : (
        <p className="wallet-warning">
          {words.fails} {words.faults[fault]}
        </p>
      )}
      <Figures asset={asset} proof={proof} published={published} />
      <p className="quiet">{words.keepIt}</p>
      <button
        type="button"
        className="secondary"
        onClick={() =>
          save(`liabilities-${asset.code}.json`, `${JSON.stringify(proof, null, 2)}\n`, 'application/json')
        }
      >
        {words.save}
      </button>
    </>
  );
}

function Figures({ asset, proof, published }: Omit<Checked, 'fault'>) {
  const words = useSolvencyWords();
  const { locale } = useSpeech();
  const own = useOwn();
  const { claim, leaf } = proof;
  const shown = (units: string): string =>
    /^[0-9]+$/.test(units) ? `${plain(amount(BigInt(units)), claim.scale)} ${asset.code}` : '—';
  const figures = new Intl.NumberFormat(locale);
  return (
    <dl className="facts">
      <dt>{words.yours}</dt>
      <dd className="number">{own(shown(leaf.balance))}</dd>
      <dt>{words.owed}</dt>
      <dd className="number">{shown(claim.sum)}</dd>
      <dt>{words.customers}</dt>
      <dd className="number">{figures.format(claim.leaves)}</dd>
      <dt>{words.event}</dt>
      <dd className="number">{figures.format(claim.sequence)}</dd>
      <dt>{words.reserved}</dt>
      <dd>
        <span className="number">{`${published.reserved} ${asset.code}`}</span>{' '}
        {words.addresses(figures.format(published.reserves.length))}
      </dd>
      <dt>{words.key}</dt>
      <dd>
        <code>{proof.public_key}</code>
      </dd>
    </dl>
  );
}
