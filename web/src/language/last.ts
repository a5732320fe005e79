/**
 * Does work that answers later, for whoever asks several times: only what was asked for last is passed on, in whatever
 * order the answers come. Where that fails, all stays as it was.
 */
export function lastAsked<Asked, Answer>(
  work: (asked: Asked) => Promise<Answer>,
  passOn: (answer: Answer) => void,
): (asked: Asked) => void {
  let times = 0;
  return (asked) => {
    const mine = ++times;
    work(asked).then(
      (answer) => {
        if (mine === times) {
          passOn(answer);
        }
      },
      () => undefined,
    );
  };
}
