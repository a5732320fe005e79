package com.flowex.strategies.app.run;

import com.flowex.access.http.response.IsoTime;
import com.flowex.backtest.result.RunFill;
import com.flowex.backtest.result.RunOrder;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.strategies.app.run.RunDocuments.FillRow;
import com.flowex.strategies.app.run.RunDocuments.LineRow;
import com.flowex.strategies.app.run.RunDocuments.OrderRow;
import com.flowex.strategies.store.RunRecord;
import com.flowex.strategy.order.OrderType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows of orders and fills of a paper run. */
final class RunRows {

    private RunRows() {}

    private static Optional<MarketSetup> market(String symbol, List<MarketSetup> markets) {
        return markets.stream().filter(each -> each.symbol().equals(symbol)).findFirst();
    }

    static OrderRow order(RunOrder order, List<MarketSetup> markets) {
        Optional<MarketSetup> market = market(order.intent().symbol(), markets);
        boolean isLimit = order.intent().type() instanceof OrderType.Limit;
        return new OrderRow(
                order.clientOrderId(),
                null,
                order.intent().symbol(),
                order.intent().side().name().toLowerCase(Locale.ROOT),
                LiveOrder.word(order.intent().type()),
                IsoTime.ofNanos(order.signalNanos()),
                order.status().name().toLowerCase(Locale.ROOT),
                market.map(each -> Decimals.format(order.quantityUnits(), each.baseScale()))
                        .orElse("0"),
                isLimit ? market.map(each -> price(order, each)).orElse(null) : null,
                market.map(each -> Decimals.format(order.filledUnits(), each.baseScale()))
                        .orElse("0"),
                order.reason(),
                order.status().isFinal() ? order.fillability().explanation() : "");
    }

    private static String price(RunOrder order, MarketSetup market) {
        double price = order.intent().type() instanceof OrderType.Limit limit ? limit.price() : 0;
        long tick = market.rules().tickUnits();
        double ticks = Math.rint(price * market.rules().priceScale().unitsPerWhole() / tick);
        return ticks >= 1 && ticks * tick <= market.rules().priceMaxUnits()
                ? Decimals.format(((long) ticks) * tick, market.rules().priceScale())
                : "0";
    }

    /** Returns true if a fee is in the base asset. A rebate, which is negative, is in the asset that the other side receives. */
    static boolean isFeeInBase(Side side, long feeUnits) {
        return (side == Side.BUY) == (feeUnits >= 0);
    }

    static FillRow fill(RunFill fill, List<MarketSetup> markets) {
        MarketSetup market = market(fill.symbol(), markets).orElseThrow();
        boolean isBase = isFeeInBase(fill.side(), fill.feeUnits());
        return new FillRow(
                fill.clientOrderId(),
                fill.symbol(),
                fill.side().name().toLowerCase(Locale.ROOT),
                IsoTime.ofNanos(fill.timeNanos()),
                Decimals.format(fill.priceUnits(), market.rules().priceScale()),
                Decimals.format(fill.quantityUnits(), market.baseScale()),
                Decimals.format(fill.quoteUnits(), market.quoteScale()),
                Decimals.format(fill.feeUnits(), isBase ? market.baseScale() : market.quoteScale()),
                isBase ? market.base() : market.quote(),
                fill.isMaker());
    }

    static RunRecord line(long number, long timeNanos, String text) {
        return new RunRecord(
                RunRecord.Kind.LINE, number, false, RunDocuments.json(new LineRow(IsoTime.ofNanos(timeNanos), text)));
    }
}
