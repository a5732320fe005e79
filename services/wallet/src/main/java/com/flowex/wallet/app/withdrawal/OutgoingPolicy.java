package com.flowex.wallet.app.withdrawal;

import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.user.WithdrawalBlock;
import com.flowex.wallet.store.terms.MoneyFlow;
import com.flowex.wallet.store.terms.PausesTable;
import com.flowex.wallet.store.terms.Terms;
import com.flowex.wallet.store.terms.TermsTable;
import com.flowex.wallet.store.terms.WithdrawalStopsTable;
import com.flowex.wallet.store.withdrawal.AllowList;
import com.flowex.wallet.store.withdrawal.WithdrawalsTable;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Rules for money that leaves an account on any path. They are checked at the request, and again before a step that
 * cannot be undone.
 */
public final class OutgoingPolicy {

    private final Database database;
    private final TenantDirectory tenants;
    private final WithdrawalBlock payoutBan;

    public OutgoingPolicy(Database database, TenantDirectory tenants, WithdrawalBlock payoutBan) {
        this.database = database;
        this.tenants = tenants;
        this.payoutBan = payoutBan;
    }

    /** Paths on which money leaves an account. */
    public enum OutgoingPath {
        WITHDRAWAL(Feature.WITHDRAWALS),
        TRANSFER(Feature.TRANSFERS);

        private final Feature feature;

        OutgoingPath(Feature feature) {
            this.feature = feature;
        }
    }

    /**
     * Destination of a payment.
     *
     * @param network {@link AllowList#INTERNAL} for an account of this exchange
     */
    record Target(String network, String address, String memo) {

        static Target of(AccountId receiver) {
            return new Target(AllowList.INTERNAL, Long.toString(receiver.number()), "");
        }
    }

    /**
     * A transfer to another account of the exchange.
     *
     * @param byKey true if it is requested with an API key
     * @param isVip true if the higher limits apply
     */
    public record OutgoingTransfer(
            AccountId sender, long userId, AccountId receiver, Asset asset, long units, boolean byKey, boolean isVip) {}

    /**
     * Returns why withdrawals of an asset are paused; those under way wait until the pause ends. Empty if there is no
     * pause.
     */
    Optional<String> pause(OutgoingPath way, Asset asset, String network) {
        Tenant tenant = tenants.byNumber(asset.tenant());
        if (tenant == null || !tenant.isActive()) {
            return Optional.of("the exchange is suspended");
        }
        if (!tenant.isOn(way.feature)) {
            return Optional.of(way.feature.label() + " are switched off");
        }
        return database.query(asset.tenant(), connection -> stop(connection, asset, network));
    }

    /**
     * Returns why withdrawals of an asset are stopped or paused; empty if they are not.
     *
     * @param network {@link AllowList#INTERNAL} is affected by pauses of all networks only
     */
    private static Optional<String> stop(Connection connection, Asset asset, String network) throws SQLException {
        if (WithdrawalStopsTable.reason(connection, asset, network, network.equals(AllowList.INTERNAL))
                .isPresent()) {
            return Optional.of("withdrawals of " + asset.code() + " are stopped");
        }
        return PausesTable.reason(connection, asset, network, MoneyFlow.WITHDRAWALS)
                .map(reason -> "withdrawals of " + asset.code() + " are paused: " + reason);
    }

    /**
     * Requires that withdrawals of an asset are possible.
     *
     * @throws Refusal {@code withdrawals_stopped} if withdrawals of this asset are stopped or paused
     */
    static void requireNotStopped(Connection connection, Asset asset, String network) throws SQLException {
        Optional<String> why = stop(connection, asset, network);
        if (why.isPresent()) {
            throw new Refusal(RefusalCode.WITHDRAWALS_STOPPED, why.get() + "; try later");
        }
    }

    /**
     * Requires that the user may withdraw.
     *
     * @throws Refusal {@code account_restricted} if administrators block withdrawals of this user
     */
    void requireUnrestricted(int tenant, long userId) {
        payoutBan.requireMayPay(tenant, userId);
    }

    /**
     * Admits a transfer and counts it in its sender's day, together with withdrawals.
     *
     * @return the day, for {@link #giveBack}
     * @throws Refusal naming the rule that it breaks
     */
    public LocalDate admit(OutgoingTransfer wanted) {
        pause(OutgoingPath.TRANSFER, wanted.asset(), AllowList.INTERNAL).ifPresent(why -> {
            throw new Refusal(RefusalCode.WITHDRAWALS_STOPPED, why + "; try later");
        });
        requireUnrestricted(wanted.sender().tenant(), wanted.userId());
        return database.transaction(wanted.sender().tenant(), connection -> {
            LocalDate day = WithdrawalsTable.today(connection);
            Terms terms = TermsTable.of(connection, wanted.asset());
            requireNothingOwed(connection, wanted.sender());
            requireAllowed(connection, wanted.sender(), Target.of(wanted.receiver()), wanted.byKey());
            BigInteger sum = count(connection, wanted, day, wanted.units());
            requireWithin(wanted.asset(), wanted.units(), sum, terms.daily(wanted.isVip()));
            return day;
        });
    }

    /** Takes back an amount that {@link #admit} counted for a transfer that was not made, or was made before. */
    public void giveBack(OutgoingTransfer counted, LocalDate day) {
        database.transaction(
                counted.sender().tenant(), connection -> count(connection, counted, day, -counted.units()));
    }

    private static BigInteger count(Connection connection, OutgoingTransfer of, LocalDate day, long units)
            throws SQLException {
        return WithdrawalsTable.add(
                connection, of.sender(), of.sender().number(), of.asset().id(), day, units);
    }

    static void requireNothingOwed(Connection connection, AccountId account) throws SQLException {
        if (WithdrawalsTable.owed(connection, account) > 0) {
            throw new Refusal(
                    RefusalCode.ACCOUNT_RESTRICTED,
                    "a deposit of this account vanished from its chain after it was credited: withdrawals and transfers"
                            + " wait until that is settled");
        }
    }

    /**
     * Requires that the day's sum is within the user's limit.
     *
     * @param sum sum of the day, this transfer included
     */
    static void requireWithin(Asset asset, long units, BigInteger sum, long limit) {
        if (sum.compareTo(BigInteger.valueOf(limit)) > 0) {
            long left = Math.max(0, limit - sum.longValue() + units);
            throw new Refusal(
                    RefusalCode.WITHDRAWAL_LIMIT,
                    "at most " + Decimals.format(limit, asset.scale()) + " " + asset.code() + " a day, of which "
                            + Decimals.format(left, asset.scale()) + " are left today");
        }
    }

    /** Requires that the target is allowed; returns true if it is an active entry of the owner's list. */
    static boolean requireAllowed(Connection connection, AccountId account, Target target, boolean byKey)
            throws SQLException {
        Optional<Boolean> active =
                AllowList.isActive(connection, account, target.network(), target.address(), target.memo());
        boolean isAllowed = active.orElse(false);
        if (!isAllowed && (byKey || AllowList.isOn(connection, account))) {
            String why = active.isPresent()
                    ? "the address was added to the allow-list lately and does not count yet"
                    : byKey
                            ? "an API key sends to addresses of the allow-list only"
                            : "the address is not on the allow-list";
            throw new Refusal(RefusalCode.ADDRESS_NOT_ALLOWED, why);
        }
        return isAllowed;
    }
}
