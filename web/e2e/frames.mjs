// How smoothly an open page draws, and what it keeps, while a market moves: ./flowex bench page [seconds [updates a second]]
//   node web/e2e/frames.mjs SECONDS URL
// Frames are those of requestAnimationFrame; the heap is that of scripts, after a collection, at the beginning and at the end; the processor is
// what all of the browser had: the page's scripts and layout, and what draws it without a graphics card.
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';

const [seconds, url] = [Number(process.argv[2]), process.argv[3]];
if (!(seconds >= 1) || url === undefined) {
  console.error('frames: SECONDS URL');
  process.exit(2);
}
const executablePath = process.env.CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium']).toString().trim();
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-timer-throttling', '--disable-renderer-backgrounding'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const whole = await browser.newBrowserCDPSession();
  const heard = { messages: 0, bytes: 0 };
  devtools.on('Network.webSocketFrameReceived', ({ response }) => {
    heard.messages += 1;
    heard.bytes += response.payloadData.length;
  });
  await page.goto(url);
  await page.locator('.connection-live').waitFor();
  await page.locator('.book-row').first().waitFor();
  await page.locator('.chart-canvas canvas').first().waitFor();
  const before = await heapOf(devtools);
  Object.assign(heard, { messages: 0, bytes: 0 });
  const usedBefore = await processorOf(whole);
  const { frames, worst, longest } = await page.evaluate(count, seconds * 1_000);
  const received = { ...heard };
  const usedAfter = await processorOf(whole);
  const share = (kind) => `${(((usedAfter[kind] - usedBefore[kind]) / seconds) * 100).toFixed(0)} %`;
  const after = await heapOf(devtools);
  console.log(
    `page ${seconds} s: ${(frames / seconds).toFixed(1)} frames/s, ${worst} in the worst second, longest ${longest.toFixed(0)} ms; ` +
      `processor: page ${share('renderer')}, drawing ${share('GPU')}, browser ${share('browser')}; ` +
      `${(received.messages / seconds).toFixed(0)} messages/s, ${(received.bytes / seconds / 1024).toFixed(0)} kB/s; ` +
      `heap ${before.toFixed(1)} MB at the beginning, ${after.toFixed(1)} MB at the end`,
  );
  if (received.messages < seconds) {
    console.error('frames: the market hardly moved');
    process.exitCode = 1;
  }
} finally {
  await browser.close();
}

/** In the page: its frames for so long, the fewest of a whole second, and the longest time between two. */
function count(millis) {
  return new Promise((resolve) => {
    const begun = performance.now();
    const perSecond = [];
    let [last, longest, frames] = [begun, 0, 0];
    const frame = (now) => {
      if (now - begun >= millis) {
        const whole = Array.from({ length: Math.floor(millis / 1_000) }, (_, second) => perSecond[second] ?? 0);
        resolve({ frames, worst: Math.min(...whole), longest });
        return;
      }
      const second = Math.max(0, Math.floor((now - begun) / 1_000));
      perSecond[second] = (perSecond[second] ?? 0) + 1;
      frames += 1;
      longest = Math.max(longest, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** Seconds of processor that the browser's processes of each kind have used. */
async function processorOf(whole) {
  const used = { renderer: 0, GPU: 0, browser: 0 };
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
  processInfo.forEach(({ type, cpuTime }) => (used[type] = (used[type] ?? 0) + cpuTime));
  return used;
}

async function heapOf(devtools) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / 1024 / 1024;
}
