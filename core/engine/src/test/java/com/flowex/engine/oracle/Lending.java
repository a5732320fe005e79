package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.IndexPriceChanged;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.MarginTermsSet;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Section 12: terms, index prices, loans and their interest. */
final class Lending {

    private static final long HOUR = 3_600_000_000_000L;
    private static final long MINUTE = 60_000_000_000L;

    /** Terms and prices of an asset. */
    static final class Lent {
        MarginTerms terms;
        final TreeMap<Integer, IndexQuote> quotes = new TreeMap<>();

        @Nullable
        BigInteger price;

        /** Losses of the pool that are not booked. */
        BigInteger shortfall = BigInteger.ZERO;

        Lent(MarginTerms terms) {
            this.terms = terms;
        }
    }

    /** Debt of an account in an asset, with exact interest. */
    record Debt(BigInteger principal, BigDecimal interest, int rate, long nextHour) {

        BigInteger interestOwed() {
            return interest.setScale(0, RoundingMode.CEILING).toBigInteger();
        }

        BigInteger owed() {
            return principal.add(interestOwed());
        }

        /** The debt with all hours that have come since. */
        Debt at(long now, int rateAfter) {
            if (now < nextHour || nextHour == Long.MAX_VALUE) {
                return this;
            }
            BigInteger hours = Money.big(now)
                    .subtract(Money.big(nextHour))
                    .divide(Money.big(HOUR))
                    .add(BigInteger.ONE);
            BigDecimal more = new BigDecimal(principal.multiply(Money.big(rate)).multiply(hours), 9);
            BigDecimal all = interest.add(more).min(new BigDecimal(principal));
            BigInteger next = Money.big(nextHour).add(hours.multiply(Money.big(HOUR)));
            return new Debt(
                    principal,
                    all,
                    rateAfter,
                    next.min(Money.big(Long.MAX_VALUE)).longValueExact());
        }

        long hoursAt(long now) {
            return now < nextHour || nextHour == Long.MAX_VALUE ? 0 : (now - nextHour) / HOUR + 1;
        }
    }

    private final World world;
    private final Money money;
    private final Accounts accounts;
    private final InterestRates rates;

    Lending(World world, Money money, Accounts accounts, InterestRates rates) {
        this.world = world;
        this.money = money;
        this.accounts = accounts;
        this.rates = rates;
    }

    void set(SetMarginTerms set) {
        AccountId pool = AccountId.lendingOf(set.tenant());
        Account lender = world.accounts.get(pool);
        RejectReason refusal = refusalOf(set.tenant(), set.asset());
        Lent lent = world.lent.get(set.asset());
        if (refusal != null) {
            reject(set.tenant(), refusal);
        } else if (lender != null && lender.mayOwe) {
            reject(set.tenant(), RejectReason.ACCOUNT_TAKEN);
        } else if (lent != null && !lent.terms.priceScale().equals(set.terms().priceScale())) {
            reject(set.tenant(), RejectReason.MARGIN_SCALE_FIXED);
        } else if (world.rulesVersion < 7) {
            reject(set.tenant(), RejectReason.RULES_TOO_OLD);
        } else if (lent == null || !lent.terms.equals(set.terms())) {
            world.lent.computeIfAbsent(set.asset(), _ -> new Lent(set.terms())).terms = set.terms();
            world.say(new MarginTermsSet(set.tenant(), set.asset(), set.terms()));
            if (lender == null) {
                accounts.openUnowned(pool, false);
            }
            AccountId insurance = AccountId.insuranceOf(set.tenant());
            if (world.rulesVersion >= 8 && !world.accounts.containsKey(insurance)) {
                accounts.openUnowned(insurance, false);
            }
        }
    }

    void quote(QuoteIndexPrice command) {
        IndexQuote given = command.quote();
        IndexQuote quote = new IndexQuote(
                given.source(),
                given.priceUnits(),
                given.volumeUnits(),
                Math.max(1, Math.min(given.timeNanos(), world.now)));
        RejectReason refusal = refusalOf(command.tenant(), command.asset());
        Lent lent = world.lent.get(command.asset());
        if (refusal != null) {
            reject(command.tenant(), refusal);
        } else if (lent == null) {
            reject(command.tenant(), RejectReason.MARGIN_TERMS_MISSING);
        } else if (lent.quotes.containsKey(quote.source())
                && Objects.requireNonNull(lent.quotes.get(quote.source())).timeNanos() >= quote.timeNanos()) {
            reject(command.tenant(), RejectReason.INDEX_QUOTE_OUTDATED);
        } else {
            lent.quotes.put(quote.source(), quote);
            BigInteger next = IndexPrices.of(fresh(lent));
            if (next != null && !next.equals(lent.price)) {
                lent.price = next;
                world.say(new IndexPriceChanged(command.tenant(), command.asset(), next.longValueExact()));
            }
        }
    }

    private void reject(int tenant, RejectReason reason) {
        world.say(new ListingRejected(tenant, reason));
    }

