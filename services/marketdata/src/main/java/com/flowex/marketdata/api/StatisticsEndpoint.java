package com.flowex.marketdata.api;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Request;
import com.flowex.marketdata.app.MarketStatistics;
import com.flowex.marketdata.store.Window;

/** Endpoint of computed market data: figures of any window, volume by price, the book over time, movers. */
public final class StatisticsEndpoint {

    private static final String DAY = "24h";
    private static final int BINS = 50;
    private static final int BINS_MAX = 200;
    private static final int MOVERS = 10;
    private static final int MOVERS_MAX = 50;

    private final MarketStatistics statistics;
    private final MarketEndpoint markets;

    public StatisticsEndpoint(MarketStatistics statistics, MarketEndpoint markets) {
        this.statistics = statistics;
        this.markets = markets;
    }

    public Answer statistics(Request request) {
        return Answer.ok(statistics.statistics(markets.market(request), window(request, 1, Window.SECONDS_MAX)));
    }

    public Answer profile(Request request) {
        int bins = Math.toIntExact(request.queryNumber("bins", BINS, 1, BINS_MAX));
        long window = window(request, 3_600, MarketStatistics.HISTORY_SECONDS_MAX);
        return Answer.ok(statistics.profile(markets.market(request), window, bins));
    }

    public Answer book(Request request) {
        long window = window(request, 60, MarketStatistics.HISTORY_SECONDS_MAX);
        return Answer.ok(statistics.book(markets.market(request), window));
    }

    public Answer movers(Request request) {
        int limit = Math.toIntExact(request.queryNumber("limit", MOVERS, 1, MOVERS_MAX));
        long window = window(request, 60, MarketStatistics.MOVERS_SECONDS_MAX);
        return Answer.ok(statistics.movers(request.tenant(), window, limit));
    }

    private static long window(Request request, long unit, long most) {
        return Window.seconds(request.query("window").orElse(DAY), unit, most);
    }
}
