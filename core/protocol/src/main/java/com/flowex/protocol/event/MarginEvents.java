package com.flowex.protocol.event;

import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.IndexPriceChanged;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.InterestRateSet;
import com.flowex.domain.event.LeverageSet;
import com.flowex.domain.event.LiquidationEnded;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.event.MarginCalled;
import com.flowex.domain.event.MarginLevelsSet;
import com.flowex.domain.event.MarginRatesSet;
import com.flowex.domain.event.MarginTermsSet;
import com.flowex.domain.event.ShortfallBooked;
import com.flowex.domain.event.ShortfallRecorded;
import com.flowex.domain.value.AssetId;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.Margin;
import com.flowex.protocol.body.Money;
import com.flowex.protocol.sbe.WireDebtChangedDecoder;
import com.flowex.protocol.sbe.WireDebtChangedEncoder;
import com.flowex.protocol.sbe.WireIndexPriceChangedDecoder;
import com.flowex.protocol.sbe.WireIndexPriceChangedEncoder;
import com.flowex.protocol.sbe.WireInterestChargedDecoder;
import com.flowex.protocol.sbe.WireInterestChargedEncoder;
import com.flowex.protocol.sbe.WireInterestRateSetDecoder;
import com.flowex.protocol.sbe.WireInterestRateSetEncoder;
import com.flowex.protocol.sbe.WireLeverageSetDecoder;
import com.flowex.protocol.sbe.WireLeverageSetEncoder;
import com.flowex.protocol.sbe.WireLiquidationEndedDecoder;
import com.flowex.protocol.sbe.WireLiquidationEndedEncoder;
import com.flowex.protocol.sbe.WireLiquidationStartedDecoder;
import com.flowex.protocol.sbe.WireLiquidationStartedEncoder;
import com.flowex.protocol.sbe.WireMarginCalledDecoder;
import com.flowex.protocol.sbe.WireMarginCalledEncoder;
import com.flowex.protocol.sbe.WireMarginLevelsSetDecoder;
import com.flowex.protocol.sbe.WireMarginLevelsSetEncoder;
import com.flowex.protocol.sbe.WireMarginRatesSetDecoder;
import com.flowex.protocol.sbe.WireMarginRatesSetEncoder;
import com.flowex.protocol.sbe.WireMarginTermsSetDecoder;
import com.flowex.protocol.sbe.WireMarginTermsSetEncoder;
import com.flowex.protocol.sbe.WireShortfallBookedDecoder;
import com.flowex.protocol.sbe.WireShortfallBookedEncoder;
import com.flowex.protocol.sbe.WireShortfallRecordedDecoder;
import com.flowex.protocol.sbe.WireShortfallRecordedEncoder;

/**
 * Encoding and decoding of events of lending. Each write is beside its read; a write returns the end of the body.
 */
final class MarginEvents {

    private MarginEvents() {}

    static int write(MarginTermsSet event, WireMarginTermsSetEncoder out) {
        out.tenant(event.tenant()).asset(event.asset().value());
        return Margin.write(event.terms(), out.terms(), out.buffer(), out.limit());
    }

    static MarginTermsSet read(WireMarginTermsSetDecoder in, int end) {
        return new MarginTermsSet(in.tenant(), new AssetId(in.asset()), Margin.read(in.terms(), in.limit(), end));
    }

    static int write(MarginRatesSet event, WireMarginRatesSetEncoder out) {
        out.tenant(event.tenant()).asset(event.asset().value()).volumeAsset(Margin.volumeAsset(event.rates()));
        return Margin.write(event.rates(), out.buffer(), out.limit());
    }

    static MarginRatesSet read(WireMarginRatesSetDecoder in, int end) {
        return new MarginRatesSet(
                in.tenant(), new AssetId(in.asset()), Margin.rates(in.volumeAsset(), in.buffer(), in.limit(), end));
    }

    static int write(InterestRateSet event, WireInterestRateSetEncoder out) {
        Ids.write(event.account(), out.account());
        out.asset(event.asset().value())
                .poolBillionths(event.poolBillionths())
                .hourlyRateBillionths(event.hourlyRateBillionths());
        return out.limit();
    }

