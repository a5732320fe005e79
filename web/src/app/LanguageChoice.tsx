import { useMessages, useSpeech } from '../language/language';
import { LANGUAGE_NAMES, type Language } from '../language/messages';

export function LanguageChoice() {
  const messages = useMessages();
  const { language, languages, speak } = useSpeech();
  return (
    <select
      className="head-language"
      aria-label={messages.language}
      value={language}
      onChange={(event) => speak(event.target.value as Language)}
    >
      {languages.map((choice) => (
        <option key={choice} value={choice}>
          {LANGUAGE_NAMES[choice]}
        </option>
      ))}
    </select>
  );
}
