// Where a k6 script asks for k6, it gets the stand-in of the same name here.
export function resolve(specifier, context, next) {
  const name = /^k6(?:\/(\w+))?$/.exec(specifier);
  return name
    ? {
        url: new URL(`./${name[1] ?? 'k6'}.mjs`, import.meta.url).href,
        shortCircuit: true,
      }
    : next(specifier, context);
}
