package com.flowex.strategies.app.run;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.strategies.app.run.RunDocuments.Figures;
import com.flowex.strategies.app.run.RunDocuments.PositionRow;
import com.flowex.strategies.app.run.RunSpec.Limits;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderType;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Positions, profit and open orders of a run, computed from its own fills alone, and the limits on them. It computes
 * with the exact decimals that the numbers of callbacks stand for.
 */
final class RunLedger {

    /** Digits of a value in a sentence; rounded up, so that it shows above its limit. */
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.CEILING);

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long DAY_NANOS = Duration.ofDays(1).toNanos();
    private static final String NO_LIMIT = "";

    private final String asset;
    private final @Nullable BigDecimal dailyLoss;
    private final @Nullable BigDecimal position;
    private final @Nullable BigDecimal orderNotional;
    private final @Nullable Integer ordersPerMinute;
    private final Map<String, Market> markets = new TreeMap<>();
    private final Map<String, Open> open = new HashMap<>();
    private final Deque<Long> sent = new ArrayDeque<>();
    private BigDecimal cash = BigDecimal.ZERO;
    private BigDecimal atMidnight = BigDecimal.ZERO;
    private long day = Long.MIN_VALUE;
    private long orders;
    private long fills;
    private String breach = NO_LIMIT;

    /** One market of the run. */
    private static final class Market {
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal openBuys = BigDecimal.ZERO;
        BigDecimal openSells = BigDecimal.ZERO;
        BigDecimal price = BigDecimal.ZERO;

        BigDecimal value() {
            return quantity.multiply(price);
        }

        void open(Side side, BigDecimal change) {
            if (side == Side.BUY) {
                openBuys = openBuys.add(change);
            } else {
                openSells = openSells.add(change);
            }
        }
    }

    /** Order that has not ended. */
    private record Open(String symbol, Side side, BigDecimal remaining) {}

    RunLedger(Limits limits, String asset) {
        this.asset = asset;
        this.dailyLoss = decimal(limits.dailyLoss());
        this.position = decimal(limits.position());
        this.orderNotional = decimal(limits.orderNotional());
        this.ordersPerMinute = limits.ordersPerMinute();
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private Market market(String symbol) {
        return markets.computeIfAbsent(symbol, _ -> new Market());
    }

    Optional<String> breach() {
        return breach.isEmpty() ? Optional.empty() : Optional.of(breach);
    }

    /** Notes the price of a market. */
    void price(String symbol, double price, long timeNanos) {
        turnDay(timeNanos);
        market(symbol).price = BigDecimal.valueOf(price);
        checkLoss();
    }

    /** Begins a new day at the value before the event that comes first in it. */
    private void turnDay(long timeNanos) {
        long now = Math.floorDiv(timeNanos, DAY_NANOS);
        if (now != day) {
            day = now;
            atMidnight = profit();
        }
    }

    private BigDecimal profit() {
        BigDecimal sum = cash;
        for (Market each : markets.values()) {
            sum = sum.add(each.value());
        }
        return sum;
    }

    private void checkLoss() {
        BigDecimal today = profit().subtract(atMidnight);
        if (dailyLoss != null && breach.isEmpty() && today.negate().compareTo(dailyLoss) >= 0) {
            breach = "it has lost " + Decimals.plain(today.negate()) + " " + asset
                    + " since midnight UTC, and its limit is " + Decimals.plain(dailyLoss);
        }
    }

    /** Returns the sentence about the limit that an order breaks; empty if it breaks none. */
    String refusal(OrderIntent intent, long timeNanos) {
        if (!breach.isEmpty()) {
            return "the run stops: " + breach;
        }
        while (!sent.isEmpty() && sent.getFirst() <= timeNanos - MINUTE_NANOS) {
            sent.removeFirst();
        }
        if (ordersPerMinute != null && sent.size() >= ordersPerMinute) {
            return "the run placed " + sent.size() + " orders within a minute, which is its limit";
        }
        double quantity = intent.quantity();
        double limit = price(intent.type());
        if (!(quantity > 0) || !Double.isFinite(quantity) || !(limit >= 0) || !Double.isFinite(limit)) {
            return NO_LIMIT; // the run's translation refuses it and names the field
        }
        return worth(intent, BigDecimal.valueOf(quantity), BigDecimal.valueOf(limit));
    }

    /** Returns a quantity of a strategy for a sentence, without the last digits, which are noise of doubles. */
    static String shown(double quantity) {
        return Double.isFinite(quantity)
                ? Decimals.plain(BigDecimal.valueOf(quantity).round(new MathContext(12)))
                : Double.toString(quantity);
    }

    private String worth(OrderIntent intent, BigDecimal quantity, BigDecimal limit) {
        if (position == null && orderNotional == null) {
            return NO_LIMIT;
        }
        Market market = market(intent.symbol());
        BigDecimal price = limit.max(market.price);
        if (price.signum() == 0) {
            return "the price of " + intent.symbol() + " is not known yet, so its value cannot be checked";
        }
        BigDecimal notional = quantity.multiply(price);
        if (orderNotional != null && notional.compareTo(orderNotional) > 0) {
            return "its value of " + Decimals.plain(notional.round(SHOWN)) + " " + asset
                    + " is above the limit of an order, " + Decimals.plain(orderNotional);
        }
        BigDecimal after = intent.side() == Side.BUY
                ? market.quantity.add(market.openBuys).add(quantity)
                : market.quantity.subtract(market.openSells).subtract(quantity).negate();
        BigDecimal exposure = after.multiply(price);
        if (position != null && exposure.compareTo(position) > 0) {
            return "the position of " + Decimals.plain(exposure.round(SHOWN)) + " " + asset
                    + " that it leads to is above the limit, " + Decimals.plain(position);
        }
        return NO_LIMIT;
    }

    /** Returns the highest price that an order may trade at; 0 if its type names none. */
    private static double price(OrderType type) {
        return switch (type) {
            case OrderType.Limit limit -> limit.price();
            case OrderType.StopLoss stop -> Math.max(stop.trigger(), stop.limit());
            case OrderType.TakeProfit take -> Math.max(take.trigger(), take.limit());
            case OrderType.OneCancelsOther pair ->
                Math.max(pair.price(), Math.max(pair.stopTrigger(), pair.stopLimit()));
            case OrderType.Twap twap -> twap.limit();
            case OrderType.Market _, OrderType.TrailingStop _ -> 0;
        };
    }

    /** Counts an order that leaves. */
    void placed(String id, OrderIntent intent, long timeNanos) {
        orders++;
        if (ordersPerMinute != null) {
            sent.addLast(timeNanos);
        }
        double quantity = intent.quantity();
        if (quantity > 0 && Double.isFinite(quantity)) {
            resize(id, new Open(intent.symbol(), intent.side(), BigDecimal.valueOf(quantity)));
        }
    }

    void on(OrderUpdate update) {
        Open known = open.get(update.clientOrderId());
        if (known != null) {
            BigDecimal remaining = update.status().isFinal() ? BigDecimal.ZERO : BigDecimal.valueOf(update.remaining());
            resize(update.clientOrderId(), new Open(known.symbol(), known.side(), remaining));
        }
    }

    private void resize(String id, Open now) {
        Open before = now.remaining().signum() == 0 ? open.remove(id) : open.put(id, now);
        BigDecimal old = before == null ? BigDecimal.ZERO : before.remaining();
        market(now.symbol()).open(now.side(), now.remaining().subtract(old));
    }

    void on(OwnFill fill, long timeNanos) {
        turnDay(timeNanos);
        fills++;
        Market market = market(fill.symbol());
        BigDecimal quantity = BigDecimal.valueOf(fill.quantity());
        BigDecimal price = BigDecimal.valueOf(fill.price());
        boolean isBuy = fill.side() == Side.BUY;
        market.quantity = isBuy ? market.quantity.add(quantity) : market.quantity.subtract(quantity);
        BigDecimal quote = quantity.multiply(price);
        cash = isBuy ? cash.subtract(quote) : cash.add(quote);
        BigDecimal fee = BigDecimal.valueOf(fill.fee());
        if (fill.feeAsset().equals(asset)) {
            cash = cash.subtract(fee);
        } else {
            market.quantity = market.quantity.subtract(fee);
        }
        market.price = price;
        checkLoss();
    }

    Figures figures() {
        List<PositionRow> positions = new ArrayList<>();
        markets.forEach((symbol, market) -> {
            if (market.quantity.signum() != 0) {
                positions.add(new PositionRow(symbol, Decimals.plain(market.quantity)));
            }
        });
        BigDecimal profit = profit();
        return new Figures(
                asset, Decimals.plain(profit), Decimals.plain(profit.subtract(atMidnight)), orders, fills, positions);
    }
}
