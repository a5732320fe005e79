import { useEffect } from 'react';
import { useHouse } from '../exchange/queries';
import { readableOn, textOn } from './contrast';
import { useTheme, type Theme } from './theme';

/** Colour behind text of the accent's colour; theme.css has the same. */
const BACKGROUNDS: Readonly<Record<Theme, readonly string[]>> = {
  dark: ['#0f131a', '#181e28'],
  light: ['#ffffff', '#f3f5f8'],
};

/** The colours and the icon of the exchange whose page it is. A colour that could not be read is made so that it can. */
export function Brand() {
  const house = useHouse();
  const { theme } = useTheme();
  const primary = house?.primaryColor ?? null;
  const accent = house?.accentColor ?? primary;
  const icon = house?.iconUrl ?? null;
  useEffect(() => {
    const { style } = document.documentElement;
    const set = (name: string, value: string | null): void =>
      value === null ? void style.removeProperty(name) : style.setProperty(name, value);
    set('--fill', primary);
    set('--fill-text', primary === null ? null : textOn(primary));
    set('--accent', accent === null ? null : readableOn(accent, BACKGROUNDS[theme]));
  }, [primary, accent, theme]);
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    if (link !== null && icon !== null) {
      link.removeAttribute('type');
      link.href = icon;
    }
  }, [icon]);
  useEffect(() => {
    // The exchange makes it of its own name, colours and icon.
    const link = Object.assign(document.createElement('link'), { rel: 'manifest', href: '/manifest.webmanifest' });
    document.head.append(link);
    return () => link.remove();
  }, []);
  return null;
}
