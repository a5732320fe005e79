package com.flowex.wallet.api.convert;

import com.flowex.domain.market.Asset;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.saga.Saga;
import com.flowex.wallet.store.convert.Convert;
import com.flowex.wallet.store.convert.ConvertsTable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Convert as the API shows it: the schema Convert of docs/api/openapi.yaml. */
record ConvertBody(
        String id,
        String status,
        @Nullable String code,
        String from,
        String to,
        String symbol,
        String price,
        String amount,
        String receive,
        String fee,
        String converted,
        String received,
        String paidFee,
        @Nullable String orderId,
        Instant createdAt,
        Instant expiresAt,
        List<StepBody> steps) {

    /** State of one step. */
    record StepBody(String name, String status, String note, Instant updatedAt) {}

    static ConvertBody of(Convert convert, InstrumentDirectory listed, List<Saga.StepReport> steps) {
        ListedMarket market = listed.market(convert.market());
        Asset to = market.receivedBy(convert.side());
        Asset from = market.receivedBy(convert.side() == Side.BUY ? Side.SELL : Side.BUY);
        return new ConvertBody(
                convert.id().toString(),
                ConvertsTable.word(convert.status()),
                convert.code().isEmpty() ? null : convert.code(),
                from.code(),
                to.code(),
                market.instrument().symbol(),
                Decimals.format(convert.priceUnits(), market.priceScale()),
                Decimals.format(convert.givesUnits(), from.scale()),
                Decimals.format(convert.getsUnits(), to.scale()),
                Decimals.format(convert.feeUnits(), to.scale()),
                Decimals.format(convert.gaveUnits(), from.scale()),
                Decimals.format(convert.gotUnits(), to.scale()),
                Decimals.format(convert.paidFeeUnits(), to.scale()),
                convert.orderId() == 0 ? null : Long.toString(convert.orderId()),
                convert.createdAt(),
                convert.expiresAt(),
                steps.stream()
                        .map(step -> new StepBody(step.name(), step.state(), step.note(), step.updatedAt()))
                        .toList());
    }
}