    static InterestRateSet read(WireInterestRateSetDecoder in) {
        return new InterestRateSet(
                Ids.read(in.account()), new AssetId(in.asset()), in.poolBillionths(), in.hourlyRateBillionths());
    }

    static int write(IndexPriceChanged event, WireIndexPriceChangedEncoder out) {
        out.tenant(event.tenant()).asset(event.asset().value()).priceUnits(event.priceUnits());
        return out.limit();
    }

    static IndexPriceChanged read(WireIndexPriceChangedDecoder in) {
        return new IndexPriceChanged(in.tenant(), new AssetId(in.asset()), in.priceUnits());
    }

    static int write(InterestCharged event, WireInterestChargedEncoder out) {
        Ids.write(event.account(), out.account());
        Money.write(event.interest(), out.interest());
        out.hours(event.hours());
        return out.limit();
    }

    static InterestCharged read(WireInterestChargedDecoder in) {
        return new InterestCharged(Ids.read(in.account()), Money.read(in.interest()), in.hours());
    }

    static int write(DebtChanged event, WireDebtChangedEncoder out) {
        Ids.write(event.account(), out.account());
        out.asset(event.asset().value()).principalUnits(event.principalUnits()).interestUnits(event.interestUnits());
        return out.limit();
    }

    static DebtChanged read(WireDebtChangedDecoder in) {
        return new DebtChanged(
                Ids.read(in.account()), new AssetId(in.asset()), in.principalUnits(), in.interestUnits());
    }

    static int write(MarginLevelsSet event, WireMarginLevelsSetEncoder out) {
        out.tenant(event.tenant());
        Margin.write(event.levels(), out.levels());
        return out.limit();
    }

    static MarginLevelsSet read(WireMarginLevelsSetDecoder in) {
        return new MarginLevelsSet(in.tenant(), Margin.read(in.levels()));
    }

    static int write(LeverageSet event, WireLeverageSetEncoder out) {
        Ids.write(event.account(), out.account());
        return out.leverage(event.leverage()).limit();
    }

    static LeverageSet read(WireLeverageSetDecoder in) {
        return new LeverageSet(Ids.read(in.account()), in.leverage());
    }

    static int write(MarginCalled event, WireMarginCalledEncoder out) {
        Ids.write(event.account(), out.account());
        return out.levelMillionths(event.levelMillionths()).limit();
    }

    static MarginCalled read(WireMarginCalledDecoder in) {
        return new MarginCalled(Ids.read(in.account()), in.levelMillionths());
    }

    static int write(LiquidationStarted event, WireLiquidationStartedEncoder out) {
        Ids.write(event.account(), out.account());
        return out.levelMillionths(event.levelMillionths()).limit();
    }

    static LiquidationStarted read(WireLiquidationStartedDecoder in) {
        return new LiquidationStarted(Ids.read(in.account()), in.levelMillionths());
    }

    static int write(LiquidationEnded event, WireLiquidationEndedEncoder out) {
        Ids.write(event.account(), out.account());
        return out.limit();
    }

    static LiquidationEnded read(WireLiquidationEndedDecoder in) {
        return new LiquidationEnded(Ids.read(in.account()));
    }

    static int write(ShortfallRecorded event, WireShortfallRecordedEncoder out) {
        Ids.write(event.account(), out.account());
        Money.write(event.amount(), out.amount());
        return out.totalUnits(event.totalUnits()).limit();
    }

    static ShortfallRecorded read(WireShortfallRecordedDecoder in) {
        return new ShortfallRecorded(Ids.read(in.account()), Money.read(in.amount()), in.totalUnits());
    }

    static int write(ShortfallBooked event, WireShortfallBookedEncoder out) {
        out.tenant(event.tenant());
        Money.write(event.amount(), out.amount());
        return out.totalUnits(event.totalUnits()).limit();
    }

    static ShortfallBooked read(WireShortfallBookedDecoder in) {
        return new ShortfallBooked(in.tenant(), Money.read(in.amount()), in.totalUnits());
    }
}
