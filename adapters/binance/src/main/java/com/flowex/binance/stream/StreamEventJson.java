package com.flowex.binance.stream;

import com.flowex.binance.dialect.Timestamp;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.binance.market.WindowStatistics;
import com.flowex.domain.order.Side;
import com.flowex.marketdata.api.stream.Kline;
import com.flowex.marketdata.store.AggregateTrade;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.book.Depth;
import com.flowex.marketdata.view.book.DepthChange;
import com.flowex.marketdata.view.book.Levels;
import java.time.InstantSource;

/**
 * JSON of stream events. It is built by hand, because it is made many times a second: all values are digits, points or
 * symbols, so nothing needs escaping.
 */
final class StreamEventJson {

    private static final int CHARACTERS_PER_LEVEL = 28;

    private final InstantSource clock;
    private final TimestampUnit unit;

    /** @param unit unit of the times */
    StreamEventJson(InstantSource clock, TimestampUnit unit) {
        this.clock = clock;
        this.unit = unit;
    }

    private StringBuilder event(String type, Listing listing) {
        return new StringBuilder(320)
                .append("{\"e\":\"")
                .append(type)
                .append("\",\"E\":")
                .append(Timestamp.of(clock.instant()).in(unit))
                .append(",\"s\":\"")
                .append(symbol(listing))
                .append('"');
    }

    /** Returns the symbol in this dialect. */
    static String symbol(Listing listing) {
        return listing.symbol().replace("-", "");
    }

    String trade(Listing listing, PublicTrade trade) {
        StringBuilder text = event("trade", listing);
        number(text, "t", trade.id());
        quoted(text, "p", listing.priceText(trade.priceUnits()));
        quoted(text, "q", listing.quantityText(trade.quantityUnits()));
        return made(text, trade.timeNanos(), trade.takerSide());
    }

    String aggregate(Listing listing, AggregateTrade trades) {
        StringBuilder text = event("aggTrade", listing);
        number(text, "a", trades.firstTrade());
        quoted(text, "p", listing.priceText(trades.priceUnits()));
        quoted(text, "q", listing.volumeText(trades.quantityUnits()));
        number(text, "f", trades.firstTrade());
        number(text, "l", trades.lastTrade());
        return made(text, trades.timeNanos(), trades.takerSide());
    }

    private String made(StringBuilder text, long timeNanos, Side taker) {
        number(text, "T", unit.of(timeNanos));
        return text.append(",\"m\":")
                .append(taker == Side.SELL)
                .append(",\"M\":true}")
                .toString();
    }

    String kline(PublicMarket market, Kline kline) {
        Listing listing = market.listing();
        Candle candle = kline.candle();
        StringBuilder text = event("kline", listing);
        text.append(",\"k\":{\"t\":")
                .append(Timestamp.ofSeconds(candle.openSeconds()).in(unit));
        number(
                text,
                "T",
                Timestamp.lastBefore(kline.interval().closeOf(candle.openSeconds()))
                        .in(unit));
        quoted(text, "s", symbol(listing));
        quoted(text, "i", kline.interval().code());
        number(text, "f", candle.takers().firstTrade());
        number(text, "L", candle.takers().lastTrade());
        quoted(text, "o", listing.priceText(candle.openUnits()));
        quoted(text, "c", listing.priceText(candle.closeUnits()));
        quoted(text, "h", listing.priceText(candle.highUnits()));
        quoted(text, "l", listing.priceText(candle.lowUnits()));
        quoted(text, "v", listing.volumeText(candle.volumeUnits()));
        number(text, "n", candle.trades());
        text.append(",\"x\":").append(kline.closed());
        quoted(text, "q", listing.quoteVolumeText(candle.quoteVolumeUnits()));
        quoted(text, "V", listing.volumeText(candle.takers().boughtUnits()));
        quoted(text, "Q", listing.quoteVolumeText(candle.takers().boughtQuoteUnits()));
        return text.append(",\"B\":\"0\"}}").toString();
    }

    String miniTicker(WindowStatistics day) {
        StringBuilder text = event("24hrMiniTicker", day.listing());
        quoted(text, "c", day.lastPrice());
        prices(text, day);
        return text.append('}').toString();
    }