    private @Nullable RejectReason refusalOf(int tenant, AssetId id) {
        Asset asset = world.assets.get(id);
        if (asset == null) {
            return RejectReason.UNKNOWN_ASSET;
        }
        return asset.tenant() == tenant ? null : RejectReason.OTHER_TENANT;
    }

    private List<IndexQuote> fresh(Lent lent) {
        return lent.quotes.values().stream()
                .filter(quote -> world.now - quote.timeNanos() < MINUTE)
                .toList();
    }

    boolean isLoan(Transfer transfer) {
        return world.rulesVersion >= 7
                && transfer.from().number() == AccountId.LENDING
                && transfer.to().number() >= AccountId.CUSTOMERS_FROM;
    }

    boolean isRepayment(Transfer transfer) {
        return world.rulesVersion >= 7
                && transfer.to().number() == AccountId.LENDING
                && transfer.from().number() >= AccountId.CUSTOMERS_FROM;
    }

    /** Refusals that come before insufficient funds. */
    @Nullable
    RejectReason refusalBefore(Transfer transfer, boolean reserves) {
        AssetId asset = transfer.amount().asset();
        BigInteger units = Money.big(transfer.amount().units());
        if (reserves && (isLoan(transfer) || isRepayment(transfer))) {
            return RejectReason.LENDING_NOT_RESERVABLE;
        }
        if (isLoan(transfer)) {
            Lent lent = world.lent.get(asset);
            if (lent == null || lent.terms.capUnits() == 0) {
                return RejectReason.LENDING_POOL_MISSING;
            }
            boolean isAbove = lentOf(asset).add(units).compareTo(Money.big(lent.terms.capUnits())) > 0;
            return isAbove ? RejectReason.LENDING_CAP_REACHED : null;
        }
        if (isRepayment(transfer)) {
            Debt debt = debtNow(transfer.from(), asset);
            BigInteger owed = debt == null ? BigInteger.ZERO : debt.owed();
            return units.compareTo(owed) > 0 ? RejectReason.REPAYS_MORE_THAN_OWED : null;
        }
        return null;
    }

    /** Sum of all debts in an asset, without interest. */
    private BigInteger lentOf(AssetId asset) {
        BigInteger sum = BigInteger.ZERO;
        for (Account account : world.accounts.values()) {
            Debt debt = account.debts.get(asset);
            sum = debt == null ? sum : sum.add(debt.principal());
        }
        return sum;
    }

    private @Nullable Debt debtNow(AccountId id, AssetId asset) {
        Debt debt = account(id).debts.get(asset);
        return debt == null ? null : debt.at(world.now, debt.rate());
    }

    BigInteger owedNow(Account account, AssetId asset) {
        Debt debt = debtNow(account.id, asset);
        return debt == null ? BigInteger.ZERO : debt.owed();
    }

    boolean isCertain(AssetId asset) {
        Lent lent = world.lent.get(asset);
        return lent != null && fresh(lent).size() >= 3;
    }

    /** Makes or repays the debt of a transfer, and gives its events. */
    List<Event> change(Transfer transfer) {
        List<Event> emitted = new ArrayList<>();
        if (!isLoan(transfer) && !isRepayment(transfer)) {
            return emitted;
        }
        AssetId asset = transfer.amount().asset();
        Account account = account(isLoan(transfer) ? transfer.to() : transfer.from());
        BigInteger units = Money.big(transfer.amount().units());
        Debt was = account.debts.get(asset);
        if (was != null && was.hoursAt(world.now) > 0) {
            emitted.addAll(charge(account, asset, isLoan(transfer) ? units : units.negate()));
        }
        Debt due = account.debts.get(asset);
        if (isLoan(transfer)) {
            var decision = rates.decide(account, asset, lentOf(asset).add(units), BigInteger.ZERO);
            Stream.ofNullable(decision.event()).forEach(emitted::add);
            int rate = decision.rate();
            long hourAfter = Math.floorDiv(world.now, HOUR) * HOUR;
            long next = hourAfter > Long.MAX_VALUE - HOUR ? Long.MAX_VALUE : hourAfter + HOUR;
            Debt before = due == null ? new Debt(BigInteger.ZERO, BigDecimal.ZERO, rate, next) : due;
            BigDecimal hour = new BigDecimal(units.multiply(Money.big(rate)), 9);
            Debt after = new Debt(
                    before.principal().add(units), before.interest().add(hour), before.rate(), before.nextHour());
            account.debts.put(asset, after);
            emitted.add(new InterestCharged(
                    account.id,
                    new Amount(
                            asset,
                            after.interestOwed().subtract(before.interestOwed()).longValueExact()),
                    1));
        } else {
            Debt before = Objects.requireNonNull(due);
            BigInteger toInterest = units.min(before.interestOwed());
            BigDecimal interest = toInterest.equals(before.interestOwed())
                    ? BigDecimal.ZERO
                    : before.interest().subtract(new BigDecimal(toInterest));
            BigInteger principal = before.principal().subtract(units.subtract(toInterest));
            if (principal.signum() == 0) {
                account.debts.remove(asset);
            } else {
                account.debts.put(asset, new Debt(principal, interest, before.rate(), before.nextHour()));
            }
        }
        Debt after = account.debts.get(asset);
        emitted.add(new DebtChanged(
                account.id,
                asset,
                after == null ? 0 : after.principal().longValueExact(),
                after == null ? 0 : after.interestOwed().longValueExact()));
        return emitted;
    }

