package com.flowex.marketdata.api;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Request;
import com.flowex.marketdata.app.MarketQueries;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.CandleQueries;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.platform.errors.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Endpoint of a market's candles, which are read from the database. */
public final class KlinesEndpoint {

    private static final int LIMIT_DEFAULT = 500;

    /** Latest second that a request may name, so that no sum of seconds overflows: requests range from 1970 to 9999. */
    private static final long SECONDS_MAX =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final MarketQueries reads;
    private final MarketEndpoint markets;

    public KlinesEndpoint(MarketQueries reads, MarketEndpoint markets) {
        this.reads = reads;
        this.markets = markets;
    }

    private record KlineOut(
            Instant openTime,
            Instant closeTime,
            String open,
            String high,
            String low,
            String close,
            String volume,
            String quoteVolume,
            long trades) {

        static KlineOut of(Listing listing, Interval interval, Candle candle) {
            return new KlineOut(
                    Instant.ofEpochSecond(candle.openSeconds()),
                    Instant.ofEpochSecond(interval.closeOf(candle.openSeconds())),
                    listing.priceText(candle.openUnits()),
                    listing.priceText(candle.highUnits()),
                    listing.priceText(candle.lowUnits()),
                    listing.priceText(candle.closeUnits()),
                    listing.volumeText(candle.volumeUnits()),
                    listing.quoteVolumeText(candle.quoteVolumeUnits()),
                    candle.trades());
        }
    }

    public Answer klines(Request request) {
        PublicMarket market = markets.market(request);
        Interval interval = interval(request);
        CandleQueries.Range range = range(request);
        List<Candle> candles = reads.candles(market, interval, range);
        return Answer.ok(Page.whole(candles.stream()
                .map(candle -> KlineOut.of(market.listing(), interval, candle))
                .toList()));
    }

    private static Interval interval(Request request) {
        String code = request.query("interval").orElse(Interval.ONE_MINUTE.code());
        return Interval.of(code).orElseThrow(() -> Refusal.invalid("interval", "one of " + codes()));
    }

    private static String codes() {
        return Arrays.stream(Interval.values()).map(Interval::code).collect(Collectors.joining(", "));
    }

    private static CandleQueries.Range range(Request request) {
        int limit = Math.toIntExact(request.queryNumber("limit", LIMIT_DEFAULT, 1, CandleQueries.LIMIT_MAX));
        boolean latest = request.query("start").isEmpty();
        return new CandleQueries.Range(
                seconds(request, "start", 0), seconds(request, "end", SECONDS_MAX), latest, limit);
    }

    /**
     * Returns the first whole second that is not before the time in the query, in seconds since 1970. An absent or
     * empty time gives {@code otherwise}.
     */
    private static long seconds(Request request, String name, long otherwise) {
        String text = request.query(name).orElse("");
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            Instant moment = Instant.parse(text);
            long seconds = moment.getEpochSecond() + (moment.getNano() == 0 ? 0 : 1);
            if (seconds >= 0 && seconds <= SECONDS_MAX) {
                return seconds;
            }
        } catch (DateTimeException e) {
            // Falls through: this time is refused like one that is out of range.
        }
        throw Refusal.invalid(name, "a time such as 2026-11-20T09:30:00Z, from 1970 to 9999");
    }
}
