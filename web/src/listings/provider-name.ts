import type { ListingWords } from './words';

/** Code of the sample among the providers. */
const SAMPLE = 'sample';

/** Name of a provider as a reader knows it. */
export const providerName = (code: string, words: ListingWords): string => (code === SAMPLE ? words.builtIn : code);
