package com.flowex.risk.daily;

import com.flowex.desk.ListedMarket;
import com.flowex.risk.bar.DayBar;
import com.flowex.risk.measure.BookFigures;
import java.util.List;
import java.util.Optional;

/** The exchange's own history of its markets. */
public interface MarketDays {

    /** Returns a market's daily bars from the given day on, oldest first; a day without a trade has none. */
    List<DayBar> bars(ListedMarket market, long fromDay);

    /** Returns its average book over the last week; empty if none is known. */
    Optional<BookFigures> book(ListedMarket market);
}
