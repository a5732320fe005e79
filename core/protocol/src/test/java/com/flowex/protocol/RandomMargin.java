package com.flowex.protocol;

import com.flowex.domain.command.CloseLiquidation;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.IndexPriceChanged;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.LeverageSet;
import com.flowex.domain.event.LiquidationEnded;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.event.MarginCalled;
import com.flowex.domain.event.MarginLevelsSet;
import com.flowex.domain.event.MarginTermsSet;
import com.flowex.domain.event.ShortfallBooked;
import com.flowex.domain.event.ShortfallRecorded;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.state.DebtState;
import com.flowex.domain.state.IndexQuoteState;
import com.flowex.domain.state.LeverageState;
import com.flowex.domain.state.LiquidationState;
import com.flowex.domain.state.MarginAccountState;
import com.flowex.domain.state.MarginLevelsState;
import com.flowex.domain.state.MarginTermsState;
import com.flowex.domain.state.OrderLoanState;
import com.flowex.domain.state.PaidOrderState;
import com.flowex.domain.state.RepayingOrderState;
import com.flowex.domain.state.ShortfallState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.value.Scale;
import java.util.ArrayList;
import java.util.List;

/** Messages about lending, from {@link RandomValues}. */
final class RandomMargin {

    private RandomMargin() {}

    private static MarginTerms terms(RandomValues any) {
        List<MarginTier> tiers = new ArrayList<>();
        int count = any.within(1, MarginTerms.TIERS_MAX);
        for (int i = 0; i < count; i++) {
            int maintenance = 10 * (i + 1) + any.within(0, 9);
            tiers.add(new MarginTier(1_000L * i, 1_000 * (i + 1) + any.within(0, 999), maintenance));
        }
        return new MarginTerms(
                new Scale(any.within(0, Scale.PLACES_MAX)),
                any.within(0, MarginTier.MILLIONTHS_MAX),
                tiers,
                any.positive() / 4,
                any.within(0, MarginTerms.RATE_MAX));
    }

    private static IndexQuote quote(RandomValues any) {
        return new IndexQuote(
                any.within(1, IndexQuote.SOURCES_MAX), units(any), units(any), Math.max(1, any.positive()));
    }

    private static long units(RandomValues any) {
        return 1 + any.positive() % IndexQuote.UNITS_MAX;
    }

    static SetMarginTerms set(RandomValues any) {
        return new SetMarginTerms(any.anyInt(), any.assetId(), terms(any));
    }

    static QuoteIndexPrice quotation(RandomValues any) {
        return new QuoteIndexPrice(any.anyInt(), any.assetId(), quote(any));
    }

    static List<Event> events(RandomValues any) {
        return List.of(
                new MarginTermsSet(any.anyInt(), any.assetId(), terms(any)),
                new IndexPriceChanged(any.anyInt(), any.assetId(), any.any()),
                new InterestCharged(any.account(), any.amount(), any.any()),
                new DebtChanged(any.account(), any.assetId(), any.any(), any.any()),
                new MarginLevelsSet(any.anyInt(), levels(any)),
                new MarginCalled(any.account(), any.any()),
                new LiquidationStarted(any.account(), any.any()),
                new LiquidationEnded(any.account()),
                new ShortfallRecorded(any.account(), any.amount(), any.any()),
                new ShortfallBooked(any.anyInt(), any.amount(), any.any()));
    }

    private static MarginLevels levels(RandomValues any) {
        int fee = any.within(0, MarginLevels.FEE_MAX);
        int call = any.within(MarginTier.MILLIONTHS_MAX + fee + 2, MarginLevels.CALL_MAX);
        return new MarginLevels(call, any.within(MarginTier.MILLIONTHS_MAX, call - 1), fee);
    }

    static SetMarginLevels setLevels(RandomValues any) {
        return new SetMarginLevels(any.anyInt(), levels(any));
    }

    static LeverageSet leverageSet(RandomValues any) {
        return new LeverageSet(any.account(), any.anyInt());
    }

    static List<StateRecord> leverages(RandomValues any) {
        return List.of(
                new LeverageState(any.account(), any.anyInt()),
                new RepayingOrderState(any.order()),
                new PaidOrderState(any.order(), any.within(0, Integer.MAX_VALUE)),
                new OrderLoanState(any.order(), any.positive()),
                RandomTimers.state(any),
                RandomRates.state(any),
                RandomEffects.state(any));
    }

    static SetLeverage leverage(RandomValues any) {
        return new SetLeverage(any.account(), any.within(SetLeverage.NONE, SetLeverage.LEVERAGE_MAX));
    }

    static CloseLiquidation close(RandomValues any) {
        return new CloseLiquidation(any.account());
    }

    static List<StateRecord> states(RandomValues any) {
        return List.of(
                new MarginTermsState(any.assetId(), terms(any), any.any()),
                new IndexQuoteState(any.assetId(), quote(any)),
                new DebtState(
                        any.account(), any.assetId(), any.any(), any.any(), any.anyInt(), any.anyInt(), any.any()),
                new MarginLevelsState(any.anyInt(), levels(any)),
                new MarginAccountState(any.account(), any.any(), any.flag(), any.anyInt(), any.any()),
                new LiquidationState(any.account(), any.flag() ? List.of() : List.of(any.amount(), any.amount())),
                new ShortfallState(any.assetId(), any.any()));
    }
}
