/** The title of the browser's tab: the subject of the page, and the number of unseen events. */
class PageTitle {
  #text = '';
  #unread = 0;

  say(text: string): void {
    this.#text = text;
    this.#write();
  }

  /** Counts news until the page is visible. */
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
    document.title = this.#unread === 0 ? this.#text : `(${this.#unread}) ${this.#text}`;
  }
}

export const pageTitle = new PageTitle();
document.addEventListener('visibilitychange', pageTitle.look);
