package com.flowex.wallet.app.withdrawal;

import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.wallet.app.user.UserServices;
import com.flowex.wallet.app.withdrawal.OutgoingRequest.Target;
import com.flowex.wallet.store.terms.TermsTable;
import com.flowex.wallet.store.withdrawal.AllowList;
import com.flowex.wallet.store.withdrawal.WithdrawalsTable;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Sales to people under the rules for money that leaves an account. Another service carries the sales out; it asks here
 * when an offer to sell is posted, when a sale begins, and before the seller releases.
 */
public final class OutgoingSales {

    private final OutgoingPolicy policy;

    /** Brings the tables of custody up to date. */
    public OutgoingSales(Database database, TenantDirectory tenants, UserServices people, InstantSource clock) {
        database.migrate("custody");
        this.policy = new OutgoingPolicy(database, tenants, people, clock);
    }

    /**
     * Person who sells.
     *
     * @param apiKey id of the API key that requests it; empty in a session, and while another person takes an offer
     */
    public record Seller(AccountId account, long userId, Optional<String> apiKey) {}

    /** @throws com.flowex.platform.errors.Refusal naming the rule that an offer to sell breaks */
    public void requireMayOffer(Seller seller, Asset asset) {
        policy.requireMayOffer(request(seller, asset, 0, new Target(AllowList.INTERNAL, "", "")));
    }

    private static OutgoingRequest request(Seller seller, Asset asset, long units, Target target) {
        return new OutgoingRequest(
                OutgoingPath.SALE, seller.account(), seller.userId(), asset, units, target, seller.apiKey(), false);
    }

    /**
     * Requires that a sale may begin. It reads the database, so it is not called within a transaction.
     *
     * @param units quantity and fee
     * @throws com.flowex.platform.errors.Refusal naming the rule that the sale breaks
     */
    public void requireMaySell(Seller seller, Asset asset, long units, AccountId buyer) {
        policy.requireMaySell(request(seller, asset, units, Target.of(buyer)), true);
    }

    /**
     * Counts a sale in its day, in the transaction that begins it.
     *
     * @return the day
     * @throws com.flowex.platform.errors.Refusal {@code withdrawal_limit}
     */
    public LocalDate count(Transaction connection, Seller seller, Asset asset, long units, AccountId buyer) {
        OutgoingRequest sale = request(seller, asset, units, Target.of(buyer));
        return OutgoingPolicy.count(connection, sale, TermsTable.of(connection, asset));
    }

    /** Takes what was not sold out of its day. */
    public void giveBack(Transaction connection, AccountId seller, AssetId asset, LocalDate day, long units) {
        WithdrawalsTable.add(connection, seller, seller.number(), asset, day, -units);
    }

    /**
     * Requires that a seller who confirmed before may still release.
     *
     * @throws com.flowex.platform.errors.Refusal naming the rule
     */
    public void requireMayStillRelease(Seller seller, Asset asset, long units, AccountId buyer) {
        policy.requireMaySell(request(seller, asset, units, Target.of(buyer)), false);
    }

    /**
     * Requires that a seller may release, and the code of the seller's second factor, or the mailed code. The code is
     * asked for last, because its check uses it up.
     *
     * @throws com.flowex.platform.errors.Refusal naming the rule; {@code second_factor_required}, {@code invalid_code},
     *     {@code too_many_attempts}
     */
    public void requireMayRelease(Seller seller, Asset asset, long units, AccountId buyer, String code) {
        OutgoingRequest sale = request(seller, asset, units, Target.of(buyer));
        policy.requireMaySell(sale, false);
        policy.requireConfirmed(sale, code);
    }
}
