import { seen } from './seen.mjs';

export default {
  scenario: {
    get iterationInTest() {
      return seen.iteration;
    },
  },
};
