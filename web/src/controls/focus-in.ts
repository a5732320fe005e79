/** As a ref: who is asked for one more thing can type it at once. */
export const focusIn = (element: HTMLElement | null): void => element?.querySelector('input')?.focus();
