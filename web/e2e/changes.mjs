// Changes by other ways than an amendment: of a TWAP, a pair, and a position.
import { accessible } from './axe.mjs';
import { dialogCloses, fits, picture, toastShown, WAIT } from './browser.mjs';

/** A TWAP is replaced in one command; both orders of a pair change in place. */
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
  await toastShown(page, 'TWAP replaced');
  await dialogCloses(page);
  await change('OCO');
  await dialog.getByLabel('Limit price', { exact: true }).fill('90010');
  await dialog.getByLabel('Stop price', { exact: true }).fill('21');
  await fits(page, '.dialog-body');
  await accessible(page, 'change of a pair', ['dark']);
  await picture(page, 'change-pair');
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await toastShown(page, 'OCO pair changed');
  await dialogCloses(page);
  await page
    .locator('.orders tr', { hasText: /90,?010/ })
    .first()
    .waitFor(WAIT);
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
