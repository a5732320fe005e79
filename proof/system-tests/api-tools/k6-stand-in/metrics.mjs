import { measured, seen } from './seen.mjs';

class Metric {
  #name;

  constructor(name) {
    this.#name = name;
    seen.metrics[name] = [];
  }

  add(value) {
    measured(this.#name, Number(value));
  }
}

export { Metric as Counter, Metric as Gauge, Metric as Rate, Metric as Trend };
