// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { problem } from '../../exchange/test-server';
import { en } from '../../language/en';
import { server, show } from '../../page-test/page';
import { AdminPage } from '../AdminPage';
import { AT, ended, FOUND, note, proposalBy } from './case-sample';

const CASES = '/api/v1/surveillance/cases';
const ONE = `${CASES}/12`;
const PROGRESS = 'GET /api/v1/surveillance/progress';
const whole = (changed: object = {}, ...notes: readonly object[]) =>
  [
    200,
    {
      summary: { ...FOUND, ...changed },
      evidence: [{ sequence: 19_242, time: AT, account: 1001, order: '77', shows: 'sells 10 to 1002' }],
      replay: {
        from: 19_000,
        to: 19_300,
        command: './flowex surveillance --from 19000 --to 19300 --excuse house',
      },
      notes,
    },
  ] as const;
const page = (next_cursor: string | null, ...items: readonly object[]) => [200, { items, next_cursor }] as const;
const judged = (trouble = '', left_out = 0) =>
  [200, { judged: 19_300, judged_time: AT, looked_at: AT, trouble, left_out }] as const;
const refused = (field: string, rule: string) =>
  [400, { code: 'invalid_field', detail: '', errors: [{ field, rule }] }] as const;

const cases = (of = whole()) =>
  server().on(`GET ${CASES}`, page(null, of[1].summary)).on(`GET ${ONE}`, of).on(PROGRESS, judged());

const ALL = ['users_read', 'users_manage'];
const see = (at: ReturnType<typeof cases>, permissions: readonly string[] = ALL, language: 'en' | 'fa' = 'en') =>
  show(<AdminPage part="surveillance" onLogin={() => undefined} />, { server: at, me: { permissions }, language });
/** Goes into the case. */
const into = async (at: ReturnType<typeof cases>, permissions: readonly string[] = ALL) => {
  const seen = await see(at, permissions);
  await seen.user.click(await screen.findByRole('button', { name: 'Open case' }));
  await screen.findByRole('table', { name: 'Evidence' });
  return seen;
};
const part = (name: string) => within(screen.getByRole('region', { name }));
const rowsOf = (name: string) =>
  within(screen.getByRole('table', { name }))
    .getAllByRole('row')
    .slice(1)
    .map(({ textContent }) => textContent);

describe('the cases of surveillance', () => {
  it('are listed with what they wait for, filtered and paged', async () => {
    const late = { ...FOUND, ...ended('pending', 'no'), id: '3', assignee: '51', pattern: 'layering' };
    const at = cases();
    at.on(`GET ${CASES}`, page('c1', { ...FOUND, ...proposalBy('5') }), page(null, late));
    const { user } = await see(at);
    await screen.findByText('97');
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    await screen.findByText('User 51');
    const [first, second] = rowsOf('Surveillance');
    expect(first).toMatch(/^1297BTC\/USDTWash trading1001, 100220 Nov 2026.*Under reviewWaiting for a second person—/);
    expect(second).toContain('ConfirmedRestriction: pendingUser 51');
    expect(at.to(`GET ${CASES}`)[1]?.url).toContain('cursor=c1');

    await user.selectOptions(screen.getByLabelText('State'), 'Escalated');
    await user.selectOptions(screen.getByLabelText('Pattern'), 'Layering');
    await user.type(screen.getByLabelText('Account'), '1.5');
    await user.click(screen.getByRole('button', { name: 'Search' }));
    await screen.findByText(en.fieldWrong);
    await user.clear(screen.getByLabelText('Account'));
    await user.type(screen.getByLabelText('Account'), '1001');
    await user.click(screen.getByRole('button', { name: 'Search' }));
    await waitFor(() => expect(at.to(`GET ${CASES}`).at(-1)?.url).toContain('account=1001'));
    expect(at.to(`GET ${CASES}`).at(-1)?.url).toMatch(/state=escalated.*pattern=layering/);
  });

  it('say how far the log is judged, and why not further', async () => {
    const at = cases().on(PROGRESS, judged('events 1 to 400 are not in the archive'));
    await see(at);
    expect((await screen.findByText('events 1 to 400 are not in the archive')).closest('[role=alert]')).toBeTruthy();
    expect(part('Progress of surveillance').getByText('19300')).toBeTruthy();
  });

  it('go on without the lost events once a decider confirms', async () => {
    const at = cases()
      .on(PROGRESS, judged('events 1 to 400 are not in the archive'), judged('', 400))
      .on('POST /api/v1/surveillance/progress/leave-out', judged('', 400));
    const { user } = await see(at);
    await user.click(await screen.findByRole('button', { name: 'Continue without lost events' }));
    await user.click(screen.getByRole('button', { name: 'Skip them for good?' }));
    await waitFor(() => expect(part('Progress of surveillance').getByText('400')).toBeTruthy());
    expect(at.to('POST /api/v1/surveillance/progress/leave-out')).toHaveLength(1);
  });

  it('offer no decision to readers', async () => {
    await see(cases().on(PROGRESS, judged('events 1 to 400 are not in the archive')), ['users_read']);
    await screen.findByText('events 1 to 400 are not in the archive');
    expect(screen.queryByRole('button', { name: 'Continue without lost events' })).toBeNull();
  });

  it('warn of nothing while judging resumed', async () => {
    await see(cases());
    await screen.findByText('19300');
    expect(screen.queryByText('Stopped')).toBeNull();
  });
});

