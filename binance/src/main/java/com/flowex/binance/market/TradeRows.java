package com.flowex.binance.market;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.Call;
import com.flowex.domain.Side;
import com.flowex.marketdata.market.Listing;
import com.flowex.marketdata.market.PublicMarket;
import com.flowex.marketdata.tape.PublicTrade;
import java.math.BigInteger;
import java.util.List;

/** What was traded, oldest first. */
final class TradeRows {

    private static final int LIMIT_DEFAULT = 500;
    private static final int LIMIT_MAX = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ListedMarkets markets;

    TradeRows(ListedMarkets markets) {
        this.markets = markets;
    }

    /** Every trade took the best price that there was: {@code isBestMatch} is said because clients read it. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record TradeOut(
            long id, String price, String qty, String quoteQty, long time, boolean isBuyerMaker, boolean isBestMatch) {

        static TradeOut of(Listing listing, PublicTrade trade) {
            return new TradeOut(
                    trade.id(),
                    listing.priceText(trade.priceUnits()),
                    listing.quantityText(trade.quantityUnits()),
                    listing.quoteVolumeText(BigInteger.valueOf(trade.quoteUnits())),
                    trade.timeNanos() / NANOS_PER_MILLI,
                    trade.takerSide() == Side.SELL,
                    true);
        }
    }

    Object latest(Call call) {
        PublicMarket market = markets.one(call).market();
        return rows(market, market.tape().latest(limit(call)).reversed());
    }

    private static Object rows(PublicMarket market, List<PublicTrade> trades) {
        return trades.stream()
                .map(trade -> TradeOut.of(market.listing(), trade))
                .toList();
    }

    private static int limit(Call call) {
        return call.params().number("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
    }
}
