package com.flowex.risk.daily;

import com.flowex.desk.ListedMarket;
import com.flowex.risk.bar.DayBar;
import com.flowex.risk.measure.BookFigures;
import java.util.List;
import java.util.Optional;

/** What the exchange itself knows of its markets' days. */
public interface MarketDays {

    /** A market's days from one on, oldest first; a day without a trade has none. */
    List<DayBar> bars(ListedMarket market, long fromDay);

    /** Its book on average over the last week; empty where nothing is known of it. */
    Optional<BookFigures> book(ListedMarket market);
}
