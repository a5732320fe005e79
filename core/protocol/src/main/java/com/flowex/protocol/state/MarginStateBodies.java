package com.flowex.protocol.state;

import com.flowex.domain.state.DebtState;
import com.flowex.domain.state.IndexQuoteState;
import com.flowex.domain.state.MarginTermsState;
import com.flowex.domain.value.AssetId;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.Margin;
import com.flowex.protocol.sbe.WireDebtStateDecoder;
import com.flowex.protocol.sbe.WireDebtStateEncoder;
import com.flowex.protocol.sbe.WireIndexQuoteStateDecoder;
import com.flowex.protocol.sbe.WireIndexQuoteStateEncoder;
import com.flowex.protocol.sbe.WireMarginTermsStateDecoder;
import com.flowex.protocol.sbe.WireMarginTermsStateEncoder;

/**
 * Encoding and decoding of the state of lending. Each write is beside its read; a write returns the end of the body.
 */
final class MarginStateBodies {

    private MarginStateBodies() {}

    static int write(MarginTermsState state, WireMarginTermsStateEncoder out) {
        out.asset(state.asset().value()).indexPriceUnits(state.indexPriceUnits());
        return Margin.write(state.terms(), out.terms(), out.buffer(), out.limit());
    }

    static MarginTermsState read(WireMarginTermsStateDecoder in, int end) {
        return new MarginTermsState(
                new AssetId(in.asset()), Margin.read(in.terms(), in.limit(), end), in.indexPriceUnits());
    }

    static int write(IndexQuoteState state, WireIndexQuoteStateEncoder out) {
        out.asset(state.asset().value());
        Margin.write(state.quote(), out.quote());
        return out.limit();
    }

    static IndexQuoteState read(WireIndexQuoteStateDecoder in) {
        return new IndexQuoteState(new AssetId(in.asset()), Margin.read(in.quote()));
    }

    static int write(DebtState state, WireDebtStateEncoder out) {
        Ids.write(state.account(), out.account());
        out.asset(state.asset().value())
                .principalUnits(state.principalUnits())
                .interestUnits(state.interestUnits())
                .interestBillionths(state.interestBillionths())
                .hourlyRateBillionths(state.hourlyRateBillionths())
                .nextHourNanos(state.nextHourNanos());
        return out.limit();
    }

    static DebtState read(WireDebtStateDecoder in) {
        return new DebtState(
                Ids.read(in.account()),
                new AssetId(in.asset()),
                in.principalUnits(),
                in.interestUnits(),
                in.interestBillionths(),
                in.hourlyRateBillionths(),
                in.nextHourNanos());
    }
}
