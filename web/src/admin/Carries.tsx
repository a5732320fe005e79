/** An asset, and a network that carries it. */
export interface Carried {
  readonly code: string;
  readonly network: string;
}

export function Carries({ code, network }: Carried) {
  return <bdi>{`${code}, ${network}`}</bdi>;
}
