/** Words of one trade between people; fetched with its page. */
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';
import { en } from './words/en';
import { fa } from './words/fa';
import { zh } from './words/zh';

export type RoomWords = Readonly<typeof en>;

export const ROOM_WORDS: Readonly<Record<Language, RoomWords>> = { en, fa, zh };

export const useRoomWords = (): RoomWords => ROOM_WORDS[useSpeech().language];
