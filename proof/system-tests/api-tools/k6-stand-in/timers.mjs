const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;

export { clearInterval, clearTimeout, setInterval, setTimeout };
