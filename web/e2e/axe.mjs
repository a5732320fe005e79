// Accessibility of the page to people who do not see, or not well, or use no mouse: axe-core's rules, in both themes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const SEVERE = ['moderate', 'serious', 'critical'];

/**
 * The page as shown has no fault above a minor one, neither dark nor light; of a dialog, whose colours are those of the
 * page, one will do. A theme is nothing but colours: of the second, the rules about colours are asked.
 */
export async function accessible(page, what, themes = ['light', 'dark']) {
  for (const [at, theme] of themes.entries()) {
    await themed(page, theme);
    const some = at === 0 ? {} : { runOnly: { type: 'tag', values: ['cat.color'] } };
    assert.deepEqual(await severeFaults(page, some), [], `${what}, ${theme}`);
  }
}

/** The page follows the system until a theme is chosen; colours that fade have arrived. */
export async function themed(page, theme) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.locator(`html[data-theme=${theme}]`).waitFor();
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
}

async function severeFaults(page, some) {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(AXE);
  }
  const { violations } = await page.evaluate(
    (only) =>
      window.axe.run(document, {
        resultTypes: ['violations'],
        // A tag also brings the rules of level AAA, which axe leaves out otherwise.
        rules: { 'color-contrast-enhanced': { enabled: false } },
        ...only,
      }),
    some,
  );
  return violations
    .filter(({ impact }) => SEVERE.includes(impact))
    .map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
    );
}
