package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.LiquidationEnded;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.MarginCalled;
import com.flowex.domain.event.ShortfallRecorded;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Section 12: levelChecks, margin calls, and the steps of a liquidation. */
final class Liquidations {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final World world;
    private final Money money;
    private final Orders orders;
    private final Accounts accounts;
    private final Lending lending;
    private final LevelChecks levelChecks;
    private final Sales sales;

    Liquidations(
            World world,
            Money money,
            Orders orders,
            Accounts accounts,
            Lending lending,
            LevelChecks levelChecks,
            Sales sales) {
        this.world = world;
        this.money = money;
        this.orders = orders;
        this.accounts = accounts;
        this.lending = lending;
        this.levelChecks = levelChecks;
        this.sales = sales;
    }

    void lookAtDue() {
        levelChecks.note(null);
        while (levelChecks.isSomeoneDue() && world.hasStepsLeft()) {
            Account account = levelChecks.next();
            Margin margin = Objects.requireNonNull(account.margin);
            margin.batch = 0;
            world.steps++;
            look(account, margin);
        }
    }

    private void look(Account account, Margin margin) {
        if (margin.fees != null) {
            advance(account, margin);
        } else if (!sales.areDebtsCertain(account)) {
            levelChecks.await(margin);
        } else {
            judge(account, margin);
        }
    }

    private long level(Account account) {
        BigInteger level = sales.assets(account)
                .multiply(MILLION)
                .divide(sales.debts(account), 0, RoundingMode.FLOOR)
                .toBigInteger();
        return level.min(Money.big(Long.MAX_VALUE)).longValueExact();
    }

    /** Compares the level with a threshold. */
    private int compareLevel(Account account, int millionths) {
        return sales.assets(account)
                .multiply(MILLION)
                .compareTo(sales.debts(account).multiply(BigDecimal.valueOf(millionths)));
    }

    private void judge(Account account, Margin margin) {
        MarginLevels levels = world.levels(account.id.tenant());
        long level = level(account);
        if (compareLevel(account, levels.liquidationMillionths()) <= 0) {
            AccountId insurance = AccountId.insuranceOf(account.id.tenant());
            if (!world.accounts.containsKey(insurance)) {
                accounts.openUnowned(insurance, false);
            }
            world.say(new LiquidationStarted(account.id, level));
            margin.isCalled = true;
            margin.fees = new TreeMap<>();
            advance(account, margin);
            return;
        }
        boolean isBelow = compareLevel(account, levels.callMillionths()) < 0;
        if (isBelow && !margin.isCalled) {
            world.say(new MarginCalled(account.id, level));
        }
        margin.isCalled = isBelow;
        margin.level = level;
        levelChecks.note(account);
    }

    private void advance(Account account, Margin margin) {
        endOrders(account);
        repayOwn(account);
        boolean waits = false;
        boolean isPostponed = false;
        while (!account.debts.isEmpty() && !waits && !isPostponed) {
            if (!sales.areDebtsCertain(account)) {
                waits = true;
            } else if (hasReached(account, margin)) {
                break;
            } else if (!world.hasStepsLeft()) {
                isPostponed = true;
            } else {
                switch (sell(account, margin)) {
                    case SOLD -> repayOwn(account);
                    case BLOCKED -> waits = true;
                    case NOTHING_LEFT -> {
                        waits = world.openReservations.stream()
                                .anyMatch(open -> open.transfer.from().equals(account.id));
                        if (!waits) {
                            takeOver(account);
                        }
                    }
                }
            }
        }
        levelChecks.note(account);
        if (waits) {
            levelChecks.await(margin);
        } else if (isPostponed) {
            margin.batch = levelChecks.lastBatch();
        } else {
            finish(account, margin);
        }
    }

    private void endOrders(Account account) {
        for (Order order : account.openOrders()) {
            if (!order.hasEnded) {
                orders.expire(order, ExpiryReason.ACCOUNT_RESTRICTED);
            }
        }
    }

    /** Assets without the fees are the call level's multiple of the debts. */
    private boolean hasReached(Account account, Margin margin) {
        return missing(account, margin).signum() <= 0;
    }

    private BigDecimal missing(Account account, Margin margin) {
        MarginLevels levels = world.levels(account.id.tenant());
        BigDecimal required = sales.debts(account).multiply(BigDecimal.valueOf(levels.callMillionths(), 6));
        return required.subtract(sales.assets(account).subtract(fees(margin)));
    }

