package com.flowex.trading.report;

import com.flowex.domain.order.Side;
import com.flowex.trading.fill.FillRow;

/** A trade with both of its sides. */
record ReportedTrade(ReportedFill maker, ReportedFill taker) {

    ReportedFill of(Side side) {
        return taker.fill().side() == side ? taker : maker;
    }

    boolean isOf(long account) {
        return maker.account() == account || taker.account() == account;
    }

    FillRow any() {
        return taker.fill();
    }
}
