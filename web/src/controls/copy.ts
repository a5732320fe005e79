/** Copied text is for programs, too: its numbers are plain, in any digits of the page. */
import { plainly } from '../money/numerals';

export function copyPlainly(event: ClipboardEvent): void {
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) {
    return;
  }
  const text = getSelection()?.toString() ?? '';
  const plain = plainly(text);
  if (plain !== text) {
    event.clipboardData?.setData('text/plain', plain);
    event.preventDefault();
  }
}
