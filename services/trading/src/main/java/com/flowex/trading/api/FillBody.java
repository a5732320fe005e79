package com.flowex.trading.api;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.store.FillRow;
import com.flowex.trading.store.order.OrderCodes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One account's side of a trade: the schema Fill of docs/api/openapi.yaml. */
public record FillBody(
        String id,
        String orderId,
        String symbol,
        String side,
        String price,
        String quantity,
        String quoteAmount,
        String fee,
        String feeAsset,
        @Nullable String rebate,
        @Nullable String rebateAsset,
        String liquidity,
        long sequence,
        Instant executedAt) {

    public static FillBody of(FillRow row, ListedMarket market) {
        Asset received = market.receivedBy(row.side());
        Asset asset = market.receivedBy(row.side().opposite());
        return new FillBody(
                Long.toString(row.tradeId()),
                Long.toString(row.orderId()),
                market.instrument().symbol(),
                OrderCodes.of(row.side()),
                Decimals.format(row.priceUnits(), market.priceScale()),
                Decimals.format(row.quantityUnits(), market.quantityScale()),
                Decimals.format(row.quoteUnits(), market.quoteScale()),
                Decimals.format(row.feeUnits(), received.scale()),
                received.code(),
                row.rebateUnits() == 0 ? null : Decimals.format(row.rebateUnits(), asset.scale()),
                row.rebateUnits() == 0 ? null : asset.code(),
                row.maker() ? "maker" : "taker",
                row.sequence(),
                LogTime.instant(row.executedNanos()));
    }
}
