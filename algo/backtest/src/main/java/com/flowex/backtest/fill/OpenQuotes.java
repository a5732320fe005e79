package com.flowex.backtest.fill;

import com.flowex.backtest.venue.RunVenue;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import java.util.EnumSet;

/** Quotes of the model "next open": any quantity at exactly the price of the path, on the side that is needed. */
final class OpenQuotes implements PathQuotes {

    /** A quote that was traded completely is renewed this often, for orders above the highest quantity together. */
    private static final int RENEWALS_MAX = 1_000;

    private final FeedHost host;
    private final VenueMarket market;
    private final TradePrint print;
    private boolean areOut;

    OpenQuotes(FeedHost host, VenueMarket market) {
        this.host = host;
        this.market = market;
        this.print = new TradePrint(host, market);
    }

    @Override
    public void beginBar(double volume) {
        // Quantities are not bounded by the volume.
    }

    @Override
    public void visit(long price, boolean isFalling, boolean prints) {
        withdraw();
        host.best(price, price);
        Side first = isFalling ? Side.SELL : Side.BUY;
        meet(first, price);
        withdraw();
        meet(first.opposite(), price);
        withdraw();
        if (prints) {
            print(price);
        }
        Side sliced = host.slicedSide();
        if (sliced != null) {
            // The slice that is due comes right after this step.
            out(sliced.opposite(), price, host.openUnits(sliced));
        }
    }

    /**
     * Shows a trade at the price to waiting orders, with quotes for those that it triggers. Where orders of both sides
     * are triggered, buyers pay a tick more: no book has bid and ask at one price.
     */
    private void print(long price) {
        EnumSet<Side> met = EnumSet.noneOf(Side.class);
        host.triggers((side, level, isUpwards) -> {
            if (isUpwards ? price >= level : price <= level) {
                met.add(side);
            }
        });
        boolean hasSells = met.contains(Side.SELL);
        long printed = market.orderMin(price);
        if (hasSells) {
            out(Side.BUY, price, host.openUnits(Side.SELL) + printed);
        }
        if (met.contains(Side.BUY)) {
            out(Side.SELL, hasSells ? price + market.rules.tickUnits() : price, host.openUnits(Side.BUY) + printed);
        }
        areOut = true;
        print.print(price);
        withdraw();
    }

    /** Offers to own orders of the other side until they have what they want at this price. */
    private void meet(Side side, long price) {
        for (int i = 0; i < RENEWALS_MAX; i++) {
            long requested = host.openUnits(side.opposite());
            if (requested == 0) {
                return;
            }
            long before = host.tradedUnits();
            long offered = out(side, price, requested);
            if (host.tradedUnits() - before < offered) {
                return;
            }
        }
    }

    private long out(Side side, long price, long requested) {
        long most = market.lotsDown(market.rules.quantityMaxUnits());
        long quantity = Math.min(most, Math.max(requested, market.orderMin(price)));
        areOut = true;
        host.venue().quote(RunVenue.counterparty(0), market, side, price, quantity, TimeInForce.GTC);
        return quantity;
    }

    @Override
    public void beforeArrival(long price, Arrival arrival) {
        Side side = arrival.side();
        if (side != null) {
            withdraw();
            if (arrival.isConditional()) {
                print(price);
            }
            host.best(price, price);
            out(side.opposite(), price, arrival.quantityUnits());
        }
    }

    @Override
    public void afterArrival(long price) {
        withdraw();
    }

    @Override
    public void withdraw() {
        if (areOut) {
            areOut = false;
            host.venue().withdraw(RunVenue.counterparty(0), market);
        }
    }

    @Override
    public boolean areArrivalsAtOpenOnly() {
        return true;
    }
}
