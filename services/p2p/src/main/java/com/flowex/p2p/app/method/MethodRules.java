package com.flowex.p2p.app.method;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.p2p.rule.Reliability;
import com.flowex.p2p.rule.method.MethodDefinition;
import com.flowex.p2p.rule.method.PaymentLimit;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.method.OwnMethod;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rules of payment methods for offers and trades. */
public final class MethodRules {

    private final OwnMethods own;

    public MethodRules(OwnMethods own) {
        this.own = own;
    }

    /**
     * Requires that the methods of an offer can be used, and that a sale says where to pay by each of them; notes which
     * payment accounts it names.
     *
     * @param details where to pay in the owner's words, for methods that no own method covers
     */
    public void requireOffer(Transaction connection, AccountId owner, Offer.Terms terms, String details, Instant now) {
        for (String code : terms.methods()) {
            MethodCatalog.required(connection, owner.tenant(), code, terms.currency(), "methods");
        }
        List<OwnMethod> named = own.required(connection, owner, terms.ownMethods(), "own_methods", now);
        for (OwnMethod each : named) {
            if (!terms.methods().contains(each.method())) {
                throw Refusal.invalid("own_methods", "of the methods of the offer");
            }
        }
        boolean isCovered = terms.methods().stream()
                .allMatch(code -> named.stream().anyMatch(each -> each.method().equals(code)));
        if (terms.isSale() && details.isEmpty() && !isCovered) {
            throw Refusal.invalid("payment_details", "given, or an own method for each method of a sale");
        }
        own.name(connection, owner, named, details, now);
    }

    /** Requires that ids are methods of a person that can be used now. */
    public void requireUsable(Transaction connection, AccountId owner, List<Long> ids, String field, Instant now) {
        own.required(connection, owner, ids, field, now);
    }

    /**
     * Returns where to pay.
     *
     * @param ids own methods that the seller names
     * @param details the seller's own words; empty if there are none
     * @return empty if the seller has removed what the offer names
     */
    public Optional<String> details(
            Transaction connection, AccountId seller, List<Long> ids, String code, String details) {
        return own.words(connection, seller, ids, code)
                .or(() -> Optional.of(details).filter(text -> !text.isEmpty()));
    }

    /**
     * Buyer of a trade.
     *
     * @param since beginning of the account
     */
    public record Buyer(Reliability reliability, Instant since) {}

    /**
     * Requires that a buyer may make a payment by a method.
     *
     * @throws Refusal {@code offer_conditions} with the largest payment
     */
    public static void requireWithin(MethodDefinition method, long payment, Scale currency, Buyer buyer, Instant now) {
        if (method.maxPayment().isEmpty()) {
            return;
        }
        long most = PaymentLimit.of(
                method.reversibility(),
                method.maxPayment().getAsLong(),
                buyer.reliability.known(),
                Duration.between(buyer.since, now).toDays());
        if (payment > most) {
            throw new Refusal(
                    RefusalCode.OFFER_CONDITIONS,
                    "a payment by " + method.name() + " is at most " + Decimals.format(most, currency)
                            + " with the buyer's history and age of the account");
        }
    }
}
