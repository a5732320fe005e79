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

    /** Returns the refusal of isolated margin by name. */
    public static Refusal isolated() {
        return BinanceErrorCode.UNSUPPORTED_OPERATION.refusal("This operation is not supported: there is no isolated"
                + " margin; leave out 'isIsolated' and 'isolatedSymbol': the whole account borrows.");
    }
}
