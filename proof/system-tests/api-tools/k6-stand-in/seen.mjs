// Records of a walk through a script: checks by name, values by metric, sockets that are still open.
export const seen = { checks: {}, metrics: {}, sockets: 0, iteration: 0 };

export function counted(name, good) {
  const check = (seen.checks[name] ??= { passes: 0, fails: 0 });
  check[good ? 'passes' : 'fails'] += 1;
}

export function measured(name, value) {
  (seen.metrics[name] ??= []).push(value);
}
