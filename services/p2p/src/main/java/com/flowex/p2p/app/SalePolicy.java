package com.flowex.p2p.app;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.transaction.Transaction;
import java.time.LocalDate;
import java.util.Optional;

/** Rules for money that leaves an account, as sales to people obey them ({@code docs/security.md}, ways out). */
public interface SalePolicy {

    /**
     * Person who trades.
     *
     * @param user user who owns the account
     * @param apiKey id of the API key that requests it; empty in a session, and while another person takes an offer
     */
    record Trader(AccountId account, long user, Optional<String> apiKey) {

        /** Returns the person in a session. */
        public static Trader inSession(AccountId account, long user) {
            return new Trader(account, user, Optional.empty());
        }
    }

    /**
     * Sale of a quantity to a person.
     *
     * @param units quantity and fee
     */
    record Sale(Trader seller, AssetId asset, long units, AccountId buyer) {}

    /** @throws com.flowex.platform.errors.Refusal naming the rule that an offer to sell breaks */
    void requireMayOffer(Trader seller, AssetId asset);

    /**
     * Returns the units of an asset that an account has free, as its owner sees them. The ledger may be ahead by a
     * moment. It is not called within a transaction.
     */
    long available(AccountId seller, AssetId asset);

    /**
     * Requires that a sale may begin. It is not called within a transaction.
     *
     * @throws com.flowex.platform.errors.Refusal naming the rule
     */
    void requireMaySell(Sale sale);

    /**
     * Counts a sale in the limit of its day, in the transaction that begins it.
     *
     * @return the day
     * @throws com.flowex.platform.errors.Refusal {@code withdrawal_limit}
     */
    LocalDate count(Transaction connection, Sale sale);

    /** Takes what was not sold out of its day. */
    void giveBack(Transaction connection, AccountId seller, AssetId asset, LocalDate day, long units);

    /**
     * Requires that a seller who confirmed before may still release. It is not called within a transaction.
     *
     * @throws com.flowex.platform.errors.Refusal naming the rule
     */
    void requireMayStillRelease(Sale sale);

    /**
     * Requires that a seller may release, and checks the seller's code. It is not called within a transaction.
     *
     * @param code code of the second factor, or mailed code; empty if none was sent
     * @throws com.flowex.platform.errors.Refusal naming the rule; {@code second_factor_required}, {@code invalid_code},
     *     {@code too_many_attempts}
     */
    void requireMayRelease(Sale sale, String code);
}
