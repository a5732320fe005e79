/** Rows as a file for spreadsheets: RFC 4180. */
export function csvOf(names: readonly string[], rows: readonly (readonly string[])[]): string {
  return [names, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** A text that a spreadsheet would take for a formula is kept a text; negative numbers stay numbers. */
function cell(text: string): string {
  const tame = /^'*[=+\-@\t\r\n]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** The cells of each line, as they were before they were written. */
export function cellsIn(csv: string): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let cells: string[] = [];
  for (const [, quoted, bare = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r?\n|$)/g)) {
    if (end === '' && quoted === undefined && bare === '' && cells.length === 0) {
      break;
    }
    cells.push((quoted?.replaceAll('""', '"') ?? bare).replace(/^'(?='*[=+\-@\t\r\n])/, ''));
    if (end !== ',') {
      lines.push(cells);
      cells = [];
    }
  }
  return lines;
}

/** How many rows such a file has below its names. */
export const rowsOf = (csv: string): number => csv.split('\r\n').length - 2;

/** Spreadsheets take a file for one in another alphabet unless it says what it is. */
export const download = (name: string, csv: string): void => save(name, `\ufeff${csv}`, 'text/csv');

export function save(name: string, content: string, type: string): void {
  saveFile(name, new Blob([content], { type: `${type};charset=utf-8` }));
}

export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
