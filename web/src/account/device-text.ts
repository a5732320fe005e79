import { deviceOf } from './device';
import type { AccountWords } from './words';

/** What a person calls a device, by what its program says that it is. */
export function deviceText(agent: string, words: AccountWords): string {
  const device = deviceOf(agent);
  if (device === null) {
    return words.unknownDevice;
  }
  return device.system === null ? device.browser : words.onSystem(device.browser, device.system);
}
