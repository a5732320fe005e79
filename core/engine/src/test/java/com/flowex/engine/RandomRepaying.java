package com.flowex.engine;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Orders that repay, in one of sixteen logs: orders of others made so, and orders of accounts that owe and want what they
 * owe. The dice are its own, so that the other logs stay as they were.
 */
final class RandomRepaying {

    /** Remainder of the seeds of these logs. */
    private static final int CHOSEN = 12;

    private static final int LOGS = 16;
    private static final int SELDOM = 6;
    private static final int TRIED = 8;
    private static final long OWED_MOST = 1_000_000_000L;

    private record Owed(AccountId account, AssetId asset, long units) {}

    private final Random random;
    private final RandomLiquidations prices;
    private final boolean isUsed;
    private final TreeMap<String, Owed> debts = new TreeMap<>();
    private int ids;

    RandomRepaying(long seed, RandomLiquidations prices) {
        random = new Random(seed * 0xC2B2AE3D27D4EB4FL + 1);
        this.prices = prices;
        isUsed = isUsed(seed);
    }

    /** Returns true if the log of a seed has such orders, and so needs loans and the newest rules. */
    static boolean isUsed(long seed) {
        return Math.floorMod(seed, LOGS) == CHOSEN;
    }

    void take(List<?> answers) {
        for (Object answer : answers) {
            if (isUsed && answer instanceof DebtChanged debt) {
                String key = debt.account() + ":" + debt.asset();
                long units = debt.principalUnits() + debt.interestUnits();
                debts.put(key, new Owed(debt.account(), debt.asset(), units));
                if (units == 0) {
                    debts.remove(key);
                }
            }
        }
    }

    /** Returns a command, which now and then is the same order that repays. */
    Command perhaps(Command command) {
        if (!isUsed) {
            return command;
        }
        return switch (command) {
            case PlaceOrder(var order)
            when RandomBorrowing.actsAtOnce(order) && random.nextInt(3) == 0 -> new PlaceRepayingOrder(order, false);
            case PlaceBorrowingOrder(var order) when random.nextInt(3) == 0 -> new PlaceRepayingOrder(order, true);
            default -> command;
        };
    }

    /** Returns the preview that comes before an order; null if none does. */
    @Nullable
    Command trialOf(PlaceRepayingOrder order) {
        return random.nextInt(TRIED) == 0 ? new TryRepayingOrder(order) : null;
    }

    /** Returns the order of an account that owes, by which it gets what it owes; null if none comes now. */
    @Nullable
    Command next() {
        if (!isUsed || debts.isEmpty() || random.nextInt(SELDOM) > 0) {
            return null;
        }
        Owed owed = new ArrayList<>(debts.values()).get(random.nextInt(debts.size()));
        List<Integer> markets = new ArrayList<>();
        for (int market = 0; market < RandomLiquidations.MARKETS.length; market++) {
            int[] assets = RandomLiquidations.MARKETS[market];
            if (assets[0] == owed.asset().value() || assets[1] == owed.asset().value()) {
                markets.add(market);
            }
        }
        int market = markets.get(random.nextInt(markets.size()));
        AssetId base = new AssetId(RandomLiquidations.MARKETS[market][0]);
        long units = prices.unitsLike(owed.asset(), Math.min(OWED_MOST, owed.units()), base);
        long quantity = units * (20 + random.nextInt(130)) / 100;
        return new PlaceRepayingOrder(
                new OrderRequest(
                        owed.account(),
                        ClientOrderId.of("repays-" + ++ids),
                        new InstrumentId(market + 1),
                        base.equals(owed.asset()) ? Side.BUY : Side.SELL,
                        new Quantity(Math.max(40, quantity / 40 * 40)),
                        terms(market)),
                random.nextInt(4) == 0);
    }

    private OrderTerms terms(int market) {
        if (random.nextInt(6) == 0) {
            return OrderTerms.Market.MARKET;
        }
        TimeInForce force = random.nextInt(3) == 0 ? TimeInForce.IOC : TimeInForce.GTC;
        return new OrderTerms.Limit(new Price(prices.price(market, 90 + random.nextInt(21))), force, false);
    }
}
