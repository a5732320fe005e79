/** The title of the browser's tab: what is looked at, and how much happened while nobody looked. */
class PageTitle {
  #said = '';
  #unread = 0;

  say(text: string): void {
    this.#said = text;
    this.#write();
  }

  /** Counts news until somebody looks at the page. */
  count(news: number): void {
    if (document.visibilityState === 'hidden') {
      this.#unread += news;
      this.#write();
    }
  }

  readonly look = (): void => {
    if (document.visibilityState === 'visible' && this.#unread > 0) {
      this.#unread = 0;
      this.#write();
    }
  };

  #write(): void {
    document.title = this.#unread === 0 ? this.#said : `(${this.#unread}) ${this.#said}`;
  }
}

export const pageTitle = new PageTitle();
document.addEventListener('visibilitychange', pageTitle.look);
