/** A withdrawal as it would leave, to be checked before it is sent. */
import { useEffect, useRef } from 'react';
import { accountHref } from '../app/place';
import { useMessages } from '../language/language';
import { exactText } from '../markets/figures';
import { amount, most, type Amount } from '../money/money';
import type { DepositAddress } from '../exchange/custody';
import { useFactors } from './PaymentCode';
import { useWalletWords } from './words';

export interface Reviewed {
  readonly units: Amount;
  readonly address: string;
  readonly memo: string;
}

const GROUP = /.{1,4}/gsu;

/** An address in groups of four, which the eye compares; copied, it has no gaps. */
export const groupsOf = (address: string): readonly string[] => address.match(GROUP) ?? [];

/** True if the caller has an authenticator, whose code is asked for with the first request. */
export function useCodeFirst(): boolean {
  const { data } = useFactors();
  return data?.app === true && !data.mail && data.passkeys === 0;
}

interface ReviewProps {
  readonly way: DepositAddress;
  readonly of: Reviewed;
  /** Label of the address on the allow-list; null where it is not listed. */
  readonly listedAs: string | null;
}

export function Review({ way, of: { units, address, memo }, listedAs }: ReviewProps) {
  const messages = useMessages();
  const words = useWalletWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { asset, withdrawalFee } = way;
  const amountText = (of: bigint): string => `${exactText(of, asset)} ${asset.code}`;
  return (
    <section className="review" aria-label={words.reviewTitle}>
      <h3 ref={title} tabIndex={-1}>
        {words.reviewTitle}
      </h3>
      <dl className="facts">
        <dt>{messages.amount}</dt>
        <dd className="number">{amountText(units)}</dd>
        <dt>{words.fee}</dt>
        <dd className="number">{amountText(withdrawalFee)}</dd>
        <dt>{words.receives}</dt>
        <dd className="number">
          <b>{amountText(most(amount(units - withdrawalFee), amount(0n)))}</b>
        </dd>
        <dt>{words.network}</dt>
        <dd>
          <bdi>{way.title}</bdi>
        </dd>
        <dt>{words.to}</dt>
        <dd>
          <code className="grouped">
            {groupsOf(address).map((group, place) => (
              <span key={place}>{group}</span>
            ))}
          </code>
          <small className="quiet">{listedAs === null ? words.notListed : <bdi>{words.listedAs(listedAs)}</bdi>}</small>
        </dd>
        {memo !== '' && (
          <>
            <dt>{words.memo}</dt>
            <dd>
              <code>{memo}</code>
            </dd>
          </>
        )}
      </dl>
      <p className="wallet-warning" role="note">
        {words.reviewNotice}
      </p>
      <FactorNotice />
    </section>
  );
}

/** The part that a second factor has in it; without one there is only the password. */
function FactorNotice() {
  const words = useWalletWords();
  const { data } = useFactors();
  if (data === undefined || (data.app && !data.mail)) {
    return null;
  }
  return data.mail ? (
    <p className="quiet">{words.mailsCode}</p>
  ) : (
    <p className="quiet">
      {data.mailsPayments ? words.mailsPayment : words.noFactor} <a href={accountHref('security')}>{words.setFactor}</a>
    </p>
  );
}
