import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useAdminWords } from './words';

interface DecisionProps {
  readonly decide: (approve: boolean) => Promise<void>;
  /** True for the person who asked for it: they may take it back, but not approve it. */
  readonly isOwn?: boolean;
  /** True if it is approved and not done yet: it can only be approved again. */
  readonly isApproved?: boolean;
}

/** Approves or refuses what another person asked for; each takes a second press. */
export function Decision({ decide, isOwn = false, isApproved = false }: DecisionProps) {
  const words = useAdminWords();
  const { busy, act } = useAct();
  const press = (approve: boolean) => (): void =>
    act(async () => {
      await decide(approve);
      return approve ? words.roleApproved : words.roleRefused;
    });
  return (
    <>
      {!isOwn && (
        <SureButton sure={words.approveSure} busy={busy} onSure={press(true)}>
          {words.approve}
        </SureButton>
      )}
      {!isApproved && (
        <SureButton sure={words.refuseSure} busy={busy} onSure={press(false)}>
          {words.refuse}
        </SureButton>
      )}
    </>
  );
}
