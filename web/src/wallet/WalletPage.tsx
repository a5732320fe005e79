import { lazy, useState } from 'react';
import { Reminders } from '../account/Reminders';
import { accountHref, goTo, marketHref, WALLET_PARTS, walletHref, type WalletPart } from '../app/place';
import { Fetched } from '../controls/fetched';
import { useSession } from '../exchange/context';
import { EVER } from '../exchange/exchange';
import { useBalances, useFeatures } from '../exchange/queries';
import { useMessages } from '../language/language';
import type { Messages } from '../language/messages';
import { LoginFirst } from '../pages/LoginFirst';
import { Card, Pages } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { AllowListPart } from './AllowListPart';
import { Balances } from './Balances';
import { AssetChoice } from './Chosen';
import { Convert } from './Convert';
import { Funding } from './Funding';
import { HistoryPart } from './HistoryPart';
import { useHasMargin } from './margin/queries';
import { Send } from './Send';
import { Statements } from './Statements';
import { Transactions } from './Transactions';
import { Withdraw } from './Withdraw';
import { useWalletWords, type WalletWords } from './words';

const WorthPart = lazy(() => import('./reports/WorthPart').then((file) => ({ default: file.WorthPart })));
const LotsPart = lazy(() => import('./reports/LotsPart').then((file) => ({ default: file.LotsPart })));
const MarginPart = lazy(() => import('./margin/MarginPart').then((file) => ({ default: file.MarginPart })));
const ProofPart = lazy(() => import('./solvency/ProofPart').then((file) => ({ default: file.ProofPart })));

interface WalletPageProps {
  readonly part: WalletPart;
  /** Code of an asset that it is about; null for none. */
  readonly code: string | null;
  readonly onLogin: () => void;
}

/** The caller's balances, deposits and withdrawals. */
export function WalletPage({ part, code, onLogin }: WalletPageProps) {
  const messages = useMessages();
  const words = useWalletWords();
  const session = useSession();
  const { deposits, withdrawals, transfers, trading } = useFeatures();
  const hasMargin = useHasMargin();
  if (session.kind !== 'in') {
    return <LoginFirst text={words.loginFirst} onLogin={onLogin} />;
  }
  const { permissions } = session.user;
  const offers: Readonly<Partial<Record<WalletPart, boolean>>> = {
    deposit: deposits,
    withdraw: withdrawals && permissions.includes('withdraw'),
    convert: trading && permissions.includes('trade'),
    send: transfers && permissions.includes('withdraw'),
    margin: hasMargin,
  };
  const parts = WALLET_PARTS.filter((name) => offers[name] ?? true);
  const here = parts.includes(part) ? part : 'balances';
  return (
    <Pages
      title={messages.wallet}
      links={parts.map((name) => ({
        href: walletHref(name),
        label: titleOf(name, words, messages),
        current: name === here,
      }))}
      aside={
        <div className="pages-aside">
          <a href={accountHref('profile')}>{words.account}</a>
          <a href={marketHref('')}>{words.backToTrading}</a>
        </div>
      }
    >
      <Reminders />
      <Part key={`${here} ${code ?? ''}`} part={here} code={code} />
    </Pages>
  );
}

function Part({ part, code }: { readonly part: WalletPart; readonly code: string | null }) {
  switch (part) {
    case 'balances':
      return (
        <>
          <Owned />
          <Fetched>
            <WorthPart />
          </Fetched>
          <Fetched>
            <ProofPart />
          </Fetched>
        </>
      );
    case 'deposit':
      return <Deposit code={code} />;
    case 'withdraw':
      return <Withdraw code={code} />;
    case 'convert':
      return <Convert code={code} />;
    case 'send':
      return <Send code={code} />;
    case 'margin':
      return (
        <Fetched waiting={<p className="nothing" aria-busy />}>
          <MarginPart symbol={code} />
        </Fetched>
      );
    case 'history':
      return <HistoryPart />;
    case 'statements':
      return (
        <>
          <Statements />
          <Fetched>
            <LotsPart />
          </Fetched>
        </>
      );
    case 'allow-list':
      return <AllowListPart />;
  }
}

function titleOf(part: WalletPart, words: WalletWords, messages: Messages): string {
  switch (part) {
    case 'balances':
      return messages.balances;
    case 'deposit':
      return messages.deposit;
    case 'withdraw':
      return messages.withdraw;
    case 'convert':
      return words.convert;
    case 'send':
      return words.sendTo;
    case 'margin':
      return words.margin;
    case 'history':
      return words.history;
    case 'statements':
      return words.statements;
    case 'allow-list':
      return words.allowList;
  }
}

function Owned() {
  const messages = useMessages();
  const words = useWalletWords();
  return (
    <Card title={messages.balances} notice={words.balancesNotice}>
      <Balances onDeposit={(code) => goTo(walletHref('deposit', code))} />
    </Card>
  );
}

const DEPOSITS = { type: 'deposit', currency: null, status: null, period: EVER } as const;

function Deposit({ code }: { readonly code: string | null }) {
  const messages = useMessages();
  const words = useWalletWords();
  const balances = useBalances();
  const [chosen, setChosen] = useState(code);
  return (
    <>
      <Card title={messages.deposit} notice={words.depositNotice}>
        <Loaded query={balances}>
          {(all) => {
            const asset = (all.find((balance) => balance.asset.code === chosen) ?? all[0])?.asset;
            return asset === undefined ? (
              <p className="nothing">{words.noNetwork}</p>
            ) : (
              <div className="form">
                <AssetChoice
                  codes={all.map((balance) => balance.asset.code)}
                  chosen={asset.code}
                  onChoose={setChosen}
                />
                <Funding key={asset.code} asset={asset} />
              </div>
            );
          }}
        </Loaded>
      </Card>
      <Card title={words.history}>
        <Transactions filter={DEPOSITS} />
      </Card>
    </>
  );
}
