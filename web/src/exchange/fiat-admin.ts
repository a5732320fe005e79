/** Fiat rates as operators of the platform keep them, and the rates of past days. */
import type { Exchange } from './exchange';
import type { Answer } from './http';

export type FiatRateList = Answer<'/api/v1/fiat-rates', 'get'>;
export type FiatRateRow = FiatRateList['items'][number];
export type FiatHistory = Answer<'/api/v1/fiat-rates/{currency}/history', 'get'>;

const PATH = '/api/v1/fiat-rates/{currency}';

export const fiatRateList = ({ http }: Exchange): Promise<FiatRateList> => http.get({ path: '/api/v1/fiat-rates' });

export const fiatHistory = ({ http }: Exchange, currency: string, days: number): Promise<FiatHistory> =>
  http.get({ path: '/api/v1/fiat-rates/{currency}/history', names: { currency }, query: { days } });

/** @param version that was read; null where there was no rate of the currency */
export async function setFiatRate(
  { http, session }: Exchange,
  currency: string,
  rate: string,
  version: string | null,
): Promise<void> {
  const seen = version === null ? { ifNone: true } : { version };
  await session.authorized((headers) =>
    http.put({ path: PATH, names: { currency }, body: { rate }, headers, ...seen }),
  );
}

export async function removeFiatRate(
  { http, session }: Exchange,
  { currency, version }: Pick<FiatRateRow, 'currency' | 'version'>,
): Promise<void> {
  await session.authorized((headers) => http.delete({ path: PATH, names: { currency }, headers, version }));
}
