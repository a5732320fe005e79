package com.flowex.binance.wallet;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Symbols;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.TradingQueries;
import com.flowex.trading.app.AccountFees;
import java.util.List;

/** {@code asset/tradeFee}: the caller's current fee rates, in one market or in all; a list in both cases. */
record TradeFees(Symbols symbols, TradingQueries trading) {

    private static final Scale RATE = new Scale(6);

    /** Rates are parts of one: 0.001 is a tenth of a per cent. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record FeeBody(String symbol, String makerCommission, String takerCommission) {

        static FeeBody of(AccountFees.AccountFeeTier paid) {
            return new FeeBody(
                    Symbols.of(paid.market()),
                    Decimals.format(paid.rates().makerMillionths(), RATE),
                    Decimals.format(paid.rates().takerMillionths(), RATE));
        }
    }

    List<FeeBody> of(OperationCall call) {
        List<ListedMarket> markets = symbols.optional(call).map(List::of).orElseGet(() -> symbols.all(call.tenant()));
        trading.view().await(call);
        return trading.fees().of(call.account(), markets).stream()
                .map(FeeBody::of)
                .toList();
    }
}
