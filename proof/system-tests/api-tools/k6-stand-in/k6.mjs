import { counted } from './seen.mjs';

export function check(value, conditions) {
  const results = Object.entries(conditions).map(([name, condition]) => {
    const good = Boolean(condition(value));
    counted(name, good);
    if (!good) {
      console.error(`failed: ${name}:`, value);
    }
    return good;
  });
  return results.every(Boolean);
}

export function fail(message) {
  throw new Error(message);
}
