package com.flowex.wallet.app.withdrawal;

import com.flowex.access.auth.Caller;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.StepOutcome;
import com.flowex.wallet.app.user.AccessChanges;
import com.flowex.wallet.app.user.PaymentConfirmation.Payment;
import com.flowex.wallet.app.user.UserServices;
import com.flowex.wallet.app.withdrawal.OutgoingRequest.Target;
import com.flowex.wallet.store.terms.MoneyFlow;
import com.flowex.wallet.store.terms.PausesTable;
import com.flowex.wallet.store.terms.Terms;
import com.flowex.wallet.store.terms.WithdrawalStopsTable;
import com.flowex.wallet.store.withdrawal.AllowList;
import com.flowex.wallet.store.withdrawal.TransfersTable;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import com.flowex.wallet.store.withdrawal.WithdrawalsTable;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules for money that leaves an account on any path: {@link #requireMayRequest} and {@link #admit} at the request, {@link
 * #approval} while a second person decides, and {@link #obstacle} before the step that cannot be undone. A sale to a
 * person is asked for {@link #requireMayOffer} and {@link #requireMaySell}, and counted by {@link #count}.
 */
public final class OutgoingPolicy {

    private static final String REFUSED = "refused";

    /** Greatest number of open withdrawals and held transfers of an account. */
    private static final int OPEN_MAX = 20;

    private static final int MONTH_HOURS = 30 * 24;
    private static final Duration APPROVAL_MAX = Duration.ofDays(3);
    private static final Duration RECHECK_INTERVAL = Duration.ofMinutes(5);
    private static final Duration STOPPED_AGAIN = Duration.ofSeconds(30);

    private static final String OWED =
            "a deposit of this account vanished from its chain after it was credited: withdrawals and transfers wait"
                    + " until that is settled";

    private final Database database;
    private final TenantDirectory tenants;
    private final UserServices people;
    private final InstantSource clock;

    public OutgoingPolicy(Database database, TenantDirectory tenants, UserServices people, InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Admission of a request.
     *
     * @param day day in whose limit it counts
     * @param needsSecond true if a second person decides before the money goes
     */
    record Admission(LocalDate day, WithdrawalRisk risk, boolean needsSecond) {}

    /**
     * Requires that the caller may ask for the payment now.
     *
     * @param code code of the second factor, or mailed code, as sent; API keys need none
     * @throws Refusal {@code withdrawals_stopped}, {@code account_restricted}, or as {@link
     *     com.flowex.wallet.app.user.PaymentConfirmation#require}
     */
    public void requireMayRequest(Caller caller, OutgoingRequest request, @Nullable String code) {
        pause(request.path(), true, request.asset(), request.target().network()).ifPresent(why -> {
            throw new Refusal(RefusalCode.WITHDRAWALS_STOPPED, why + "; try later");
        });
        people.withdrawalBlock().requireMayPay(request.account().tenant(), request.userId());
        if (!request.byKey()) {
            people.payments().require(caller.account(), caller.userId(), payment(request), code == null ? "" : code);
        }
    }

    /** Requires the code of the second factor, or the mailed code, of the person whose session asks. */
    void requireConfirmed(OutgoingRequest request, String code) {
        people.payments().require(request.account(), request.userId(), payment(request), code);
    }

    /**
     * Requires that a person may offer an asset to everyone. There is no receiver yet, so an allow-list permits none.
     *
     * @throws Refusal naming the rule
     */
    void requireMayOffer(OutgoingRequest offer) {
        requireMayPayNow(offer, true);
        boolean isListed = database.query(
                offer.account().tenant(), connection -> offer.byKey() || AllowList.isOn(connection, offer.account()));
        if (isListed) {
            throw new Refusal(
                    RefusalCode.ADDRESS_NOT_ALLOWED,
                    offer.byKey()
                            ? "an API key sells to accounts of the allow-list only, and an offer to sell is open to all"
                            : "the allow-list is on, and an offer to sell is open to all");
        }
    }

    /**
     * Requires that a sale to a person may begin, or end with a release.
     *
     * @param begins true if the offer is taken; a sale under way can be finished while the feature is off
     * @throws Refusal naming the rule
     */
    void requireMaySell(OutgoingRequest sale, boolean begins) {
        requireMayPayNow(sale, begins);
        database.query(
                sale.account().tenant(),
                connection -> requireAllowed(connection, sale.account(), sale.target(), sale.byKey()));
    }

    /** No second person decides on a sale, so a change of access within a day stops it. */
    private void requireMayPayNow(OutgoingRequest sale, boolean begins) {
        int tenant = sale.account().tenant();
        pause(sale.path(), begins, sale.asset(), sale.target().network()).ifPresent(why -> {
            throw new Refusal(RefusalCode.WITHDRAWALS_STOPPED, why + "; try later");
        });
        people.withdrawalBlock().requireMayPay(tenant, sale.userId());
        people.right().require(tenant, sale.userId(), sale.apiKey());
        AccessChanges.RecentAccessChanges lately = accessChanges(sale);
        if (lately.password() || lately.secondFactor()) {
            throw new Refusal(
                    RefusalCode.ACCOUNT_RESTRICTED,
                    "the password or a second factor was changed within a day: until then nothing is sold to people");
        }
        database.query(tenant, connection -> {
            requireOwesNothing(connection, sale.account());
            return sale;
        });
    }

    /**
     * Counts a sale in its day, and requires that the day and the sale are within the limits.
     *
     * @return the day in which it counts
     */
    static LocalDate count(Transaction connection, OutgoingRequest sale, Terms terms) {
        LocalDate day = lock(connection, sale);
        Asset asset = sale.asset();
        if (sale.units() > terms.approvalAbove()) {
            throw new Refusal(
                    RefusalCode.WITHDRAWAL_LIMIT,
                    "a sale to a person takes at most " + Decimals.format(terms.approvalAbove(), asset.scale()) + " "
                            + asset.code() + " with its fee: above that a second person decides on payments");
        }
        requireWithinLimits(connection, sale, terms, day);
        return day;
    }

    private static void requireOwesNothing(Transaction connection, AccountId account) {
        if (isOwing(connection, account)) {
            throw new Refusal(RefusalCode.ACCOUNT_RESTRICTED, OWED);
        }
    }

    private static Payment payment(OutgoingRequest request) {
        Asset asset = request.asset();
        return new Payment(
                request.path().noun(),
                Decimals.format(request.units(), asset.scale()) + " " + asset.code(),
                request.target().network(),
                request.target().address(),
                request.target().memo());
    }

    /** Returns the recent changes of access, for {@link #admit}; they are not read within a transaction of the wallet. */
    AccessChanges.RecentAccessChanges accessChanges(OutgoingRequest request) {
        return people.accessChanges().of(request.account().tenant(), request.userId());
    }

    /**
     * Locks the account's day, so that requests of an account for an asset are admitted one at a time. The lock lasts
     * until the transaction ends.
     */
    static LocalDate lock(Transaction connection, OutgoingRequest request) {
        LocalDate day = WithdrawalsTable.today(connection);
        count(connection, request, request.account().number(), day, 0);
        return day;
    }

    /**
     * Admits a request and counts it in its day, which {@link #lock} has locked.
     *
     * @param terms terms of the asset
     * @param available the account's available balance, as far as is known
     * @param lately recent changes to the user's access
     * @throws Refusal naming the rule that it breaks
     */
    static Admission admit(
            Transaction connection,
            OutgoingRequest request,
            Terms terms,
            long available,
            AccessChanges.RecentAccessChanges lately) {
        AccountId account = request.account();
        LocalDate day = WithdrawalsTable.today(connection);
        requireOwesNothing(connection, account);
        requireWithinLimits(connection, request, terms, day);
        boolean isAllowed = requireAllowed(connection, account, request.target(), request.byKey());
        WithdrawalRisk risk = WithdrawalRisk.of(new WithdrawalRisk.RiskInputs(
                paidBefore(connection, request),
                isAllowed,
                sinceHours(connection, account, 1),
                sinceHours(connection, account, MONTH_HOURS),
                request.units(),
                available,
                terms.daily(request.isVip()),
                lately));
        boolean needsSecond = request.units() > terms.approvalAbove() || risk.callsSecond();
        boolean isOpen = request.path() == OutgoingPath.WITHDRAWAL || needsSecond;
        if (isOpen && WithdrawalsTable.open(connection, account) >= OPEN_MAX) {
            throw new Refusal(
                    RefusalCode.WITHDRAWAL_LIMIT, OPEN_MAX + " withdrawals and transfers are under way already");
        }
        return new Admission(day, risk, needsSecond);
    }

    private static void requireWithinLimits(
            Transaction connection, OutgoingRequest request, Terms terms, LocalDate day) {
        Asset asset = request.asset();
        long limit = terms.daily(request.isVip());
        BigInteger sum = count(connection, request, request.account().number(), day, request.units());
        if (sum.compareTo(BigInteger.valueOf(limit)) > 0) {
            long left = Math.max(0, limit - sum.longValue() + request.units());
            throw new Refusal(
                    RefusalCode.WITHDRAWAL_LIMIT,
                    "at most " + Decimals.format(limit, asset.scale()) + " " + asset.code() + " a day, of which "
                            + Decimals.format(left, asset.scale()) + " are left today");
        }
        // Transfers and sales stay on the exchange: they do not count in the day of the whole tenant.
        if (request.path() == OutgoingPath.WITHDRAWAL
                && count(connection, request, 0, day, request.units()).compareTo(terms.dailyTenant()) > 0) {
            throw new Refusal(
                    RefusalCode.WITHDRAWAL_LIMIT,
                    "this exchange has paid out as much " + asset.code() + " as it does in a day; try tomorrow");
        }
    }

    private static BigInteger count(
            Transaction connection, OutgoingRequest of, long number, LocalDate day, long units) {
        return WithdrawalsTable.add(connection, of.account(), number, of.asset().id(), day, units);
    }

    private static long paidBefore(Transaction connection, OutgoingRequest request) {
        AccountId account = request.account();
        Target target = request.target();
        return request.path() == OutgoingPath.WITHDRAWAL
                ? WithdrawalsTable.paidBefore(connection, account, target.network(), target.address())
                : TransfersTable.toReceiver(
                        connection, account, new AccountId(account.tenant(), Long.parseLong(target.address())));
    }

    private static long sinceHours(Transaction connection, AccountId account, int hours) {
        return WithdrawalsTable.sinceHours(connection, account, hours)
                + TransfersTable.sinceHours(connection, account, hours);
    }

    /** Returns the outcome of the step in which a second person decides. */
    StepOutcome approval(Saga saga, Withdrawal payment) {
        if (!payment.needsSecond()) {
            return StepOutcome.done("not needed");
        }
        if (payment.decision().isEmpty()) {
            return clock.instant().isAfter(saga.stepSince().plus(APPROVAL_MAX))
                    ? new StepOutcome.Fail("approval_expired", "it was not approved within three days")
                    : new StepOutcome.Wait(RECHECK_INTERVAL, "for a second person");
        }
        return payment.decision().get().approved()
                ? StepOutcome.done("approved")
                : new StepOutcome.Fail(REFUSED, "a second person refused it");
    }

    /**
     * Returns the obstacle to the step of a payment that cannot be undone; empty if the money may go.
     *
     * @return a wait for a cause that ends by itself or by an operator; a failure for one that is the user's
     */
    Optional<StepOutcome> obstacle(OutgoingPath path, Saga saga, Withdrawal payment, Asset asset) {
        Withdrawal scored = scored(payment);
        StepOutcome approval = approval(saga, scored);
        if (!(approval instanceof StepOutcome.Done)) {
            return Optional.of(approval);
        }
        Target target = target(scored);
        Optional<String> pause = pause(path, true, asset, target.network());
        if (pause.isPresent()) {
            return Optional.of(new StepOutcome.Wait(STOPPED_AGAIN, pause.get()));
        }
        try {
            people.withdrawalBlock().requireMayPay(asset.tenant(), scored.userId());
            people.right().require(asset.tenant(), scored.userId(), scored.apiKey());
            return database.query(asset.tenant(), connection -> {
                requireAllowed(connection, scored.account(), target, scored.byKey());
                return isOwing(connection, scored.account())
                        ? Optional.of(new StepOutcome.Wait(STOPPED_AGAIN, OWED))
                        : Optional.empty();
            });
        } catch (Refusal broken) {
            if (broken.code().isFault()) {
                throw broken;
            }
            return Optional.of(new StepOutcome.Fail(broken.code().code(), broken.detail()));
        }
    }

    private static Target target(Withdrawal payment) {
        return new Target(
                payment.transaction().network(),
                payment.transaction().address(),
                payment.transaction().memo());
    }

    /** Scores a payment again: changes of access since its request may call a second person. */
    private Withdrawal scored(Withdrawal payment) {
        if (payment.needsSecond()) {
            return payment;
        }
        int tenant = payment.account().tenant();
        WithdrawalRisk risk = new WithdrawalRisk(payment.risk(), payment.reasons())
                .with(people.accessChanges().of(tenant, payment.userId()));
        if (!risk.callsSecond()) {
            return payment;
        }
        return database.transaction(tenant, connection -> {
            WithdrawalsTable.callSecond(connection, tenant, payment.id(), risk.points(), risk.reasons());
            return WithdrawalsTable.find(connection, tenant, payment.id()).orElseThrow();
        });
    }

    /**
     * Returns why a path is closed for an asset; empty if it is open.
     *
     * @param begins false if the tenant's feature does not count
     */
    private Optional<String> pause(OutgoingPath path, boolean begins, Asset asset, String network) {
        Tenant tenant = tenants.byNumber(asset.tenant());
        if (tenant == null || !tenant.isActive()) {
            return Optional.of("the exchange is suspended");
        }
        if (begins && !tenant.isOn(path.feature())) {
            return Optional.of(path.feature().label() + " are switched off");
        }
        return database.query(asset.tenant(), connection -> stop(connection, asset, network));
    }

    /**
     * Returns why withdrawals of an asset are stopped or paused; empty if they are not.
     *
     * @param network {@link AllowList#INTERNAL} is affected by pauses of all networks only
     */
    private static Optional<String> stop(Transaction connection, Asset asset, String network) {
        if (WithdrawalStopsTable.reason(connection, asset, network, network.equals(AllowList.INTERNAL))
                .isPresent()) {
            return Optional.of("withdrawals of " + asset.code() + " are stopped");
        }
        return PausesTable.reason(connection, asset, network, MoneyFlow.WITHDRAWALS)
                .map(reason -> "withdrawals of " + asset.code() + " are paused: " + reason);
    }

    private static boolean isOwing(Transaction connection, AccountId account) {
        return WithdrawalsTable.owed(connection, account) > 0;
    }

    /** Requires that the target is allowed; returns true if it is an active entry of the owner's list. */
    private static boolean requireAllowed(Transaction connection, AccountId account, Target target, boolean byKey) {
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
