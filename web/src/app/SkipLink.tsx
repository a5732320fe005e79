/** Seen once the Tab key reaches it. */
export function SkipLink({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <button type="button" className="skip" onClick={() => document.querySelector<HTMLElement>(to)?.focus()}>
      {children}
    </button>
  );
}