    /**
     * Charges the hours that have come.
     *
     * @param moved units that the pool had more before the transfer that meets them
     */
    List<Event> charge(Account account, AssetId asset, BigInteger moved) {
        var decision = rates.decide(account, asset, lentOf(asset), moved);
        Debt before = Objects.requireNonNull(account.debts.get(asset));
        Debt after = before.at(world.now, decision.rate());
        account.debts.put(asset, after);
        Amount more = new Amount(
                asset, after.interestOwed().subtract(before.interestOwed()).longValueExact());
        Event charged = new InterestCharged(account.id, more, before.hoursAt(world.now));
        return Stream.concat(Stream.ofNullable(decision.event()), Stream.of(charged))
                .toList();
    }

    /** Refusals of an account that has borrowed, or that owes and has paid. */
    @Nullable
    RejectReason refusalAfter(Transfer transfer) {
        if (isRepayment(transfer)) {
            return null;
        }
        boolean isLoan = isLoan(transfer);
        Account account = account(isLoan ? transfer.to() : transfer.from());
        if (account.isLiquidated() && !isLoan) {
            return RejectReason.MARGIN_LEVEL_TOO_LOW;
        }
        BigDecimal assets = BigDecimal.ZERO;
        BigDecimal collateral = BigDecimal.ZERO;
        BigDecimal debts = BigDecimal.ZERO;
        BigDecimal initial = BigDecimal.ZERO;
        if (account.debts.isEmpty()) {
            return null;
        }
        for (AssetId asset : world.lent.keySet()) {
            Lent lent = Objects.requireNonNull(world.lent.get(asset));
            if (world.asset(asset).tenant() != account.id.tenant()) {
                continue;
            }
            Debt debt = debtNow(account.id, asset);
            if (fresh(lent).size() < 3) {
                if (debt != null) {
                    return RejectReason.INDEX_PRICE_UNCERTAIN;
                }
                continue;
            }
            BigDecimal has = value(asset, lent, free(account, asset).max(BigInteger.ZERO));
            BigDecimal owes = debt == null ? BigDecimal.ZERO : value(asset, lent, debt.owed());
            assets = assets.add(has);
            collateral =
                    collateral.add(has.multiply(BigDecimal.ONE.subtract(millionths(lent.terms.haircutMillionths()))));
            debts = debts.add(owes);
            initial = initial.add(margin(owes, lent.terms.tiers(), MarginTier::initialMillionths));
        }
        BigDecimal equity = collateral.subtract(debts);
        boolean isCovered = equity.compareTo(initial) >= 0 && world.allows(account.id, equity, debts);
        boolean isDoubled = assets.compareTo(debts.multiply(BigDecimal.TWO)) >= 0;
        return isCovered && (isLoan || isDoubled) && !account.isLiquidated() ? null : RejectReason.MARGIN_LEVEL_TOO_LOW;
    }

    private static BigDecimal millionths(int rate) {
        return BigDecimal.valueOf(rate, 6);
    }

    private static BigDecimal margin(BigDecimal debt, List<MarginTier> tiers, ToIntFunction<MarginTier> rate) {
        BigDecimal margin = BigDecimal.ZERO;
        for (int i = tiers.size() - 1; i >= 0; i--) {
            BigDecimal from = BigDecimal.valueOf(tiers.get(i).fromWhole());
            BigDecimal slice = debt.subtract(from).max(BigDecimal.ZERO);
            margin = margin.add(slice.multiply(millionths(rate.applyAsInt(tiers.get(i)))));
            debt = debt.min(from);
        }
        return margin;
    }

    BigDecimal value(AssetId asset, Lent lent, BigInteger units) {
        return new BigDecimal(units, world.asset(asset).scale().places())
                .multiply(new BigDecimal(
                        Objects.requireNonNull(lent.price),
                        lent.terms.priceScale().places()));
    }

    BigInteger free(Account account, AssetId asset) {
        BigInteger free = money.balance(account, asset);
        for (Chains.Reservation reservation : world.openReservations) {
            Transfer transfer = reservation.transfer;
            if (transfer.from().equals(account.id) && transfer.amount().asset().equals(asset)) {
                free = free.subtract(Money.big(transfer.amount().units()));
            }
        }
        return free;
    }

    private Account account(AccountId id) {
        return Objects.requireNonNull(world.accounts.get(id));
    }
}
