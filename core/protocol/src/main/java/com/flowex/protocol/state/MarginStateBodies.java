package com.flowex.protocol.state;

import com.flowex.domain.state.DebtState;
import com.flowex.domain.state.IndexQuoteState;
import com.flowex.domain.state.LeverageState;
import com.flowex.domain.state.LiquidationState;
import com.flowex.domain.state.MarginAccountState;
import com.flowex.domain.state.MarginLevelsState;
import com.flowex.domain.state.MarginRatesState;
import com.flowex.domain.state.MarginTermsState;
import com.flowex.domain.state.ShortfallState;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.protocol.body.Groups;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.Margin;
import com.flowex.protocol.body.Money;
import com.flowex.protocol.sbe.WireAmountDecoder;
import com.flowex.protocol.sbe.WireAmountEncoder;
import com.flowex.protocol.sbe.WireDebtStateDecoder;
import com.flowex.protocol.sbe.WireDebtStateEncoder;
import com.flowex.protocol.sbe.WireIndexQuoteStateDecoder;
import com.flowex.protocol.sbe.WireIndexQuoteStateEncoder;
import com.flowex.protocol.sbe.WireLeverageStateDecoder;
import com.flowex.protocol.sbe.WireLeverageStateEncoder;
import com.flowex.protocol.sbe.WireLiquidationStateDecoder;
import com.flowex.protocol.sbe.WireLiquidationStateEncoder;
import com.flowex.protocol.sbe.WireMarginAccountStateDecoder;
import com.flowex.protocol.sbe.WireMarginAccountStateEncoder;
import com.flowex.protocol.sbe.WireMarginLevelsStateDecoder;
import com.flowex.protocol.sbe.WireMarginLevelsStateEncoder;
import com.flowex.protocol.sbe.WireMarginRatesStateDecoder;
import com.flowex.protocol.sbe.WireMarginRatesStateEncoder;
import com.flowex.protocol.sbe.WireMarginTermsStateDecoder;
import com.flowex.protocol.sbe.WireMarginTermsStateEncoder;
import com.flowex.protocol.sbe.WireShortfallStateDecoder;
import com.flowex.protocol.sbe.WireShortfallStateEncoder;
import java.util.ArrayList;
import java.util.List;

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

    static int write(MarginRatesState state, WireMarginRatesStateEncoder out) {
        out.asset(state.asset().value()).volumeAsset(Margin.volumeAsset(state.rates()));
        return Margin.write(state.rates(), out.buffer(), out.limit());
    }

    static MarginRatesState read(WireMarginRatesStateDecoder in, int end) {
        return new MarginRatesState(
                new AssetId(in.asset()), Margin.rates(in.volumeAsset(), in.buffer(), in.limit(), end));
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

    static int write(MarginLevelsState state, WireMarginLevelsStateEncoder out) {
        out.tenant(state.tenant());
        Margin.write(state.levels(), out.levels());
        return out.limit();
    }

    static MarginLevelsState read(WireMarginLevelsStateDecoder in) {
        return new MarginLevelsState(in.tenant(), Margin.read(in.levels()));
    }

    static int write(LeverageState state, WireLeverageStateEncoder out) {
        Ids.write(state.account(), out.account());
        return out.leverage(state.leverage()).limit();
    }

    static LeverageState read(WireLeverageStateDecoder in) {
        return new LeverageState(Ids.read(in.account()), in.leverage());
    }

    static int write(MarginAccountState state, WireMarginAccountStateEncoder out) {
        Ids.write(state.account(), out.account());
        out.levelMillionths(state.levelMillionths())
                .isCalled(Ids.wire(state.isCalled()))
                .due(state.due())
                .retryNanos(state.retryNanos());
        return out.limit();
    }

    static MarginAccountState read(WireMarginAccountStateDecoder in) {
        return new MarginAccountState(
                Ids.read(in.account()), in.levelMillionths(), Ids.read(in.isCalled()), in.due(), in.retryNanos());
    }

    static int write(LiquidationState state, WireLiquidationStateEncoder out) {
        Ids.write(state.account(), out.account());
        int at = Groups.begin(state.fees().size(), WireAmountEncoder.ENCODED_LENGTH, out.buffer(), out.limit());
        WireAmountEncoder entry = new WireAmountEncoder();
        for (Amount fee : state.fees()) {
            Money.write(fee, entry.wrap(out.buffer(), at));
            at += WireAmountEncoder.ENCODED_LENGTH;
        }
        return at;
    }

    static LiquidationState read(WireLiquidationStateDecoder in, int end) {
        int count = Groups.count(WireAmountDecoder.ENCODED_LENGTH, in.buffer(), in.limit(), end);
        List<Amount> fees = new ArrayList<>(count);
        WireAmountDecoder entry = new WireAmountDecoder();
        for (int i = 0; i < count; i++) {
            int at = in.limit() + Groups.HEADER_LENGTH + i * WireAmountDecoder.ENCODED_LENGTH;
            fees.add(Money.read(entry.wrap(in.buffer(), at)));
        }
        return new LiquidationState(Ids.read(in.account()), fees);
    }

    static int write(ShortfallState state, WireShortfallStateEncoder out) {
        return out.asset(state.asset().value()).units(state.units()).limit();
    }

    static ShortfallState read(WireShortfallStateDecoder in) {
        return new ShortfallState(new AssetId(in.asset()), in.units());
    }
}
