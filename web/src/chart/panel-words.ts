/** Words of the chart's menus and drawings; fetched with them. */
import { useSpeech } from '../language/language';
import type { Language } from '../language/messages';
import { enPanels } from './words/en-panels';
import { faPanels } from './words/fa-panels';
import { zhPanels } from './words/zh-panels';

export type PanelWords = Readonly<typeof enPanels>;

export const PANEL_WORDS: Readonly<Record<Language, PanelWords>> = { en: enPanels, fa: faPanels, zh: zhPanels };

export const usePanelWords = (): PanelWords => PANEL_WORDS[useSpeech().language];