    private BigDecimal fees(Margin margin) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Integer, BigInteger> fee :
                Objects.requireNonNull(margin.fees).entrySet()) {
            sum = sum.add(sales.value(new AssetId(fee.getKey()), fee.getValue()));
        }
        return sum;
    }

    private void repayOwn(Account account) {
        for (AssetId asset : sales.debtsById(account)) {
            repay(account, asset, money.available(account, asset));
        }
    }

    private void repay(Account account, AssetId asset, BigInteger most) {
        pay(account.id, AccountId.lendingOf(account.id.tenant()), asset, most.min(lending.owedNow(account, asset)));
    }

    private void pay(AccountId from, AccountId to, AssetId asset, BigInteger units) {
        if (units.signum() <= 0) {
            return;
        }
        Transfer transfer = new Transfer(
                TransferId.ofEngine(world.sequence + 1),
                from,
                to,
                new Amount(asset, units.longValueExact()),
                TransferKind.INTERNAL);
        money.move(account(from), account(to), asset, units);
        world.say(new TransferPosted(transfer));
        lending.change(transfer).forEach(world::say);
    }

    private Account account(AccountId id) {
        return Objects.requireNonNull(world.accounts.get(id));
    }

    private Sales.Outcome sell(Account account, Margin margin) {
        MarginLevels levels = world.levels(account.id.tenant());
        BigDecimal each = BigDecimal.valueOf(levels.callMillionths() - 1_000_000L - levels.feeMillionths(), 6);
        Map<AssetId, BigInteger> before = new HashMap<>();
        sales.debtsById(account).forEach(asset -> before.put(asset, money.available(account, asset)));
        Sales.Outcome outcome = sales.sell(account, missing(account, margin), each);
        before.forEach((asset, units) -> {
            BigInteger brought = money.available(account, asset).subtract(units);
            BigInteger fee = brought.multiply(Money.big(levels.feeMillionths())).divide(Money.big(1_000_000));
            if (fee.signum() > 0) {
                Objects.requireNonNull(margin.fees).merge(asset.value(), fee, BigInteger::add);
            }
        });
        return outcome;
    }

    private void takeOver(Account account) {
        AccountId insurance = AccountId.insuranceOf(account.id.tenant());
        BigDecimal left = sales.debts(account);
        for (AssetId asset : sales.inSaleOrder(account)) {
            BigDecimal unit = sales.value(asset, BigInteger.ONE);
            if (unit.signum() > 0) {
                BigInteger units = left.divide(unit, 0, RoundingMode.CEILING)
                        .toBigInteger()
                        .min(money.available(account, asset));
                pay(account.id, insurance, asset, units);
                left = left.subtract(sales.value(asset, units)).max(BigDecimal.ZERO);
            }
        }
        if (left.signum() > 0) {
            for (AssetId asset : sales.unpriced(account)) {
                pay(account.id, insurance, asset, money.available(account, asset));
            }
        }
        for (AssetId asset : sales.debtsById(account)) {
            BigInteger units = money.available(account(insurance), asset)
                    .max(BigInteger.ZERO)
                    .min(lending.owedNow(account, asset));
            pay(insurance, account.id, asset, units);
            repay(account, asset, units);
            if (account.debts.containsKey(asset)) {
                BigInteger unpaid = writeOff(account, asset);
                Lending.Lent lent = Objects.requireNonNull(world.lent.get(asset));
                lent.shortfall = lent.shortfall.add(unpaid);
                world.say(new ShortfallRecorded(
                        account.id, new Amount(asset, unpaid.longValueExact()), lent.shortfall.longValueExact()));
            }
        }
    }

    /** Ends a debt unpaid, and returns its units. */
    private BigInteger writeOff(Account account, AssetId asset) {
        if (Objects.requireNonNull(account.debts.get(asset)).hoursAt(world.now) > 0) {
            lending.charge(account, asset, BigInteger.ZERO).forEach(world::say);
        }
        BigInteger unpaid = Objects.requireNonNull(account.debts.remove(asset)).owed();
        world.say(new DebtChanged(account.id, asset, 0, 0));
        return unpaid;
    }

    private void finish(Account account, Margin margin) {
        BigDecimal left = fees(margin);
        for (AssetId asset : sales.inSaleOrder(account)) {
            BigDecimal unit = sales.value(asset, BigInteger.ONE);
            if (unit.signum() > 0) {
                BigInteger units =
                        left.divide(unit, 0, RoundingMode.FLOOR).toBigInteger().min(money.available(account, asset));
                pay(account.id, AccountId.insuranceOf(account.id.tenant()), asset, units);
                left = left.subtract(sales.value(asset, units));
            }
        }
        margin.fees = null;
        world.say(new LiquidationEnded(account.id));
        levelChecks.note(account);
        if (account.debts.isEmpty()) {
            account.margin = null;
        } else {
            margin.isCalled =
                    compareLevel(account, world.levels(account.id.tenant()).callMillionths()) < 0;
            margin.level = level(account);
        }
    }

    void close(AccountId id) {
        Account account = world.accounts.get(id);
        if (account == null) {
            world.say(new ListingRejected(id.tenant(), RejectReason.UNKNOWN_ACCOUNT));
        } else if (account.isLiquidated()) {
            Margin margin = Objects.requireNonNull(account.margin);
            margin.batch = 0;
            margin.retry = 0;
            endOrders(account);
            repayOwn(account);
            takeOver(account);
            finish(account, margin);
        }
    }

    /** The margin accounts that wait. */
    List<Account> waiting() {
        return world.accounts.values().stream()
                .filter(account -> account.margin != null && Objects.requireNonNull(account.margin).retry != 0)
                .toList();
    }
}
