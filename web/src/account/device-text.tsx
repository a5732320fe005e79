import type { Column } from '../pages/Records';
import { deviceOf } from './device';
import type { AccountWords } from './words';

/** Names a device by its browser and system, as the browser describes itself. */
export function deviceText(agent: string, words: AccountWords): string {
  const device = deviceOf(agent);
  if (device === null) {
    return words.unknownDevice;
  }
  return device.system === null ? device.browser : words.onSystem(device.browser, device.system);
}

/** Column that names a device, and marks the one in use. */
export const deviceColumn = (words: AccountWords): Column<{ readonly agent: string; readonly current: boolean }> => ({
  name: words.device,
  cell: ({ agent, current }) => (
    <span title={agent}>
      {deviceText(agent, words)} {current && <i className="tag tag-good">{words.thisSession}</i>}
    </span>
  ),
});
