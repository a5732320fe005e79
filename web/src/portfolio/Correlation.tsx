import type { PortfolioFigures } from '../exchange/portfolios';
import { numeral, readable } from '../money/numerals';
import { Card } from '../pages/Pages';
import { usePortfolioWords } from './words';

/** Number that fit beside each other; the exchange names the largest first. */
const SHOWN = 12;

/** How the largest assets move together. */
export function Correlation({ figures: { correlated, correlation } }: { readonly figures: PortfolioFigures }) {
  const words = usePortfolioWords();
  const shown = correlated.slice(0, SHOWN);
  return (
    <Card
      title={words.correlation}
      notice={
        <>
          {words.correlationNotice}{' '}
          {shown.length < correlated.length && words.correlationCut(numeral(shown.length), numeral(correlated.length))}
        </>
      }
    >
      <div className="records-scroll" role="group" aria-label={words.correlation} tabIndex={0}>
        <table className="correlation" aria-label={words.correlation}>
          <thead>
            <tr>
              <td />
              {shown.map((asset) => (
                <th key={asset} scope="col">
                  <bdi>{asset}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((asset, row) => (
              <tr key={asset}>
                <th scope="row">
                  <bdi>{asset}</bdi>
                </th>
                {shown.map((other, column) => (
                  <CorrelationCell key={other} share={correlation[row]?.[column] ?? NaN} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

/** At its darkest the letters before it are still read. */
const DARKEST = 30;

function CorrelationCell({ share }: { readonly share: number }) {
  const colour = share < 0 ? 'var(--good)' : 'var(--bad)';
  const part = Number.isFinite(share) ? Math.abs(share) * DARKEST : 0;
  return (
    <td className="number" style={{ background: `color-mix(in srgb, ${colour} ${part.toFixed(0)}%, var(--panel))` }}>
      {Number.isFinite(share) ? readable(share.toFixed(2)) : '—'}
    </td>
  );
}
