import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { takeMailLink } from './account/mail-link';
import { App } from './app/App';
import { copyPlainly } from './controls/copy';
import { Toasts } from './controls/toasts';
import { browserExchange } from './exchange/browser';
import { ExchangeContext } from './exchange/context';
import { isWorthAsking, problemOf } from './exchange/problem';
import { takeProviderReturn } from './exchange/provider-return';
import { firstSpoken, SpeechProvider } from './language/language';
import { SettingsProvider } from './settings/settings';
import { ThemeProvider } from './theme/theme';
import './theme/fonts.css';
import './theme/theme.css';

// Asked for before all else: nothing is drawn without words.
const words = firstSpoken();
const exchange = browserExchange();
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 1_000,
      retry: isWorthAsking,
      retryDelay: (failures, thrown) => problemOf(thrown).retryAfterMillis ?? 500 * 2 ** failures,
    },
  },
});

/** By then the parts behind the first picture have come. */
const LOADED_AFTER_MILLIS = 3_000;

document.addEventListener('copy', copyPlainly);
const link = takeMailLink() ?? takeProviderReturn();
exchange.stream.start();
void exchange.restoreSession();

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Where it may not, the page is as good without.
  navigator.serviceWorker
    .register('/worker.js')
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => {
      // The worker began after the page: what was loaded before it, or just then, opens without a network too.
      const report = (): void => active?.postMessage(performance.getEntriesByType('resource').map(({ name }) => name));
      setTimeout(report, LOADED_AFTER_MILLIS);
    })
    .catch(() => undefined);
}

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
const page = createRoot(root);
words.then(
  (first) =>
    page.render(
      <StrictMode>
        <ExchangeContext value={exchange}>
          <QueryClientProvider client={queries}>
            <SpeechProvider first={first}>
              <ThemeProvider>
                <SettingsProvider>
                  <Toasts>
                    <App link={link} />
                  </Toasts>
                </SettingsProvider>
              </ThemeProvider>
            </SpeechProvider>
          </QueryClientProvider>
        </ExchangeContext>
      </StrictMode>,
    ),
  // No words came, not even English ones.
  () =>
    page.render(
      <button type="button" onClick={() => location.reload()}>
        Reload · بارگذاری دوباره · 重新加载
      </button>,
    ),
);
