package com.flowex.engine.oracle;

import com.flowex.domain.event.Fill;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.MarketStateCause;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.TradeId;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Section 3: an order goes through the book. */
final class Matching {

    private final World world;
    private final Money money;
    private final Orders orders;
    private final OrderRepayments repayments;
    private final PaidOrders paid;

    Matching(World world, Money money, Orders orders, OrderRepayments repayments, PaidOrders paid) {
        this.world = world;
        this.money = money;
        this.orders = orders;
        this.repayments = repayments;
        this.paid = paid;
    }

    /** Lets a limit order come in: it acts, or takes when those are through that came before. */
    void enter(Order order, OrderTerms.Limit limit) {
        if (order.market.taking.isEmpty() || !order.market.isCrossedBy(order.side(), limit.price())) {
            act(order, limit);
        } else if (limit.timeInForce() == TimeInForce.FOK) {
            orders.expire(order, ExpiryReason.FILL_OR_KILL);
        } else {
            orders.put(order, Order.Place.TAKING);
        }
    }

    /** Starts or cancels the pending order that waits until this one is filled. */
    void follow(Order order) {
        if (order.hasLost) {
            orders.cancelPending(order);
        } else if (order.left == 0) {
            orders.letPendingStart(order);
        }
    }

    /** Lets a limit order act: trade, then rest or expire. */
    void act(Order order, OrderTerms.Limit limit) {
        Price worst = limit.price();
        if (limit.timeInForce() == TimeInForce.FOK && !canFill(order, worst)) {
            orders.expire(order, ExpiryReason.FILL_OR_KILL);
            return;
        }
        switch (trade(order, order.left, worst)) {
            case FILLED -> orders.end(order);
            case BREAKER -> orders.expire(order, ExpiryReason.CIRCUIT_BREAKER);
            case FILL_LIMIT -> {
                if (world.isByRules6()) {
                    orders.goOnLater(order);
                } else {
                    orders.expire(order, ExpiryReason.FILL_LIMIT);
                }
            }
            case UNPAYABLE -> orders.expire(order, ExpiryReason.UNPAYABLE_REST);
            case BOOK, BEYOND -> {
                if (limit.mayRest()) {
                    orders.rest(order);
                } else {
                    orders.expire(order, ExpiryReason.IMMEDIATE_OR_CANCEL);
                }
            }
            case OWN -> {}
            case AMOUNT -> throw new IllegalStateException("it has no amount");
        }
    }

    /** True if a limit order that comes in now expires as one that is filled at once or never. */
    boolean isKilled(Order order) {
        if (!(order.terms instanceof OrderTerms.Limit limit) || limit.timeInForce() != TimeInForce.FOK) {
            return false;
        }
        boolean isBehind = !order.market.taking.isEmpty() && order.market.isCrossedBy(order.side(), limit.price());
        return isBehind || !canFill(order, limit.price());
    }

    private boolean canFill(Order order, Price worst) {
        return new Walk(world, money, order.account, order.market, order.side(), order.mode(), worst)
                        .of(order.left)
                        .quantity()
                == order.left;
    }

    /** Lets a market order act. */
    void actAsMarket(Order order) {
        Walk.End end = trade(order, order.left, order.market.band(order.side()));
        switch (end) {
            case FILLED -> orders.end(order);
            case BREAKER, FILL_LIMIT, BOOK, BEYOND, UNPAYABLE -> orders.expire(order, reasonOf(end));
            case OWN -> {}
            case AMOUNT -> throw new IllegalStateException("it has no amount");
        }
    }

    /** Lets an order by quote amount act, whose plan ended so. */
    void actByQuote(Order order, Walk.End planned) {
        Walk.End end = trade(order, order.left, order.market.band(order.side()));
        if (end == Walk.End.OWN) {
            return;
        }
        if (end != Walk.End.FILLED) {
            throw new IllegalStateException("a plan that was not met: " + end);
        }
        if (planned == Walk.End.AMOUNT) {
            orders.end(order);
        } else {
            orders.expire(order, reasonOf(planned));
        }
    }

