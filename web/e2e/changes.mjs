// Changes by other ways than an amendment: of a TWAP, a pair, and a position.
import assert from 'node:assert/strict';
import { accessible } from './axe.mjs';
import { dialogCloses, fits, picture, told, WAIT } from './browser.mjs';

/** A TWAP is replaced in one command; of a pair the page says that there is none, and copies it. */
export async function changesOthers(page) {
  const change = (kind) =>
    page.locator('.orders tr', { hasText: kind }).first().getByRole('button', { name: 'Change' }).click();
  const dialog = page.getByRole('dialog');
  await change('TWAP');
  await dialog.getByLabel('Number of slices').fill('4');
  await fits(page, '.dialog-body');
  await accessible(page, 'change of a TWAP', ['dark']);
  await picture(page, 'change-twap');
  await dialog.getByRole('button', { name: 'Cancel and place new' }).click();
  await told(page, 'TWAP replaced');
  await dialogCloses(page);
  await change('OCO');
  await dialog.getByText('no single step replaces both').waitFor(WAIT);
  await picture(page, 'change-pair');
  await dialog.getByRole('button', { name: 'Copy into the ticket' }).click();
  await page.keyboard.press('Escape');
  await dialogCloses(page);
  assert.equal(await page.locator('.ticket').getByLabel('Limit price', { exact: true }).inputValue(), '90000');
}

/** A position is shown as the order that closes it, before it is sent. */
export async function asksToClose(page) {
  await page.getByRole('button', { name: 'Close position' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^Market: /).waitFor(WAIT);
  await accessible(page, 'close of a position', ['dark']);
  await picture(page, 'close-position');
  await page.keyboard.press('Escape');
  await dialogCloses(page);
}
