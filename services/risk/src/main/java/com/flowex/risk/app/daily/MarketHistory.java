package com.flowex.risk.app.daily;

import com.flowex.orderentry.market.ListedMarket;
import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.measure.BookStatistics;
import java.util.List;
import java.util.Optional;

/** The exchange's own history of its markets. */
public interface MarketHistory {

    /** Returns a market's daily bars from the given day on, oldest first; a day without a trade has none. */
    List<DailyBar> bars(ListedMarket market, long fromDay);

    /** Returns its average book over the last week; empty if none is known. */
    Optional<BookStatistics> book(ListedMarket market);
}