    private static void prices(StringBuilder text, WindowStatistics statistics) {
        quoted(text, "o", statistics.openPrice());
        quoted(text, "h", statistics.highPrice());
        quoted(text, "l", statistics.lowPrice());
        quoted(text, "v", statistics.volume());
        quoted(text, "q", statistics.quoteVolume());
    }

    String dayTicker(WindowStatistics day) {
        StringBuilder text = ticker("24hrTicker", day);
        quoted(text, "x", day.priceBefore());
        quoted(text, "Q", day.lastQuantity());
        Depth depth = day.view().depth().depth();
        best(text, day.listing(), depth);
        return text.append('}').toString();
    }

    /** @param window such as {@code 1h} */
    String windowTicker(String window, WindowStatistics statistics) {
        return ticker(window + "Ticker", statistics).append('}').toString();
    }

    private StringBuilder ticker(String type, WindowStatistics statistics) {
        StringBuilder text = event(type, statistics.listing());
        quoted(text, "p", statistics.change());
        quoted(text, "P", statistics.changePercent());
        quoted(text, "w", statistics.averagePrice());
        quoted(text, "c", statistics.lastPrice());
        prices(text, statistics);
        number(text, "O", statistics.openTime().in(unit));
        number(text, "C", statistics.closeTime().in(unit));
        number(text, "F", statistics.firstTrade());
        number(text, "L", statistics.lastTrade());
        number(text, "n", statistics.trades());
        return text;
    }

    String averagePrice(WindowStatistics latest) {
        StringBuilder text = event("avgPrice", latest.listing());
        quoted(text, "i", latest.minutes() + "m");
        quoted(text, "w", latest.averageOrLast());
        number(text, "T", latest.lastTradeTime().in(unit));
        return text.append('}').toString();
    }

    static String best(Listing listing, Depth depth) {
        StringBuilder text = new StringBuilder(160).append("{\"u\":").append(depth.sequence());
        quoted(text, "s", symbol(listing));
        best(text, listing, depth);
        return text.append('}').toString();
    }

    private static void best(StringBuilder text, Listing listing, Depth depth) {
        quoted(text, "b", price(listing, depth.bids()));
        quoted(text, "B", quantity(listing, depth.bids()));
        quoted(text, "a", price(listing, depth.asks()));
        quoted(text, "A", quantity(listing, depth.asks()));
    }

    private static String price(Listing listing, Levels levels) {
        return levels.isEmpty() ? "0" : listing.priceText(levels.priceUnits(0));
    }

    private static String quantity(Listing listing, Levels levels) {
        return levels.isEmpty() ? "0" : listing.volumeText(levels.quantityUnits(0));
    }

    /** Returns a snapshot of the best levels. */
    static String partialDepth(Listing listing, Depth depth, int limit) {
        StringBuilder text = new StringBuilder(64 + 2 * limit * CHARACTERS_PER_LEVEL);
        text.append("{\"lastUpdateId\":").append(depth.sequence());
        levels(text, ",\"bids\":[", listing, depth.bids(), limit);
        levels(text, "],\"asks\":[", listing, depth.asks(), limit);
        return text.append("]}").toString();
    }

    String depthUpdate(Listing listing, DepthChange change) {
        StringBuilder text = event("depthUpdate", listing);
        number(text, "U", change.previous() + 1);
        number(text, "u", change.sequence());
        levels(text, ",\"b\":[", listing, change.bids(), Integer.MAX_VALUE);
        levels(text, "],\"a\":[", listing, change.asks(), Integer.MAX_VALUE);
        return text.append("]}").toString();
    }

    private static void levels(StringBuilder text, String head, Listing listing, Levels levels, int limit) {
        text.append(head);
        for (int i = 0; i < Math.min(limit, levels.size()); i++) {
            text.append(i == 0 ? "[\"" : ",[\"").append(listing.priceText(levels.priceUnits(i)));
            text.append("\",\"")
                    .append(listing.volumeText(levels.quantityUnits(i)))
                    .append("\"]");
        }
    }

    private static void number(StringBuilder text, String name, long value) {
        text.append(",\"").append(name).append("\":").append(value);
    }

    private static void quoted(StringBuilder text, String name, String value) {
        text.append(",\"").append(name).append("\":\"").append(value).append('"');
    }
}
