import { strategyHref } from '../app/place';
import { useBuiltIn } from '../exchange/strategies';
import { useSpeech } from '../language/language';
import { readable } from '../money/numerals';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { chosenParametersOf } from './ParameterFields';
import { builtKey, titleOf } from './subject';
import { useStrategyWords } from './words';

/** Strategies that come with the exchange, with their rules and parameters. */
export function BuiltIns() {
  const words = useStrategyWords();
  const { language } = useSpeech();
  return (
    <Loaded query={useBuiltIn()}>
      {(all) =>
        all.length === 0 ? (
          <Card title={words.builtIn}>
            <p className="nothing">{words.noBuiltIn}</p>
          </Card>
        ) : (
          <>
            <Card title={words.builtIn} notice={words.builtInNotice} />
            {all.map((each) => (
              <Card
                key={each.id}
                title={titleOf(each.id, words)}
                notice={<span dir="auto">{words.builtInRules[each.id] ?? each.summary}</span>}
                action={
                  <a
                    className="small-button"
                    href={strategyHref('backtests', builtKey(each))}
                    aria-label={words.useOne(titleOf(each.id, words))}
                  >
                    {words.use}
                  </a>
                }
              >
                <dl className="strategy-parameters">
                  {chosenParametersOf(each.parameters).map(({ name, meaning, default_value }) => {
                    const text = words.parameterMeanings[meaning] ?? meaning;
                    return (
                      <div key={name}>
                        <dt>
                          <code dir="ltr">{name}</code>{' '}
                          <bdi className="quiet" lang={text === meaning && language !== 'en' ? 'en' : undefined}>
                            {text}
                          </bdi>
                        </dt>
                        <dd className="number">{words.choiceNames[default_value] ?? readable(default_value, true)}</dd>
                      </div>
                    );
                  })}
                </dl>
              </Card>
            ))}
          </>
        )
      }
    </Loaded>
  );
}
