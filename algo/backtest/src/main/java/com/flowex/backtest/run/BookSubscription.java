package com.flowex.backtest.run;

import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.order.Side;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.BookTop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The strategy's subscription of one market's book: its top, its best levels, or nothing. */
final class BookSubscription {

    private final RunCore core;
    private final VenueMarket market;
    private boolean wantsTop;
    private int depth;
    private @Nullable BookTop lastTop;
    private List<BookDepth.Level> lastBids = List.of();
    private List<BookDepth.Level> lastAsks = List.of();

    BookSubscription(RunCore core, VenueMarket market) {
        this.core = core;
        this.market = market;
    }

    void wantTop() {
        wantsTop = true;
    }

    void wantDepth(int levels) {
        depth = Math.max(depth, levels);
    }

    boolean isRequested() {
        return wantsTop || depth > 0;
    }

    void changed() {
        if (!isRequested()) {
            return;
        }
        int levels = Math.max(1, depth);
        List<BookDepth.Level> bids = levels(Side.BUY, levels);
        List<BookDepth.Level> asks = levels(Side.SELL, levels);
        if (bids.equals(lastBids) && asks.equals(lastAsks)) {
            return;
        }
        lastBids = bids;
        lastAsks = asks;
        long now = core.venue.timeNanos();
        if (wantsTop) {
            addTop(now);
        }
        if (depth > 0) {
            core.callbacks.add(new Callback.OfDepth(new BookDepth(market.symbol(), now, bids, asks)));
        }
    }

    private void addTop(long now) {
        BookDepth.Level bid = lastBids.isEmpty() ? new BookDepth.Level(0, 0) : lastBids.getFirst();
        BookDepth.Level level = lastAsks.isEmpty() ? new BookDepth.Level(0, 0) : lastAsks.getFirst();
        BookTop top = new BookTop(market.symbol(), now, bid.price(), bid.quantity(), level.price(), level.quantity());
        BookTop before = lastTop;
        boolean isSame = before != null
                && before.bid() == top.bid()
                && before.bidQuantity() == top.bidQuantity()
                && before.ask() == top.ask()
                && before.askQuantity() == top.askQuantity();
        if (!isSame) {
            lastTop = top;
            core.callbacks.add(new Callback.OfTop(top));
        }
    }

    private List<BookDepth.Level> levels(Side side, int count) {
        List<BookDepth.Level> levels = new ArrayList<>(count);
        core.venue.levels(
                market,
                side,
                count,
                (price, quantity) -> levels.add(new BookDepth.Level(market.price(price), market.base(quantity))));
        return levels;
    }
}
