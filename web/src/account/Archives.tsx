import { useState } from 'react';
import { useExchange } from '../exchange/context';
import { askForArchive, takeArchive, type Archive } from '../exchange/own-data';
import { useSpeech } from '../language/language';
import { useAct } from '../pages/act';
import { saveFile } from '../pages/csv';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { useOwnDataWords } from './own-words';
import { ProofDialog } from './ProofDialog';
import { useArchives } from './queries';

/** All that is known of the caller, as files. */
export function Archives() {
  const words = useOwnDataWords();
  const query = useArchives();
  const [asking, setAsking] = useState(false);
  const isMaking = query.data?.some(({ state }) => state === 'making') === true;
  return (
    <Card
      title={words.archives}
      notice={words.archivesNotice}
      action={
        !isMaking && (
          <button type="button" className="primary" onClick={() => setAsking(true)}>
            {words.askForArchive}
          </button>
        )
      }
    >
      <Loaded query={query}>{(all) => <List archives={all} />}</Loaded>
      {asking && <Ask onClose={() => setAsking(false)} />}
    </Card>
  );
}

function Ask({ onClose }: { readonly onClose: () => void }) {
  const words = useOwnDataWords();
  const exchange = useExchange();
  const { act } = useAct();
  return (
    <ProofDialog
      title={words.archives}
      action={words.askForArchive}
      onClose={onClose}
      onProof={async (proof) => {
        await askForArchive(exchange, proof);
        onClose();
        act(() => Promise.resolve(words.archiveRequested));
      }}
    />
  );
}

function List({ archives }: { readonly archives: readonly Archive[] }) {
  const words = useOwnDataWords();
  const dates = useDates();
  const size = useSize();
  return (
    <Records
      label={words.archives}
      rows={archives}
      keyOf={({ id }) => id}
      nothing={words.noArchives}
      columns={[
        { name: words.requested, cell: ({ requestedMillis }) => dates.minute(requestedMillis) },
        { name: words.until, cell: ({ expiresMillis }) => dates.minute(expiresMillis) },
        { name: words.size, number: true, cell: ({ bytes }) => (bytes === null ? '' : size(bytes)) },
        {
          name: words.state,
          cell: ({ state }) => (
            <i className={`tag ${state === 'ready' ? 'tag-good' : 'tag-plain'}`}>{words.archiveStates[state]}</i>
          ),
        },
      ]}
      actions={(archive) => archive.state === 'ready' && <Take archive={archive} />}
    />
  );
}

function useSize(): (bytes: number) => string {
  const { locale } = useSpeech();
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: 1,
  });
  return (bytes) => format.format(bytes / 1_000);
}

function Take({ archive }: { readonly archive: Archive }) {
  const words = useOwnDataWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const take = async (): Promise<string> => {
    const day = new Date(archive.requestedMillis).toISOString().slice(0, 10);
    saveFile(`own-data-${day}.zip`, await takeArchive(exchange, archive.id));
    return words.downloaded;
  };
  return (
    <button type="button" className="small-button" aria-disabled={busy} onClick={() => act(take)}>
      {words.download}
    </button>
  );
}
