/** Rows as a file for spreadsheets: RFC 4180. */
export function csvOf(names: readonly string[], rows: readonly (readonly string[])[]): string {
  return [names, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** A text that a spreadsheet would take for a formula is kept a text. */
function cell(text: string): string {
  const tame = /^[=@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** How many rows such a file has below its names. */
export const rowsOf = (csv: string): number => csv.split('\r\n').length - 2;

const CSV_TYPE = 'text/csv;charset=utf-8';
export const JSON_TYPE = 'application/json';

export function download(name: string, content: string, type: typeof CSV_TYPE | typeof JSON_TYPE = CSV_TYPE): void {
  // Spreadsheets take a file for UTF-8 where it begins with this mark.
  const url = URL.createObjectURL(new Blob(type === CSV_TYPE ? ['\ufeff', content] : [content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
