import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useAdminWords } from './words';

/** Approves or refuses what another person asked for; each takes a second press. */
export function Decision({ decide }: { readonly decide: (approve: boolean) => Promise<void> }) {
  const words = useAdminWords();
  const { busy, act } = useAct();
  const press = (approve: boolean) => (): void =>
    act(async () => {
      await decide(approve);
      return approve ? words.roleApproved : words.roleRefused;
    });
  return (
    <>
      <SureButton sure={words.approveSure} busy={busy} onSure={press(true)}>
        {words.approve}
      </SureButton>
      <SureButton sure={words.refuseSure} busy={busy} onSure={press(false)}>
        {words.refuse}
      </SureButton>
    </>
  );
}
