package com.flowex.trading.store.report;

import com.flowex.domain.order.Side;
import com.flowex.trading.store.FillRow;

/** A trade with both of its sides. */
public record ReportedTrade(ReportedFill maker, ReportedFill taker) {

    public ReportedFill of(Side side) {
        return taker.fill().side() == side ? taker : maker;
    }

    boolean isOf(long account) {
        return maker.account() == account || taker.account() == account;
    }

    public FillRow any() {
        return taker.fill();
    }
}
