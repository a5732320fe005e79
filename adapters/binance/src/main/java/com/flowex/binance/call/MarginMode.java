package com.flowex.binance.call;

import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.platform.errors.Refusal;

/** Margin mode of a call: cross, since there is no isolated margin. */
public final class MarginMode {

    private MarginMode() {}

    /**
     * Refuses a call that sets {@code isIsolated}.
     *
     * @throws Refusal if it is true, or neither true nor false
     */
    public static void requireCross(Params params) {
        if (params.flag("isIsolated").orElse(false)) {
            throw isolated();
        }
    }

    /**
     * Refuses a call about one account that names a market, as calls about isolated margin do.
     *
     * @throws Refusal if it sets {@code isIsolated}, {@code isolatedSymbol} or {@code symbol}
     */
    public static void requireWholeAccount(Params params) {
        requireCross(params);
        if (params.has("isolatedSymbol")) {
            throw isolated();
        }
        if (params.has("symbol")) {
            throw BinanceErrorCode.PARAM_NOT_REQUIRED.refusal(
                    "Parameter 'symbol' sent when not required: it is of isolated margin.");
        }
    }

    /** Returns the refusal of isolated margin by name. */
    public static Refusal isolated() {
        return BinanceErrorCode.UNSUPPORTED_OPERATION.refusal("This operation is not supported: there is no isolated"
                + " margin; leave out 'isIsolated' and 'isolatedSymbol': the whole account borrows.");
    }
}
