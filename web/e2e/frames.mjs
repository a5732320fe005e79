// How smoothly an open page draws, and what it keeps, while a market moves: ./flowex bench page [seconds [updates a second]]
//   node web/e2e/frames.mjs URL SECONDS
// A new user is logged in. Frames are those of requestAnimationFrame, and tasks those that the browser calls long (above 50 ms). The heap
// is that of scripts after a collection, each minute; nodes and listeners are those of the document. The processor is what all of the
// browser had: the page's scripts and layout, and what draws it without a graphics card.
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { ask, logsIn, url } from './browser.mjs';

const seconds = Number(process.argv[3]);
if (!(seconds >= 1) || process.argv[2] === undefined) {
  console.error('frames: URL SECONDS');
  process.exit(2);
}
/** Interval between two readings of what the page keeps. */
const READ_EVERY_SECONDS = 60;
/** By then chart and lists have what they show at most. */
const FILLED_AFTER_SECONDS = 300;

const user = { email: `frames-${Date.now()}@example.com`, password: 'frames-of-a-page-1' };
const executablePath = process.env.CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium']).toString().trim();
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-timer-throttling', '--disable-renderer-backgrounding'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Performance.enable');
  const whole = await browser.newBrowserCDPSession();
  const heard = { messages: 0, bytes: 0 };
  devtools.on('Network.webSocketFrameReceived', ({ response }) => {
    heard.messages += 1;
    heard.bytes += response.payloadData.length;
  });
  await ask('/api/auth/register', { ...user, first_name: 'Frames', last_name: 'Counter' });
  await page.addInitScript(() => localStorage.setItem('flowex.language', 'en'));
  await page.goto(url);
  await page.locator('.connection-live').waitFor();
  await logsIn(page, user.email, user.password);
  await page.locator('.book-row').first().waitFor();
  await page.locator('.chart-canvas canvas').first().waitFor();
  const kept = [await keptBy(devtools)];
  Object.assign(heard, { messages: 0, bytes: 0 });
  const usedBefore = await processorOf(whole);
  const counting = page.evaluate(count, seconds * 1_000);
  for (let at = READ_EVERY_SECONDS; at < seconds; at += READ_EVERY_SECONDS) {
    await Promise.race([counting, new Promise((resolve) => setTimeout(resolve, READ_EVERY_SECONDS * 1_000))]);
    kept.push(await keptBy(devtools));
    console.log(`page ${at} s: ${inWords(kept.at(-1))}`);
  }
  const { frames, worst, longest, longTasks, longestTask } = await counting;
  const received = { ...heard };
  const usedAfter = await processorOf(whole);
  const share = (kind) => `${(((usedAfter[kind] - usedBefore[kind]) / seconds) * 100).toFixed(0)} %`;
  kept.push(await keptBy(devtools));
  console.log(
    `page ${seconds} s: ${(frames / seconds).toFixed(1)} frames/s, ${worst} in the worst second, longest ${longest.toFixed(0)} ms; ` +
      `${longTasks} tasks above 50 ms, longest ${longestTask.toFixed(0)} ms; ` +
      `processor: page ${share('renderer')}, drawing ${share('GPU')}, browser ${share('browser')}; ` +
      `${(received.messages / seconds).toFixed(0)} messages/s, ${(received.bytes / seconds / 1024).toFixed(0)} kB/s; ` +
      `at the beginning ${inWords(kept[0])}; at the end ${inWords(kept.at(-1))}${growth(kept)}`,
  );
  if (received.messages < seconds) {
    console.error('frames: the market hardly moved');
    process.exitCode = 1;
  }
} finally {
  await browser.close();
}

/** In the page: its frames for so long, the fewest of a whole second, the longest time between two, and its long tasks. */
function count(millis) {
  return new Promise((resolve) => {
    const begun = performance.now();
    const perSecond = [];
    const tasks = { longTasks: 0, longestTask: 0 };
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        tasks.longTasks += 1;
        tasks.longestTask = Math.max(tasks.longestTask, duration);
      }
    });
    observer.observe({ type: 'longtask' });
    let [last, longest, frames] = [begun, 0, 0];
    const frame = (now) => {
      if (now - begun >= millis) {
        const whole = Array.from({ length: Math.floor(millis / 1_000) }, (_, second) => perSecond[second] ?? 0);
        observer.disconnect();
        resolve({ frames, worst: Math.min(...whole), longest, ...tasks });
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

/** Megabytes of the heap after a collection, and the numbers of nodes and listeners. */
async function keptBy(devtools) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (requested) => metrics.find(({ name }) => name === requested).value;
  return { heap: usedSize / 1024 / 1024, nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}

function inWords({ heap, nodes, listeners }) {
  return `heap ${heap.toFixed(1)} MB, ${nodes} nodes, ${listeners} listeners`;
}

/** Growth of the heap once the lists are full: the mean of the last five readings against that of the first five. */
function growth(kept) {
  const filled = kept.slice(FILLED_AFTER_SECONDS / READ_EVERY_SECONDS);
  if (filled.length < 10) {
    return '';
  }
  const mean = (readings) => readings.reduce((sum, { heap }) => sum + heap, 0) / readings.length;
  const grown = mean(filled.slice(-5)) - mean(filled.slice(0, 5));
  return `; after its first ${FILLED_AFTER_SECONDS / 60} minutes it grew by ${grown.toFixed(2)} MB`;
}
