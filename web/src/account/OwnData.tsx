import { AsRead, useReread } from '../controls/AsRead';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import { changeProfile, withdrawAgreement, type Agreement, type OwnProfile } from '../exchange/own-data';
import { LANGUAGES } from '../language/messages';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { Choice } from '../admin/Choice';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { Archives } from './Archives';
import { BeErased } from './BeErased';
import { useOwnDataWords } from './own-words';
import { useAgreements, useOwnProfile } from './queries';

/** The exchange's data about the caller as a person. */
export function OwnData() {
  return (
    <>
      <OwnProfileCard />
      <Agreements />
      <Archives />
      <BeErased />
    </>
  );
}

function OwnProfileCard() {
  const words = useOwnDataWords();
  return (
    <Card title={words.profile} notice={words.profileNotice}>
      <Loaded query={useOwnProfile()}>
        {(profile) => <AsRead value={profile}>{(read) => <ProfileForm profile={read} />}</AsRead>}
      </Loaded>
    </Card>
  );
}

/** An empty field is removed. */
function ProfileForm({ profile }: { readonly profile: OwnProfile }) {
  const words = useOwnDataWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const reread = useReread();
  const { busy, faults, submit } = useSubmission({
    fields: ['first_name', 'last_name', 'language', 'country', 'time_zone', 'mail_code'],
    rules: { country: words.countryHint, time_zone: words.timeZoneHint, mail_code: words.mailCodeHint },
    sayings: words.problems,
  });
  const save = async (form: FormData): Promise<void> => {
    await changeProfile(exchange, {
      first_name: typed(form, 'first_name'),
      last_name: typed(form, 'last_name'),
      language: LANGUAGES.find((language) => language === form.get('language')) ?? '',
      country: typed(form, 'country').toUpperCase(),
      time_zone: typed(form, 'time_zone'),
      mail_code: typed(form, 'mail_code'),
      version: profile.version,
    });
    notifier.notify(words.saved);
    reread?.();
  };
  return (
    <Form onSend={(form) => submit(() => save(form))}>
      <Field
        name="first_name"
        label={words.firstName}
        autoComplete="given-name"
        initial={profile.firstName}
        faults={faults}
      />
      <Field
        name="last_name"
        label={words.lastName}
        autoComplete="family-name"
        initial={profile.lastName}
        faults={faults}
      />
      <Choice
        name="language"
        label={words.language}
        values={LANGUAGES}
        names={words.languages}
        chosen={LANGUAGES.find((language) => language === profile.language) ?? null}
        none={words.noLanguage}
        fault={faults.fields['language']}
      />
      <Field
        name="country"
        label={words.country}
        autoComplete="country"
        most={2}
        optional
        initial={profile.country ?? ''}
        hint={words.countryHint}
        faults={faults}
      />
      <Field
        name="time_zone"
        label={words.timeZone}
        most={64}
        optional
        initial={profile.timeZone ?? ''}
        offers={Intl.supportedValuesOf('timeZone')}
        hint={words.timeZoneHint}
        faults={faults}
      />
      <Field
        name="mail_code"
        label={words.mailCode}
        most={20}
        optional
        initial={profile.mailCode ?? ''}
        hint={words.mailCodeHint}
        faults={faults}
      />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.save}
      </button>
    </Form>
  );
}

function Agreements() {
  const words = useOwnDataWords();
  const dates = useDates();
  return (
    <Card title={words.agreements} notice={words.agreementsNotice}>
      <Loaded query={useAgreements()}>
        {(all) => (
          <Records
            label={words.agreements}
            rows={all}
            keyOf={({ number }) => String(number)}
            nothing={words.noAgreements}
            columns={[
              { name: words.document, cell: ({ document }) => <bdi>{document}</bdi> },
              { name: words.version, cell: ({ version }) => <bdi>{version}</bdi> },
              { name: words.given, cell: ({ givenMillis }) => dates.minute(givenMillis) },
              { name: words.from, cell: ({ address }) => <bdi>{address}</bdi> },
              { name: words.state, cell: (agreement) => <AgreementState agreement={agreement} /> },
            ]}
            actions={(agreement) => agreement.state === 'in_force' && <Withdraw agreement={agreement} />}
          />
        )}
      </Loaded>
    </Card>
  );
}

function AgreementState({ agreement }: { readonly agreement: Agreement }) {
  const words = useOwnDataWords();
  const dates = useDates();
  switch (agreement.state) {
    case 'in_force':
      return <i className="tag tag-good">{words.inForce}</i>;
    case 'superseded':
      return <i className="tag tag-plain">{words.superseded}</i>;
    case 'withdrawn':
      return (
        <i className="tag tag-warn">
          {words.withdrawnOn(dates.minute(agreement.withdrawnMillis ?? agreement.givenMillis))}
        </i>
      );
  }
}

function Withdraw({ agreement }: { readonly agreement: Agreement }) {
  const words = useOwnDataWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const withdraw = async (): Promise<string> => {
    await withdrawAgreement(exchange, agreement.document);
    return words.withdrawn;
  };
  return (
    <SureButton sure={words.withdrawSure} busy={busy} onSure={() => act(withdraw)}>
      {words.withdraw}
    </SureButton>
  );
}
