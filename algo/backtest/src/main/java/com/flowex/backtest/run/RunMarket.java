package com.flowex.backtest.run;

import com.flowex.backtest.data.CandleSource;
import com.flowex.backtest.data.DataException;
import com.flowex.backtest.data.MarketDataSource;
import com.flowex.backtest.fill.Arrival;
import com.flowex.backtest.fill.FeedHost;
import com.flowex.backtest.venue.RunVenue;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.MarketTrade;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One market of a run: own open orders, requests on their way, and the strategy's data of it. */
final class RunMarket implements FeedHost {

    final VenueMarket market;
    final Set<OwnOrder> open = new LinkedHashSet<>();
    final Set<OwnOrder> waiting = new LinkedHashSet<>();
    final List<BarSeries> series = new ArrayList<>();
    final BookSubscription book;
    private final RunCore core;
    private final @Nullable BarInterval baseInterval;
    private final Deque<Request> requests = new ArrayDeque<>();
    private final RunningExtreme lowestAsk = new RunningExtreme();
    private final RunningExtreme highestBidNegated = new RunningExtreme();
    boolean wantsTrades;
    long buyUnits;
    long sellUnits;
    long tradedUnits;
    int slicedOrders;
    long offTick;
    private long requestCount;

    RunMarket(RunCore core, VenueMarket market, MarketDataSource data) {
        this.core = core;
        this.market = market;
        this.baseInterval = data instanceof CandleSource candles ? candles.interval() : null;
        this.book = new BookSubscription(core, market);
    }

    void request(Request request) {
        requests.addLast(request);
        requestCount++;
    }

    /** Returns the requests that never reached the exchange. */
    Iterable<Request> unsent() {
        return requests;
    }

    /** Returns the best opposite price since a time: the lowest ask for a buy; 0 if there was none. */
    long bestOpposite(Side side, long sinceNanos) {
        long best = (side == Side.BUY ? lowestAsk : highestBidNegated).since(sinceNanos);
        return best == Long.MAX_VALUE ? 0 : Math.abs(best);
    }

    @Override
    public RunVenue venue() {
        return core.venue;
    }

    @Override
    public int openOrders() {
        return open.size();
    }

    @Override
    public long openUnits(Side side) {
        return side == Side.BUY ? buyUnits : sellUnits;
    }

    @Override
    public long unitsAhead(Side side, long priceUnits, long orderId) {
        long units = 0;
        for (OwnOrder order : open) {
            boolean isAhead = order.side() == side && order.restsAtUnits == priceUnits && order.orderId < orderId;
            units += isAhead ? order.remainingUnits : 0;
        }
        return units;
    }

    @Override
    public @Nullable Side slicedSide() {
        if (slicedOrders > 0) {
            for (OwnOrder order : open) {
                if (order.isSliced()) {
                    return order.side();
                }
            }
        }
        return null;
    }

    @Override
    public long nextSliceNanos() {
        long next = Long.MAX_VALUE;
        if (slicedOrders > 0) {
            for (OwnOrder order : open) {
                next = Math.min(next, order.nextSliceNanos);
            }
        }
        return next;
    }

    @Override
    public boolean isWaiting() {
        return !waiting.isEmpty();
    }

    @Override
    public long ownBest(Side side) {
        long best = 0;
        for (OwnOrder order : open) {
            boolean isInBook = order.side() == side && order.restsAtUnits != 0;
            boolean isBetter = best == 0 || (side == Side.BUY ? order.restsAtUnits > best : order.restsAtUnits < best);
            best = isInBook && isBetter ? order.restsAtUnits : best;
        }
        return best;
    }

    @Override
    public void triggers(TriggerReader reader) {
        for (OwnOrder order : waiting) {
            boolean isBuy = order.side() == Side.BUY;
            switch (order.trigger) {
                case Trigger.StopLoss(var price, var _) -> reader.trigger(order.side(), price.units(), isBuy);
                case Trigger.TakeProfit(var price, var _) -> reader.trigger(order.side(), price.units(), !isBuy);
                case Trigger.Trailing trailing -> {
                    if (order.extremeUnits != 0) {
                        long distance = trailing.distance(order.extremeUnits);
                        long level = isBuy ? order.extremeUnits + distance : order.extremeUnits - distance;
                        reader.trigger(order.side(), level, isBuy);
                    }
                }
                case Trigger.Activated _ -> throw new IllegalStateException("strategies have no such order");
                case null -> {}
            }
        }
    }

    @Override
    public long tradedUnits() {
        return tradedUnits;
    }

    @Override
    public @Nullable Arrival nextArrival() {
        Request next = requests.peekFirst();
        return next == null ? null : next.arrival();
    }

    @Override
    public long requestCount() {
        return requestCount;
    }

    @Override
    public void arrive() {
        core.orders.send(requests.removeFirst(), this);
    }

    @Override
    public void arriveCancels(long untilNanos) {
        boolean isBehindAnOrder = false;
        for (Iterator<Request> all = requests.iterator(); all.hasNext(); ) {
            Request next = all.next();
            if (next.arrival().arrivalNanos() > untilNanos) {
                return;
            }
            if (next instanceof Request.Place) {
                isBehindAnOrder = true;
            } else {
                boolean isDone =
                        next instanceof Request.Cancel(var _, var order) ? order.hasArrived() : !isBehindAnOrder;
                if (isDone || next instanceof Request.CancelAll) {
                    core.orders.send(next, this);
                }
                if (isDone) {
                    all.remove();
                }
            }
        }
    }

    @Override
    public void best(long bidUnits, long askUnits) {
        long now = core.venue.timeNanos();
        if (askUnits != 0) {
            lowestAsk.add(now, askUnits);
        }
        if (bidUnits != 0) {
            highestBidNegated.add(now, -bidUnits);
        }
    }

    /** Forgets past prices once no order asks for them. */
    void forgetPrices() {
        if (open.isEmpty()) {
            lowestAsk.clear();
            highestBidNegated.clear();
        }
    }

    @Override
    public void mark(long priceUnits) {
        if (priceUnits == 0) {
            throw new DataException("a price of " + market.symbol() + " is outside of its rules: below half a tick or"
                    + " above the highest price");
        }
        core.equity.mark(market.index, priceUnits);
    }

    @Override
    public void barClosed(Bar bar) {
        countOffTick(bar.open(), bar.high(), bar.low(), bar.close());
        for (BarSeries bars : series) {
            if (bars.interval().equals(baseInterval)) {
                bars.whole(bar.openNanos(), bar);
            } else {
                bars.add(bar.openNanos(), bar);
            }
        }
        core.isMarkDue = true;
    }

    private void countOffTick(double... prices) {
        for (double price : prices) {
            offTick += market.isOnTick(price) ? 0 : 1;
        }
    }

    @Override
    public void trade(double price, double quantity, Side takerSide) {
        long now = core.venue.timeNanos();
        countOffTick(price);
        for (BarSeries bars : series) {
            bars.add(now, new Bar(market.symbol(), bars.interval(), now, price, price, price, price, quantity));
        }
        if (wantsTrades) {
            core.callbacks.add(new Callback.OfTrade(new MarketTrade(market.symbol(), now, price, quantity, takerSide)));
        }
    }

    @Override
    public void bookChanged() {
        book.changed();
    }
}
