import { Dialog } from '../controls/dialog';
import { useMessages } from '../language/language';
import { useTheme, THEME_SETTINGS, type ThemeSetting } from '../theme/theme';
import { askToNotify } from '../controls/notify';
import { CONFIRMATIONS, RISES, useSettings, ZONES } from './settings';

/** Settings by which a slip trades: each with a warning. */
const RISKY = ['acts', 'oneClick'] as const;

/** A person's options for the page. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const messages = useMessages();
  const { settings, choose } = useSettings();
  const { setting, choose: chooseTheme } = useTheme();
  return (
    <Dialog title={messages.settings} onClose={onClose}>
      <form className="form" onSubmit={(event) => event.preventDefault()}>
        <fieldset className="checks checks-lines">
          <legend>{messages.askBefore}</legend>
          {CONFIRMATIONS.map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name="confirmation"
                checked={settings.confirmation === choice}
                onChange={() => choose({ confirmation: choice })}
              />
              {messages.confirmations[choice]}
            </label>
          ))}
        </fieldset>
        <fieldset className="checks">
          <legend>{messages.theme}</legend>
          {THEME_SETTINGS.map((choice: ThemeSetting) => (
            <label key={choice}>
              <input type="radio" name="theme" checked={setting === choice} onChange={() => chooseTheme(choice)} />
              {messages.themes[choice]}
            </label>
          ))}
        </fieldset>
        <fieldset className="checks">
          <legend>{messages.riseColours}</legend>
          {RISES.map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name="rise"
                checked={settings.rise === choice}
                onChange={() => choose({ rise: choice })}
              />
              {messages.rises[choice]}
            </label>
          ))}
        </fieldset>
        <fieldset className="checks">
          <legend>{messages.timeZone}</legend>
          {ZONES.map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name="zone"
                checked={settings.zone === choice}
                onChange={() => choose({ zone: choice })}
              />
              {messages.zones[choice]}
            </label>
          ))}
        </fieldset>
        <fieldset className="checks checks-lines">
          <legend>{messages.others}</legend>
          <label>
            <input
              type="checkbox"
              checked={settings.sound}
              onChange={(event) => choose({ sound: event.target.checked })}
            />
            {messages.soundOnFill}
          </label>
          <label>
            <input
              type="checkbox"
              checked={settings.notices}
              onChange={({ target }) => {
                if (target.checked) {
                  void askToNotify().then((isAllowed) => choose({ notices: isAllowed }));
                } else {
                  choose({ notices: false });
                }
              }}
            />
            {messages.noticesOnFill}
          </label>
          <label>
            <input
              type="checkbox"
              checked={settings.hidden}
              onChange={(event) => choose({ hidden: event.target.checked })}
            />
            {messages.hideBalances}
          </label>
          <label>
            <input
              type="checkbox"
              checked={settings.keys}
              onChange={(event) => choose({ keys: event.target.checked })}
            />
            {messages.useKeys}
          </label>
          <Risky />
        </fieldset>
        <KeyList />
      </form>
    </Dialog>
  );
}

function Risky() {
  const messages = useMessages();
  const { settings, choose } = useSettings();
  return (
    <>
      {RISKY.map((choice) => (
        <label key={choice}>
          <input
            type="checkbox"
            checked={settings[choice]}
            aria-describedby={`${choice}-warning`}
            onChange={(event) => choose({ [choice]: event.target.checked })}
          />
          <span>
            {choice === 'acts' ? messages.useActs : messages.oneClick}
            <small className="quiet checks-warning" id={`${choice}-warning`}>
              {choice === 'acts' ? messages.actsWarning : messages.oneClickWarning}
            </small>
          </span>
        </label>
      ))}
    </>
  );
}

/** The letters that do something now. */
function KeyList() {
  const messages = useMessages();
  const { acts } = useSettings().settings;
  return (
    <dl className="key-list">
      {Object.entries(messages.keys).map(([key, does]) => (
        <div key={key}>
          <dt>
            <kbd>{key.toUpperCase()}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
      {acts &&
        Object.entries(messages.acts).map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>⇧{key.toUpperCase()}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
    </dl>
  );
}
