package com.flowex.engine.oracle;

import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Price;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Section 2, walking the book: what matching would do, on a copy of the other side. */
final class Walk {

    /** Why it went no further. */
    enum End {
        /** All of the quantity is found. */
        FILLED,
        /** A plan: all of the amount is used. */
        AMOUNT,
        BOOK,
        BEYOND,
        FILL_LIMIT,
        BREAKER,
        OWN,
        /** The order's rest could not be paid for. */
        UNPAYABLE
    }

    /**
     * Result of a walk.
     *
     * @param quantity in a plan: all that the order would go through; else the quantity that it would trade
     * @param quote cost of that
     * @param left quantity that is neither traded nor prevented; 0 in a plan
     */
    record Result(long quantity, BigInteger quote, End end, long left) {}

    /** A resting order's copy. */
    private static final class Part {
        final Order order;
        long left;
        long shown;
        boolean isRefreshed;

        Part(Order order) {
            this.order = order;
            this.left = order.left;
            this.shown = order.shown;
        }

        boolean isOf(Account taker) {
            return order.account.isOneOwnerWith(taker);
        }
    }

    private final World world;
    private final Money money;
    private final Account taker;
    private final Market market;
    private final Side side;
    private final SelfTradePrevention mode;
    private final @Nullable Price worst;
    private final List<Part> queue = new ArrayList<>();
    private final List<Long> window;
    private final MetBids bids;
    private int fills;
    private int ended;
    private long quantity;
    private BigInteger quote = BigInteger.ZERO;

    /**
     * A walk of an order.
     *
     * @param worst no trade beyond this price; null: at any
     */
    Walk(
            World world,
            Money money,
            Account taker,
            Market market,
            Side side,
            SelfTradePrevention mode,
            @Nullable Price worst) {
        this.world = world;
        this.money = money;
        this.taker = taker;
        this.market = market;
        this.side = side;
        this.mode = mode;
        this.worst = worst;
        this.window = new ArrayList<>(market.pricesInWindow(world.now));
        this.bids = new MetBids(world, money, market, side, taker);
        market.side(side.opposite()).forEach(order -> queue.add(new Part(order)));
    }

    /** For an order of so much. */
    Result of(long units) {
        long missing = units;
        while (missing > 0) {
            End end = endBeforeNext();
            if (end != null) {
                return new Result(quantity, quote, end, missing);
            }
            Part part = queue.getFirst();
            fills++;
            long met = Math.min(missing, part.shown);
            if (!isPrevented(part) && isUnpayable(part, met)) {
                return new Result(quantity, quote, End.UNPAYABLE, missing);
            }
            if (isPrevented(part) && mode == SelfTradePrevention.EXPIRE_MAKER) {
                queue.removeFirst();
                continue;
            }
            missing -= met;
            if (!isPrevented(part)) {
                trade(part, met);
            }
            take(part, met);
            if (!isPrevented(part) && market.breaks(window) && missing > 0) {
                return new Result(quantity, quote, End.BREAKER, missing);
            }
        }
        return new Result(quantity, quote, End.FILLED, 0);
    }

    /** For an order by quote amount. */
    Result plan(long quoteUnits) {
        BigInteger rest = Money.big(quoteUnits);
        while (rest.signum() > 0) {
            End end = endBeforeNext();
            if (end != null) {
                return new Result(quantity, quote, end, 0);
            }
            Part part = queue.getFirst();
            if (isPrevented(part) && mode == SelfTradePrevention.EXPIRE_MAKER) {
                fills++;
                queue.removeFirst();
                continue;
            }
            long units = covered(part, rest);
            if (!isPrevented(part) && isUnpayable(part, units)) {
                return new Result(quantity, quote, End.AMOUNT, 0);
            }
            if (units > 0) {
                fills++;
                trade(part, units);
                rest = Money.big(quoteUnits).subtract(quote);
            }
            if (units < part.shown) {
                return new Result(quantity, quote, End.AMOUNT, 0);
            }
            take(part, units);
            if (!isPrevented(part) && market.breaks(window) && rest.signum() > 0) {
                return new Result(quantity, quote, End.BREAKER, 0);
            }
        }
        return new Result(quantity, quote, End.AMOUNT, 0);
    }

    private @Nullable End endBeforeNext() {
        while (!queue.isEmpty() && isInReach(queue.getFirst()) && leavesUnfilled(queue.getFirst())) {
            if (ended++ == World.FILLS_MAX) {
                return End.FILL_LIMIT;
            }
            Part part = queue.removeFirst();
            if (!ends(part) && !isUnpayable(part, part.left)) {
                refresh(part);
            }
        }
        if (queue.isEmpty()) {
            return End.BOOK;
        }
        Part next = queue.getFirst();
        if (!isInReach(next)) {
            return End.BEYOND;
        }
        if (fills == World.FILLS_MAX) {
            return End.FILL_LIMIT;
        }
        boolean endsAtOwn = mode == SelfTradePrevention.EXPIRE_TAKER || mode == SelfTradePrevention.EXPIRE_BOTH;
        return isPrevented(next) && endsAtOwn ? End.OWN : null;
    }

    /** It ends, or what it shows could not be paid for: then it shows more. */
    private boolean leavesUnfilled(Part part) {
        return ends(part) || !isPrevented(part) && isUnpayable(part, part.shown);
    }

    /** Its time is past, or its trade would lead its customer above a limit. */
    private boolean ends(Part part) {
        return world.isOverdue(part.order) || !isPrevented(part) && bids.isAboveLimit(part.order);
    }

    private boolean isUnpayable(Part part, long units) {
        return money.isUnpayable(market, side, part.order.price(), units);
    }

    private boolean isInReach(Part part) {
        return worst == null || Market.reaches(side, worst, part.order.price());
    }

    private boolean isPrevented(Part part) {
        return mode != SelfTradePrevention.NONE && part.isOf(taker);
    }

    /** All of the shown part if the rest of the amount covers it, else as many whole lots as it covers. */
    private long covered(Part part, BigInteger rest) {
        if (notional(part, part.shown).compareTo(rest) <= 0) {
            return part.shown;
        }
        long lot = market.rules().lotUnits();
        long least = 0;
        long most = part.shown / lot;
        while (least < most) {
            long middle = least + (most - least + 1) / 2;
            if (notional(part, middle * lot).compareTo(rest) <= 0) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return least * lot;
    }

    private BigInteger notional(Part part, long units) {
        return money.fill(market, side, part.order.price(), units);
    }

    /** Counts a trade; a plan counts a decrement as one. */
    private void trade(Part part, long units) {
        boolean fits = units <= Long.MAX_VALUE - quantity;
        quantity = fits || !world.isByRules2() ? quantity + units : Long.MAX_VALUE;
        quote = quote.add(notional(part, units));
        if (!isPrevented(part)) {
            window.add(part.order.price().units());
        }
    }

    private void take(Part part, long units) {
        part.left -= units;
        part.shown -= units;
        if (part.shown == 0) {
            queue.removeFirst();
            if (part.left > 0) {
                refresh(part);
            }
        }
    }

    private void refresh(Part part) {
        if (world.isByRules2() && part.isRefreshed) {
            part.shown = part.left;
            queue.addFirst(part);
            return;
        }
        part.isRefreshed = true;
        long display = ((OrderTerms.Limit) part.order.terms).display().units();
        part.shown = Math.min(part.left, Math.max(display, money.leastShown(part.order)));
        int at = 0;
        while (at < queue.size() && queue.get(at).order.price().equals(part.order.price())) {
            at++;
        }
        queue.add(at, part);
    }
}
