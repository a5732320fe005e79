import type { ReactNode } from 'react';
import './pages.css';

export interface PageLink {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
}

interface PagesProps {
  readonly title: string;
  readonly links: readonly PageLink[];
  /** Below the links: ways out. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** Pages beside the trading desk: their names at the side, on a phone above. */
export function Pages({ title, links, aside, children }: PagesProps) {
  return (
    <main className="pages" tabIndex={-1}>
      <nav className="pages-nav" aria-label={title}>
        <h1>{title}</h1>
        <ul>
          {links.map(({ href, label, current }) => (
            <li key={href}>
              <a href={href} aria-current={current ? 'page' : undefined} ref={current ? intoView : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
        {aside}
      </nav>
      <div className="pages-body">{children}</div>
    </main>
  );
}

/** On a phone the names may be more than fit: the one that is open is seen. */
function intoView(link: HTMLElement | null): void {
  const names = link?.closest('ul');
  if (link != null && names != null) {
    names.scrollLeft += link.getBoundingClientRect().left - names.getBoundingClientRect().left - EDGE;
  }
}

const EDGE = 40;

interface CardProps {
  readonly title: string;
  readonly notice?: ReactNode;
  /** At the end of the title's line. */
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** A part of a page under a title. */
export function Card({ title, notice, action, children }: CardProps) {
  return (
    <section className="card" aria-label={title}>
      <header className="card-head">
        <div>
          <h2>{title}</h2>
          {notice !== undefined && <p className="quiet">{notice}</p>}
        </div>
        {action !== undefined && <div className="card-action">{action}</div>}
      </header>
      {children}
    </section>
  );
}
