/** Words that more than one control of a view carries. */

const CONTROLS = 'button, a[href], input:not([type=hidden]), select, textarea, summary';

/** Returns every word that two controls beside each other carry, or a column and a button in its rows. */
export function repeatedWords(view: ParentNode): readonly string[] {
  const all = [...view.querySelectorAll(CONTROLS)];
  const rows = [...view.querySelectorAll('.records tbody > tr')];
  const outside = all.filter((control) => control.closest('.records tbody') === null);
  const within = rows.flatMap((row) => twice([...headersOf(row), ...[...row.querySelectorAll(CONTROLS)].map(wordOf)]));
  return [...twice(outside.map(wordOf)), ...within];
}

/** Names of the columns, but for the one that is there for a screen reader only. */
const headersOf = (row: Element): readonly string[] =>
  [...(row.closest('table')?.querySelectorAll('th') ?? [])]
    .filter((header) => header.querySelector('.unseen') === null)
    .map(({ textContent }) => textContent.trim());

function wordOf(control: Element): string {
  const label =
    control instanceof HTMLElement && 'labels' in control ? (control as HTMLInputElement).labels?.[0] : null;
  return (control.getAttribute('aria-label') ?? label?.textContent ?? control.textContent).trim();
}

const twice = (words: readonly string[]): readonly string[] =>
  words.filter((word, place) => word !== '' && words.indexOf(word) !== place);
