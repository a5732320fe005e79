import './markets.css';

/** A round sign for an asset, in its own colour where it has one. */
export function AssetMark({ code }: { readonly code: string }) {
  return (
    <span className={`asset-mark asset-${code.toLowerCase()}`} aria-hidden>
      {code.slice(0, 1)}
    </span>
  );
}