    private static ExpiryReason reasonOf(Walk.End end) {
        return switch (end) {
            case BOOK -> ExpiryReason.NO_LIQUIDITY;
            case BEYOND -> ExpiryReason.PRICE_BAND;
            case FILL_LIMIT -> ExpiryReason.FILL_LIMIT;
            case BREAKER -> ExpiryReason.CIRCUIT_BREAKER;
            case OWN -> ExpiryReason.SELF_TRADE_PREVENTED;
            case UNPAYABLE -> ExpiryReason.UNPAYABLE_REST;
            case FILLED, AMOUNT -> throw new IllegalArgumentException("nothing expires: " + end);
        };
    }

    /**
     * Trades until {@code units} are used up or something ends it.
     *
     * @return {@link Walk.End#OWN} if prevention ended the order, which is published then
     */
    Walk.End trade(Order taker, long units, @Nullable Price worst) {
        Market market = taker.market;
        long rest = units;
        int fills = 0;
        int ended = 0;
        Set<Order> refreshed = new HashSet<>();
        MetBids bids = new MetBids(world, money, market, taker.side(), taker.account);
        while (rest > 0) {
            Order maker = market.best(taker.side().opposite());
            if (market.state == MarketState.HALTED) {
                return Walk.End.BREAKER;
            }
            if (maker == null) {
                return Walk.End.BOOK;
            }
            if (worst != null && !Market.reaches(taker.side(), worst, maker.price())) {
                return Walk.End.BEYOND;
            }
            if (world.isOverdue(maker)) {
                if (ended++ == World.FILLS_MAX) {
                    return Walk.End.FILL_LIMIT;
                }
                orders.endOverdue(maker);
                continue;
            }
            boolean isPrevented =
                    taker.mode() != SelfTradePrevention.NONE && maker.account.isOneOwnerWith(taker.account);
            if (!isPrevented && bids.isAboveLimit(maker)) {
                if (ended++ == World.FILLS_MAX) {
                    return Walk.End.FILL_LIMIT;
                }
                orders.expire(maker, ExpiryReason.POSITION_LIMIT);
                continue;
            }
            if (!isPrevented && money.isUnpayable(market, taker.side(), maker.price(), maker.shown)) {
                if (ended++ == World.FILLS_MAX) {
                    return Walk.End.FILL_LIMIT;
                }
                endOrRefresh(taker, maker, refreshed);
                continue;
            }
            if (fills == World.FILLS_MAX) {
                return Walk.End.FILL_LIMIT;
            }
            fills++;
            long before = taker.left;
            if (isPrevented) {
                prevent(taker, maker, rest, refreshed);
                if (taker.left == 0) {
                    orders.expire(taker, ExpiryReason.SELF_TRADE_PREVENTED);
                    return Walk.End.OWN;
                }
            } else if (money.isUnpayable(market, taker.side(), maker.price(), Math.min(rest, maker.shown))) {
                return Walk.End.UNPAYABLE;
            } else {
                fill(taker, maker, rest, refreshed);
            }
            rest -= before - taker.left;
        }
        return Walk.End.FILLED;
    }

    /** Ends a maker, or lets it show more, because its shown part could not be paid for. */
    private void endOrRefresh(Order taker, Order maker, Set<Order> refreshed) {
        if (money.isUnpayable(maker.market, taker.side(), maker.price(), maker.left)) {
            orders.expire(maker, ExpiryReason.UNPAYABLE_REST);
            return;
        }
        world.say(new OrderDisplayChanged(
                maker.id,
                maker.account.id,
                maker.market.id(),
                maker.side(),
                maker.price(),
                ((OrderTerms.Limit) maker.terms).display(),
                new Quantity(maker.shown)));
        refresh(maker, 0, refreshed);
    }

    private void fill(Order taker, Order maker, long rest, Set<Order> refreshed) {
        Market market = taker.market;
        long units = Math.min(rest, maker.shown);
        Price price = maker.price();
        BigInteger quote = money.fill(market, taker.side(), price, units);
        taker.left -= units;
        maker.left -= units;
        maker.shown -= units;
        money.release(maker);
        Money.Fees fees = money.settle(taker, maker, units, quote);
        market.last = price;
        world.touched.add(market);
        TradeId trade = new TradeId(++world.trades);
        world.say(new TradeExecuted(
                trade,
                market.id(),
                taker.side(),
                price,
                new Quantity(units),
                new Amount(market.quote(), quote.longValueExact()),
                new Fill(maker.id, maker.account.id, fees.maker(), new Quantity(maker.left)),
                new Fill(taker.id, taker.account.id, fees.taker(), new Quantity(taker.left))));
        repayments.follow(trade, maker, taker, fees, Money.big(units), quote);
        paid.receive(maker, taker, fees, units);
        afterwards(maker, maker.left == 0, rest - units, refreshed);
        takeIn(market, price);
    }

