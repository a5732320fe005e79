/** Texts of the page of one's own data. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { en } from './words/own/en';
import { fa } from './words/own/fa';
import { zh } from './words/own/zh';

export type OwnDataWords = Readonly<typeof en>;

export const OWN_DATA_WORDS: Readonly<Record<Language, OwnDataWords>> = { en, fa, zh };

export const useOwnDataWords = (): OwnDataWords => OWN_DATA_WORDS[useSpeech().language];

/** Obstacles to an erasure, in the page's words; in the exchange's where it has other ones. */
export function obstacleText(left: string, words: OwnDataWords, roles: Readonly<Record<string, string>>): string {
  const [, asset] = /^a balance of (\S+)$/.exec(left) ?? [];
  const [, orders] = /^(\d+) open orders$/.exec(left) ?? [];
  const [, conversions] = /^(\d+) conversions under way$/.exec(left) ?? [];
  const [, money] = /^(\d+) (?:deposits|withdrawals) under way$/.exec(left) ?? [];
  const [, offers] = /^(\d+) offers to people$/.exec(left) ?? [];
  const [, trades] = /^(\d+) (?:purchases from|sales to) people under way$/.exec(left) ?? [];
  const [, role] = /^the role (\S+)$/.exec(left) ?? [];
  if (asset !== undefined) {
    return words.balanceOf(asset);
  }
  if (orders !== undefined) {
    return words.openOrders(orders);
  }
  if (conversions !== undefined) {
    return words.conversionsUnderWay(conversions);
  }
  if (money !== undefined) {
    return words.moneyUnderWay(money);
  }
  if (offers !== undefined) {
    return words.openOffers(offers);
  }
  if (trades !== undefined) {
    return words.tradesUnderWay(trades);
  }
  return role === undefined ? left : words.roleOf(roles[role] ?? role);
}