describe('a case of surveillance', () => {
  it('is shown with its reasons, its evidence, the command that finds it again and its history', async () => {
    const notes = [
      note('1', '51', 'assigned', 'to user 51'),
      note('2', '51', 'proposed', 'confirmed: volume of nothing'),
      note('3', '0', 'restricted', 'reduce_only'),
    ];
    const { user } = await into(cases(whole({}, ...notes)));
    expect(part('Case 12').getByText('97')).toBeTruthy();
    expect(part('Case 12').getByText('8 (19242–19260)')).toBeTruthy();
    expect(rowsOf('Reasons')).toEqual([
      'Assets came back3040 one way, 40 the other',
      'seen_by_newer_rules7eight turns',
    ]);
    expect(rowsOf('Evidence')[0]).toMatch(/^19242.*20 Nov 2026.*100177sells 10 to 1002$/);
    expect(rowsOf('Notes').map((row) => row.replace(/^.*:\d\d(?=\D)/, ''))).toEqual([
      'User 51AssignedUser 51',
      'User 51ProposedConfirmed: volume of nothing',
      'The exchangeRestrictedSell only',
    ]);
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await navigator.clipboard.readText()).toBe('./flowex surveillance --from 19000 --to 19300 --excuse house');
    await user.click(screen.getByRole('button', { name: 'All cases' }));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Open case'));
  });

  it('is noted, assigned and escalated', async () => {
    const at = cases()
      .on(`POST ${ONE}/notes`, [201, note('4', '1', 'note', 'called them')])
      .on(`PUT ${ONE}/assignee`, [200, FOUND])
      .on(`POST ${ONE}/escalation`, [200, FOUND]);
    const { user } = await into(at);
    await user.type(screen.getByLabelText('Note'), 'called them');
    at.on(`GET ${ONE}`, whole({ state: 'escalated', assignee: '1' }, note('4', '1', 'note', 'called them')));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved');
    expect(at.to(`POST ${ONE}/notes`)[0]?.body).toEqual({ text: 'called them' });
    await waitFor(() => expect(rowsOf('Notes')[0]).toContain('User 1Notedcalled them'));
    expect(screen.queryByRole('button', { name: 'Escalate' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Assign to me' })).toBeNull();

    at.on(`GET ${ONE}`, whole());
    await user.type(screen.getByLabelText('User'), '51');
    await user.click(screen.getByRole('button', { name: 'Assign' }));
    await user.click(await screen.findByRole('button', { name: 'Assign to me' }));
    await waitFor(() =>
      expect(at.to(`PUT ${ONE}/assignee`).map(({ body }) => body)).toEqual([{ user: '51' }, { user: '1' }]),
    );
    await user.type(screen.getByLabelText('Reason for escalation'), 'a market maker of ours');
    await user.click(screen.getByRole('button', { name: 'Escalate' }));
    await screen.findByText('Saved');
    expect(at.to(`POST ${ONE}/escalation`)[0]?.body).toEqual({ reason: 'a market maker of ours' });
  });

  it('is proposed to end, with a restriction of one of its accounts', async () => {
    const at = cases().on(`POST ${ONE}/proposal`, [200, FOUND]);
    const { user } = await into(at);
    expect(screen.queryByLabelText('Restrict the owner of account')).toBeNull();
    await user.selectOptions(screen.getByLabelText('Conclusion'), 'Confirmed');
    expect(screen.queryByLabelText('Restriction')).toBeNull();
    await user.selectOptions(screen.getByLabelText('Restrict the owner of account'), '1002');
    await user.selectOptions(screen.getByLabelText('Restriction'), 'Sell only');
    expect(screen.getByText(/but not buy in any way/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Propose' }));
    expect(at.to(`POST ${ONE}/proposal`)).toHaveLength(0);
    await user.type(screen.getByLabelText('Reason'), 'volume of nothing');
    await user.type(screen.getByLabelText('Until'), '2030-01-01T00:00');
    await user.click(screen.getByRole('button', { name: 'Propose' }));
    await screen.findByText('Requested; a second person decides');
    const ends_at = new Date('2030-01-01T00:00').toISOString();
    expect(at.to(`POST ${ONE}/proposal`)[0]?.body).toEqual({
      ...{ decision: 'confirmed', reason: 'volume of nothing', events: 8 },
      restriction: { account: 1002, kind: 'reduce_only', ends_at },
    });
  });

  it('is refused at the field that is wrong', async () => {
    const at = cases()
      .on(`PUT ${ONE}/assignee`, refused('user', 'an active user who may decide of cases'))
      .on(`POST ${ONE}/proposal`, refused('restriction.ends_at', 'a time to come'))
      .on(`POST ${ONE}/notes`, refused('text', 'of another case'));
    const { user } = await into(at);
    await user.click(screen.getByRole('button', { name: 'Assign to me' }));
    await screen.findByText(/An active user who may decide on cases/);
    expect(screen.getByLabelText('User').getAttribute('aria-invalid')).toBe('true');
    await user.selectOptions(screen.getByLabelText('Conclusion'), 'Confirmed');
    await user.selectOptions(screen.getByLabelText('Restrict the owner of account'), '1001');
    await user.type(screen.getByLabelText('Reason'), 'x');
    await user.type(screen.getByLabelText('Until'), '2020-01-01T00:00');
    await user.click(screen.getByRole('button', { name: 'Propose' }));
    await screen.findByText('Must be in the future, or empty');
    expect(screen.getByLabelText('Until').getAttribute('aria-invalid')).toBe('true');
    await user.type(screen.getByLabelText('Note'), 'x');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('of another case');
    expect(screen.getByLabelText('Note').getAttribute('aria-invalid')).toBe('true');
  });

  it('is read again where another person was faster', async () => {
    const at = cases().on(`POST ${ONE}/proposal`, problem(409, 'already_decided'));
    const { user } = await into(at);
    await user.type(screen.getByLabelText('Reason'), 'x');
    at.on(`GET ${ONE}`, whole(proposalBy('5')));
    await user.click(screen.getByRole('button', { name: 'Propose' }));
    await screen.findByText('This has already been decided');
    await screen.findByRole('button', { name: 'Approve' });
    expect(screen.queryByRole('button', { name: 'Propose' })).toBeNull();
  });
});

describe('four eyes', () => {
  it('let another person approve a proposal', async () => {
    const at = cases(whole(proposalBy('5'))).on(`POST ${ONE}/proposal/approve`, [200, FOUND]);
    const { user } = await into(at);
    const end = part('Conclusion');
    expect(end.getByText('volume of nothing')).toBeTruthy();
    expect(end.getByText('Sell only').closest('dd')?.textContent).toMatch(/^Sell onlyAccount 1001Until 1 Jan 2030/);
    at.on(`GET ${ONE}`, whole(ended('pending', 'this user may do more than you')));
    await user.click(end.getByRole('button', { name: 'Approve' }));
    await user.click(end.getByRole('button', { name: 'Approve this?' }));
    await screen.findByText('Approved');
    expect(at.to(`POST ${ONE}/proposal/approve`).map(({ body }) => body)).toEqual([{ events: 8 }]);
    const said = (await screen.findByRole('note')).textContent;
    expect(said).toMatch(/^pending.*retries until the restriction is applied.*this user may do more than you$/);
    expect(end.getByText(/^User 6, 20 Nov 2026/)).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Actions' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Save' })).toBeTruthy();
  });

  it('have evidence that joined meanwhile read first', async () => {
    const at = cases(whole(proposalBy('5'))).on(`POST ${ONE}/proposal/approve`, problem(409, 'version_changed'), [
      200,
      FOUND,
    ]);
    const { user } = await into(at);
    at.on(`GET ${ONE}`, whole({ ...proposalBy('5'), events: 10 }));
    for (const name of ['Approve', 'Approve this?']) {
      await user.click(part('Conclusion').getByRole('button', { name }));
    }
    expect((await screen.findByRole('note')).textContent).toContain('added after the proposal: 2.');
    for (const name of ['Approve', 'Approve this?']) {
      await user.click(part('Conclusion').getByRole('button', { name }));
    }
    await screen.findByText('Approved');
    expect(at.to(`POST ${ONE}/proposal/approve`).map(({ body }) => body)).toEqual([{ events: 8 }, { events: 10 }]);
  });

  it('let another person refuse it, with a reason', async () => {
    const at = cases(whole(proposalBy('5'))).on(`POST ${ONE}/proposal/refuse`, [200, FOUND]);
    const { user } = await into(at);
    await user.click(screen.getByRole('button', { name: 'Reject' }));
    expect(at.to(`POST ${ONE}/proposal/refuse`)).toHaveLength(0);
    await user.type(screen.getByLabelText('Reason'), 'look at the other account too');
    at.on(`GET ${ONE}`, whole());
    await user.click(screen.getByRole('button', { name: 'Reject' }));
    await screen.findByText('Saved');
    expect(at.to(`POST ${ONE}/proposal/refuse`)[0]?.body).toEqual({ reason: 'look at the other account too' });
    await screen.findByRole('button', { name: 'Propose' });
  });

  it('show the proposer that a second person has to approve, and let them take it back', async () => {
    const at = cases(whole(proposalBy('1'))).on(`POST ${ONE}/proposal/refuse`, [200, FOUND]);
    const { user } = await into(at);
    expect(screen.getByText(/You proposed this: a second person must approve it/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    await user.type(screen.getByLabelText('Reason'), 'too early');
    await user.click(screen.getByRole('button', { name: 'Withdraw request' }));
    await screen.findByText('Saved');
  });

  it('show a restriction without a user as void', async () => {
    await into(cases(whole(ended('void', 'there is no owner of the account 1001'))));
    expect(screen.getByRole('note').textContent).toMatch(
      /^void.*The account no longer has an owner.*there is no owner of the account 1001$/,
    );
  });
});

describe('a reader of users', () => {
  it('sees all of a case, and does nothing with it', async () => {
    await into(cases(whole(proposalBy('5'), note('1', '5', 'note', 'called them'))), ['users_read']);
    expect(screen.getByText('called them')).toBeTruthy();
    expect(part('Conclusion').getByText('volume of nothing')).toBeTruthy();
    const names = screen.getAllByRole('button').map(({ textContent }) => textContent);
    expect(names.sort()).toEqual(['All cases', 'Copy']);
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});

describe.each(['en', 'fa'] as const)('surveillance in %s', (language) => {
  it('is read without barriers', async () => {
    const { container, user } = await see(cases(whole(proposalBy('5'), note('1', '0', 'note', 'x'))), ALL, language);
    const isFree = async () => {
      const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
      expect((await axe.run(container, { rules })).violations.map(({ id }) => id)).toEqual([]);
    };
    const name = language === 'fa' ? 'بررسی' : 'Open case';
    await screen.findByRole('button', { name });
    await isFree();
    await user.click(screen.getByRole('button', { name }));
    await waitFor(() => expect(screen.getAllByRole('table')).toHaveLength(3));
    await isFree();
  });
});