    /**
     * The consequences for a maker that traded or lost something.
     *
     * @param rest quantity that the taker still takes
     * @param refreshed makers that it has refreshed on its way
     */
    private void afterwards(Order maker, boolean isFilled, long rest, Set<Order> refreshed) {
        if (isFilled) {
            orders.end(maker);
        }
        orders.endOtherLeg(maker);
        if (isFilled) {
            orders.letPendingStart(maker);
        }
        if (maker.hasLost) {
            orders.cancelPending(maker);
        }
        if (!maker.hasEnded) {
            money.holdNeed(maker);
            if (maker.shown == 0) {
                refresh(maker, rest, refreshed);
            }
        }
    }

    private void refresh(Order maker, long rest, Set<Order> refreshed) {
        if (world.isByRules2() && rest > 0 && refreshed.contains(maker)) {
            maker.shown = Math.min(maker.left, Math.max(rest, shownNext(maker)));
        } else {
            maker.market.side(maker.side()).remove(maker);
            maker.shown = shownNext(maker);
            maker.market.join(maker);
            refreshed.add(maker);
        }
        world.say(new OrderRefreshed(
                maker.id, maker.market.id(), maker.side(), maker.price(), new Quantity(maker.shown)));
    }

    /** An iceberg's next part, of which a trade comes to something. */
    private long shownNext(Order maker) {
        return Math.min(maker.left, Math.max(maker.nextShown(), money.leastShown(maker)));
    }

    /** The breaker takes a trade in, and may halt the market. */
    private void takeIn(Market market, Price price) {
        if (!market.risk().breaker().isOn()) {
            return;
        }
        long step = world.now / market.stepNanos();
        market.window.removeIf(traded -> traded.step() <= step - CircuitBreaker.STEPS);
        market.window.add(new Market.Traded(step, price.units()));
        if (market.breaks(market.pricesInWindow(world.now))) {
            market.window.clear();
            market.state = MarketState.HALTED;
            market.resumes = world.now + market.risk().breaker().haltNanos();
            world.say(new MarketStateChanged(
                    market.id(), MarketState.HALTED, MarketStateCause.CIRCUIT_BREAKER, market.resumes));
        }
    }

    private void prevent(Order taker, Order maker, long rest, Set<Order> refreshed) {
        long both = Math.min(rest, maker.shown);
        long makerLoses =
                switch (taker.mode()) {
                    case EXPIRE_TAKER -> 0;
                    case EXPIRE_MAKER, EXPIRE_BOTH -> maker.left;
                    case DECREMENT, TRANSFER -> both;
                    case NONE -> throw new IllegalStateException("they trade");
                };
        long takerLoses =
                switch (taker.mode()) {
                    case EXPIRE_TAKER, EXPIRE_BOTH -> taker.left;
                    case EXPIRE_MAKER -> 0;
                    case DECREMENT, TRANSFER -> both;
                    case NONE -> throw new IllegalStateException("they trade");
                };
        Side side = taker.side();
        long visible = makerLoses == maker.left ? maker.shown : makerLoses;
        taker.left -= takerLoses;
        maker.left -= makerLoses;
        taker.hasLost |= takerLoses > 0;
        maker.hasLost |= makerLoses > 0;
        maker.shown -= visible;
        world.touched.add(taker.market);
        world.say(new SelfTradePrevented(
                taker.market.id(),
                side,
                maker.price(),
                maker.id,
                new Quantity(makerLoses),
                new Quantity(maker.left),
                new Quantity(visible),
                taker.id,
                new Quantity(takerLoses),
                new Quantity(taker.left)));
        if (maker.left == 0) {
            orders.expire(maker, ExpiryReason.SELF_TRADE_PREVENTED);
        } else if (makerLoses > 0) {
            money.release(maker);
            afterwards(maker, false, rest - takerLoses, refreshed);
        }
    }
}
