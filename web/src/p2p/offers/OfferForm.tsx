import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { goTo, p2pHref } from '../../app/place';
import { Form, FormFault } from '../../controls/Field';
import { useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import type { Asset } from '../../exchange/model';
import { useP2p, type OfferRequest, type OwnOffer } from '../../exchange/p2p';
import { problemOf } from '../../exchange/problem';
import { refreshPrivate } from '../../exchange/queries';
import { numeral } from '../../money/numerals';
import { useP2pWords } from '../words';
import { useDraft } from './draft';
import { PairFields, PaymentFields, PriceFields, QuantityFields, TermsFields } from './OfferFields';
import { OfferReview } from './OfferReview';
import { FIELDS, keptOf, requestIn } from './request';

interface OfferFormProps {
  readonly assets: readonly Asset[];
  /** Offer whose terms the form begins with; null for none. */
  readonly was: OwnOffer | null;
  /** True if it becomes another offer with these terms. */
  readonly isAgain: boolean;
}

/** Terms of an offer, then their review, from which the offer is posted or changed. */
export function OfferForm({ assets, was, isAgain }: OfferFormProps) {
  const words = useP2pWords();
  const p2p = useP2p();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const draft = useDraft(was, assets);
  const [reviewed, setReviewed] = useState<OfferRequest | null>(null);
  const { busy, faults, submit } = useSubmission({ fields: FIELDS });
  const isChange = was !== null && !isAgain;
  const send = (request: OfferRequest): void =>
    submit(async () => {
      try {
        const { id } = isChange ? await p2p.change(was, request) : await p2p.post(request);
        notifier.notify(isChange ? words.changed(numeral(Number(id))) : words.posted(numeral(Number(id))));
        await refreshPrivate(queries);
        goTo(p2pHref('offers'));
      } catch (thrown) {
        if (!problemOf(thrown).passes) {
          setReviewed(null);
        }
        throw thrown;
      }
    });
  const review = (form: FormData): void =>
    setReviewed({
      ...requestIn(form, { ...draft, methods: draft.methods.map(({ code }) => code) }),
      ...keptOf(was),
    });
  const common = { draft, terms: was?.offer, faults };
  return (
    <Form className="form p2p-offer" onSend={(form) => (reviewed === null ? review(form) : send(reviewed))}>
      {/* Hidden, not removed: the fields keep their text. */}
      <div className="form" hidden={reviewed !== null}>
        <PairFields {...common} assets={assets} isFixed={isChange} />
        <PriceFields {...common} />
        <QuantityFields {...common} isAgain={isAgain} />
        <PaymentFields {...common} details={was?.payment_details ?? ''} />
        <TermsFields {...common} />
      </div>
      {reviewed !== null && <OfferReview of={reviewed} now={draft.now} />}
      <FormFault faults={faults} />
      <div className="form-buttons">
        {reviewed !== null && (
          <button type="button" className="secondary" onClick={() => setReviewed(null)}>
            {words.changeIt}
          </button>
        )}
        <button type="submit" className="primary" aria-disabled={busy}>
          {reviewed === null ? words.review : isChange ? words.save : words.post}
        </button>
      </div>
    </Form>
  );
}
