package com.flowex.binance.wallet;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Operations;
import com.flowex.binance.call.Params;
import com.flowex.wallet.WalletFacade;
import java.util.List;

/**
 * Empty lists of Binance's other income: fiat orders and dividends. This exchange has neither. Clients that read them
 * together with deposits and withdrawals get an answer that they can read.
 */
record EmptyIncome(WalletFacade counter) {

    /** 2100-01-01. */
    private static final long LAST_MILLIS = 4_102_444_800_000L;

    private static final int ROWS_MAX = 500;

    /** {@code fiat/orders}. */
    private record FiatOrdersBody(String code, String message, List<Object> data, int total, boolean success) {}

    /** {@code asset/assetDividend}. */
    private record DividendsBody(List<Object> rows, int total) {}

    Operations operations() {
        Access read = Access.of(Permission.READ);
        return new Operations()
                .at(
                        "GET",
                        "/sapi/v1/fiat/orders",
                        Operation.of(1, read, this::fiat, "transactionType", "beginTime", "endTime", "page", "rows"))
                .at(
                        "GET",
                        "/sapi/v1/asset/assetDividend",
                        Operation.of(1, read, this::dividends, "asset", "startTime", "endTime", "limit"));
    }

    private FiatOrdersBody fiat(OperationCall call) {
        Params params = call.params();
        params.requiredNumber("transactionType", 0, 1);
        params.number("beginTime", 0, LAST_MILLIS);
        params.number("endTime", 0, LAST_MILLIS);
        params.number("page", 1, Integer.MAX_VALUE);
        params.number("rows", 1, ROWS_MAX);
        return new FiatOrdersBody("000000", "success", List.of(), 0, true);
    }

    private DividendsBody dividends(OperationCall call) {
        Params params = call.params();
        params.text("asset").ifPresent(code -> counter.asset(call.tenant(), code));
        params.number("startTime", 0, LAST_MILLIS);
        params.number("endTime", 0, LAST_MILLIS);
        params.number("limit", 1, ROWS_MAX);
        return new DividendsBody(List.of(), 0);
    }
}
