package com.flowex.wallet.withdrawal;

import com.flowex.domain.AccountId;
import com.flowex.domain.Asset;
import com.flowex.domain.Decimals;
import com.flowex.edge.tenancy.Feature;
import com.flowex.edge.tenancy.Tenant;
import com.flowex.edge.tenancy.TenantDirectory;
import com.flowex.ground.database.Database;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import com.flowex.wallet.people.PayoutBan;
import com.flowex.wallet.terms.MoneyFlow;
import com.flowex.wallet.terms.PausesTable;
import com.flowex.wallet.terms.StopsTable;
import com.flowex.wallet.terms.Terms;
import com.flowex.wallet.terms.TermsTable;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Rules for money that leaves an account, whichever way it leaves: asked at the request, and again before a step that cannot be
 * undone.
 */
public final class OutgoingPolicy {

    private final Database database;
    private final TenantDirectory tenants;
    private final PayoutBan payoutBan;

    public OutgoingPolicy(Database database, TenantDirectory tenants, PayoutBan payoutBan) {
        this.database = database;
        this.tenants = tenants;
        this.payoutBan = payoutBan;
    }

    /** Ways out of an account. */
    public enum Way {
        WITHDRAWAL(Feature.WITHDRAWALS),
        TRANSFER(Feature.TRANSFERS);

        private final Feature feature;

        Way(Feature feature) {
            this.feature = feature;
        }
    }

    /**
     * A place that money is sent to.
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
     * @param byKey true if an API key asks
     * @param isVip true if the better limits count
     */
    public record Outgoing(
            AccountId sender, long userId, AccountId receiver, Asset asset, long units, boolean byKey, boolean isVip) {}

    /** The reason for which nothing of an asset leaves for now; what is under way waits until it ends. Empty if there is none. */
    Optional<String> pause(Way way, Asset asset, String network) {
        Tenant tenant = tenants.byNumber(asset.tenant());
        if (tenant == null || !tenant.isActive()) {
            return Optional.of("the exchange is suspended");
        }
        if (!tenant.isOn(way.feature)) {
            return Optional.of(way.feature.label() + " are switched off");
        }
        return database.query(asset.tenant(), connection -> stop(connection, asset, network));
    }

    /** @param network {@link AllowList#INTERNAL} meets pauses of all networks only */
    private static Optional<String> stop(Connection connection, Asset asset, String network) throws SQLException {
        if (StopsTable.reason(connection, asset, network, network.equals(AllowList.INTERNAL))
                .isPresent()) {
            return Optional.of("withdrawals of " + asset.code() + " are stopped");
        }
        return PausesTable.reason(connection, asset, network, MoneyFlow.WITHDRAWALS)
                .map(reason -> "withdrawals of " + asset.code() + " are paused: " + reason);
    }

    /** @throws Refusal {@code withdrawals_stopped} if money of this asset does not leave for now */
    static void requireNotStopped(Connection connection, Asset asset, String network) throws SQLException {
        Optional<String> why = stop(connection, asset, network);
        if (why.isPresent()) {
            throw new Refusal(RefusalCode.WITHDRAWALS_STOPPED, why.get() + "; try later");
        }
    }

    /** @throws Refusal {@code account_restricted} if administrators let nothing leave this user's account */
    void requireUnrestricted(int tenant, long userId) {
        payoutBan.requireMayPay(tenant, userId);
    }

    /**
     * Lets a transfer through and counts it in its sender's day, together with withdrawals.
     *
     * @return the day, for {@link #giveBack}
     * @throws Refusal naming the rule that it breaks
     */
    public LocalDate admit(Outgoing wanted) {
        pause(Way.TRANSFER, wanted.asset(), AllowList.INTERNAL).ifPresent(why -> {
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

    /** Takes back what {@link #admit} counted for a transfer that was not made, or was made before. */
    public void giveBack(Outgoing counted, LocalDate day) {
        database.transaction(
                counted.sender().tenant(), connection -> count(connection, counted, day, -counted.units()));
    }

    private static BigInteger count(Connection connection, Outgoing of, LocalDate day, long units) throws SQLException {
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
     * Requires that what has left in a day, with this, is within the user's limit.
     *
     * @param sum of the day, with this
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

    /** Returns true if the target is on the owner's list and counts by now. */
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
