/**
 * Does work that answers later, for whoever asks several times: only what was asked for last is passed on, in whatever
 * order the answers come. Where that fails, all stays as it was.
 */
export function latestOnly<Request, Answer>(
  work: (request: Request) => Promise<Answer>,
  passOn: (answer: Answer) => void,
): (request: Request) => void {
  let times = 0;
  return (request) => {
    const mine = ++times;
    work(request).then(
      (answer) => {
        if (mine === times) {
          passOn(answer);
        }
      },
      () => undefined,
    );
  };
}
