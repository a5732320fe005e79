package com.flowex.binance.market;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.domain.order.Side;
import com.flowex.marketdata.app.MarketQueries;
import com.flowex.marketdata.store.AggregateTrade;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.view.PublicMarket;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Operations of public trades, oldest first. */
final class PublicTradeOperations {

    private static final int LIMIT_DEFAULT = 500;
    private static final int LIMIT_MAX = 1_000;

    /** Number of trades read at once for aggregation. */
    private static final int PAGE = 1_000;

    private final MarketSelector markets;
    private final MarketQueries reads;

    PublicTradeOperations(MarketSelector markets, MarketQueries reads) {
        this.markets = markets;
        this.reads = reads;
    }

    /**
     * Trade in an answer. Every trade took the best available price; {@code isBestMatch} is there because clients read
     * it.
     */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record TradeOut(
            long id,
            String price,
            String qty,
            String quoteQty,
            Timestamp time,
            boolean isBuyerMaker,
            boolean isBestMatch) {

        static TradeOut of(Listing listing, PublicTrade trade) {
            return new TradeOut(
                    trade.id(),
                    listing.priceText(trade.priceUnits()),
                    listing.quantityText(trade.quantityUnits()),
                    listing.quoteVolumeText(BigInteger.valueOf(trade.quoteUnits())),
                    new Timestamp(trade.timeNanos()),
                    trade.takerSide() == Side.SELL,
                    true);
        }
    }

    Object latest(OperationCall call) {
        PublicMarket market = markets.one(call).market();
        return rows(market, market.tape().latest(limit(call)).reversed());
    }

    /** Returns trades from a number on, or the latest. */
    Object past(OperationCall call) {
        int limit = limit(call);
        OptionalLong from = call.params().number("fromId", 0L, Long.MAX_VALUE);
        PublicMarket market = markets.one(call).market();
        return rows(
                market,
                from.isPresent()
                        ? reads.tradesFrom(market, from.getAsLong(), limit)
                        : reads.tradesBefore(market, Long.MAX_VALUE, limit).reversed());
    }

    private record AggregateOut(
            long a,
            String p,
            String q,
            long f,
            long l,
            @JsonProperty("T") Timestamp time,
            boolean m,
            @JsonProperty("M") boolean best) {

        static AggregateOut of(Listing listing, AggregateTrade trades) {
            return new AggregateOut(
                    trades.firstTrade(),
                    listing.priceText(trades.priceUnits()),
                    listing.volumeText(trades.quantityUnits()),
                    trades.firstTrade(),
                    trades.lastTrade(),
                    new Timestamp(trades.timeNanos()),
                    trades.takerSide() == Side.SELL,
                    true);
        }
    }

    /** Returns aggregated trades, one per order and price: from a number or a time on, or the latest. */
    Object aggregates(OperationCall call) {
        int limit = limit(call);
        OptionalLong id = call.params().number("fromId", 0L, Long.MAX_VALUE);
        OptionalLong start = call.params().fromNanos("startTime");
        OptionalLong end = call.params().untilNanos("endTime");
        if (id.isPresent() && (start.isPresent() || end.isPresent())) {
            throw BinanceErrorCode.BAD_COMBINATION.refusal(
                    "Combination of optional parameters invalid: fromId goes with neither startTime nor endTime.");
        }
        PublicMarket market = markets.one(call).market();
        long before = end.isPresent() ? reads.firstTradeAt(market, end.getAsLong()) : Long.MAX_VALUE;
        List<AggregateTrade> found;
        if (id.isPresent()) {
            found = onwards(call, market, behindBegun(market, id.getAsLong()), before, limit);
        } else if (start.isPresent()) {
            long from = reads.firstTradeAt(market, start.getAsLong());
            found = onwards(call, market, from, before, limit);
        } else {
            found = latest(call, market, before, limit);
        }
        return found.stream()
                .map(trades -> AggregateOut.of(market.listing(), trades))
                .toList();
    }

    /** Returns the first trade from a number on that does not belong to an aggregate with an earlier number. */
    private long behindBegun(PublicMarket market, long id) {
        List<PublicTrade> around = new ArrayList<>(reads.tradesBefore(market, id, 1));
        if (around.isEmpty()) {
            return id;
        }
        AggregateTrade aggregateTrade = AggregateTrade.of(around.getFirst());
        long at = id;
        for (PublicTrade trade : reads.tradesFrom(market, id, PAGE)) {
            if (!aggregateTrade.canMerge(trade)) {
                break;
            }
            at = trade.id() + 1;
        }
        return at;
    }

    /**
     * Reads page by page, each of which counts as a request; one more aggregate than wanted shows that the last wanted
     * one is complete.
     */
    private List<AggregateTrade> onwards(OperationCall call, PublicMarket market, long from, long before, int limit) {
        List<PublicTrade> trades = new ArrayList<>();
        List<AggregateTrade> found = List.of();
        long next = from;
        boolean more = true;
        while (more && found.size() <= limit) {
            List<PublicTrade> page = reads.tradesFrom(market, next, PAGE);
            page.stream().filter(trade -> trade.id() < before).forEach(trades::add);
            more = page.size() == PAGE && page.getLast().id() < before;
            next = page.isEmpty() ? next : page.getLast().id() + 1;
            found = AggregateTrade.of(trades);
            if (more && found.size() <= limit) {
                call.drawMore(1);
            }
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    private List<AggregateTrade> latest(OperationCall call, PublicMarket market, long before, int limit) {
        List<PublicTrade> trades = new ArrayList<>();
        List<AggregateTrade> found = List.of();
        long next = before;
        boolean more = true;
        while (more && found.size() <= limit) {
            List<PublicTrade> page = reads.tradesBefore(market, next, PAGE);
            trades.addAll(page);
            more = page.size() == PAGE;
            next = page.isEmpty() ? next : page.getLast().id();
            found = AggregateTrade.of(trades.reversed());
            if (more && found.size() <= limit) {
                call.drawMore(1);
            }
        }
        return found.subList(Math.max(0, found.size() - limit), found.size());
    }

    private static Object rows(PublicMarket market, List<PublicTrade> trades) {
        return trades.stream()
                .map(trade -> TradeOut.of(market.listing(), trade))
                .toList();
    }

    private static int limit(OperationCall call) {
        return call.params().number("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
    }
}
