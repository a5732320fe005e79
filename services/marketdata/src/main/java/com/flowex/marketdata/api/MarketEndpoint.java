package com.flowex.marketdata.api;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Request;
import com.flowex.access.socket.StreamClock;
import com.flowex.domain.RejectReason;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.view.DepthJson;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.PublicMarkets;
import com.flowex.platform.errors.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Endpoint of tickers, trades and depth, which are answered from memory. */
public final class MarketEndpoint {

    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 500;

    private final Supplier<PublicMarkets> markets;
    private final StreamClock clock;

    /** @param markets supplier of the markets as they are now; it returns another object after a rebuild */
    public MarketEndpoint(Supplier<PublicMarkets> markets, StreamClock clock) {
        this.markets = markets;
        this.clock = clock;
    }

    public Answer tickers(Request request) {
        return Answer.ok(Page.whole(markets.get().of(request.tenant()).stream()
                .map(market -> Ticker.of(market.listing(), market.view(), clock.seconds()))
                .toList()));
    }

    public Answer ticker(Request request) {
        PublicMarket market = market(request);
        return Answer.ok(Ticker.of(market.listing(), market.view(), clock.seconds()));
    }

    public Answer depth(Request request) {
        PublicMarket market = market(request);
        int limit = limit(request);
        String page = DepthJson.page(market.listing(), market.view().depth().depth(), limit);
        return Answer.bytes(200, "application/json", page.getBytes(StandardCharsets.US_ASCII));
    }

    private record TradeOut(String id, String price, String quantity, String side, long sequence, Instant executedAt) {

        static TradeOut of(Listing listing, PublicTrade trade) {
            return new TradeOut(
                    Long.toString(trade.id()),
                    listing.priceText(trade.priceUnits()),
                    listing.quantityText(trade.quantityUnits()),
                    trade.takerSide().name().toLowerCase(Locale.ROOT),
                    trade.sequence(),
                    Instant.ofEpochSecond(0, trade.timeNanos()));
        }
    }

    public Answer trades(Request request) {
        PublicMarket market = market(request);
        int limit = limit(request);
        List<PublicTrade> trades = market.tape().before(request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(Page.of(trades, limit, trade -> request.cursorBehind(trade.sequence()))
                .map(trade -> TradeOut.of(market.listing(), trade)));
    }

    private static int limit(Request request) {
        return Math.toIntExact(request.queryNumber("limit", LIMIT_DEFAULT, 1, LIMIT_MAX));
    }

    /** Returns the market that the path names; refuses with 404 when it is not listed. */
    PublicMarket market(Request request) {
        return markets.get()
                .find(request.tenant(), request.path("symbol"))
                .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT));
    }
}
