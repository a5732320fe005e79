import { strategyHref } from '../app/place';
import { useBuiltIn } from '../exchange/strategies';
import { Card } from '../pages/Pages';
import { Asked } from '../pages/Records';
import { builtKey, titleOf } from './subject';
import { useStrategyWords } from './words';

/** Strategies that come with the exchange, with their rules and parameters. */
export function BuiltIns() {
  const words = useStrategyWords();
  return (
    <Asked query={useBuiltIn()}>
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
                title={titleOf(each.id)}
                action={
                  <a className="small-button" href={strategyHref('backtests', builtKey(each))}>
                    {words.use}
                  </a>
                }
              >
                <div dir="ltr" lang="en">
                  <p>{each.summary}</p>
                  <dl className="facts strategy-parameters">
                    {each.parameters.map(({ name, meaning, default_value }) => (
                      <div key={name}>
                        <dt>
                          <code>{name}</code> <span className="quiet">{meaning}</span>
                        </dt>
                        <dd className="number">{default_value}</dd>
                      </div>
                    ))}
                  </dl>
                </div>
              </Card>
            ))}
          </>
        )
      }
    </Asked>
  );
}
