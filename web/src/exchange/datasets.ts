/** Files of market data that a user uploads for back-tests; docs/strategies/backtest.md says which forms are read. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { base64 } from './base64';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import { useKey } from './strategies';

export type Dataset = Wire['Dataset'];
export type DatasetRequest = Wire['DatasetRequest'];

const DATA = '/api/v1/datasets';
const ONE = '/api/v1/datasets/{id}';
const DATASETS_MOST = 20;
/** A part of a file, in bytes; a body of the exchange is bounded. */
const PART_BYTES = 45_000;

/** The file compressed, which makes its parts a third; as it is where the browser cannot. */
async function packed(file: Blob): Promise<Uint8Array> {
  const source =
    typeof CompressionStream === 'undefined' ? file : file.stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(source).arrayBuffer());
}

export class Datasets {
  constructor(private readonly exchange: Exchange) {}

  /** Newest first. */
  async all(): Promise<readonly Dataset[]> {
    const { http, session } = this.exchange;
    const query = { limit: DATASETS_MOST };
    return (await session.authorized((headers) => http.get({ path: DATA, query, headers }))).items;
  }

  /** A file that cannot be used leaves nothing behind. */
  async upload(file: Blob, body: DatasetRequest): Promise<Dataset> {
    const { http, session } = this.exchange;
    const bytes = await packed(file);
    const { id } = await session.authorized((headers) => http.post({ path: DATA, body, headers }));
    try {
      for (let part = 1, at = 0; at < bytes.length; part++, at += PART_BYTES) {
        const path = '/api/v1/datasets/{id}/parts/{part}';
        const data = base64(bytes.subarray(at, at + PART_BYTES));
        const names = { id, part: String(part) };
        await session.authorized((headers) => http.put({ path, names, body: { data }, headers }));
      }
      const path = '/api/v1/datasets/{id}/complete';
      return await session.authorized((headers) => http.post({ path, names: { id }, headers }));
    } catch (thrown) {
      await this.remove(id).catch(() => undefined);
      throw thrown;
    }
  }

  async remove(id: string): Promise<void> {
    const { http, session } = this.exchange;
    await session.authorized((headers) => http.delete({ path: ONE, names: { id }, headers }));
  }
}

export function useDatasets(): Datasets {
  const exchange = useExchange();
  return useMemo(() => new Datasets(exchange), [exchange]);
}

export function useOwnData() {
  const datasets = useDatasets();
  return useQuery({ queryKey: useKey('datasets'), queryFn: () => datasets.all() });
}
