import { useSpeech } from '../../language/language';
import { Card } from '../../pages/Pages';
import { useStrategyWords } from '../words';
import { GUIDE } from './guide-words';

/** How programs are written, beside the editor: one part is open, the others open with a click. */
export function Guide() {
  const words = useStrategyWords();
  const { language } = useSpeech();
  return (
    <Card title={words.docs}>
      {GUIDE[language].map(({ title, entries }, at) => (
        <details key={title} className="strategy-guide" open={at === 0}>
          <summary>{title}</summary>
          <dl>
            {entries.map(([code, meaning]) => (
              <div key={code}>
                <dt>
                  <code dir="ltr">{code}</code>
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </Card>
  );
}
