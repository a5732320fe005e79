package com.flowex.engine.snapshot;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.state.AcceptedIdState;
import com.flowex.domain.state.AccountLimitsState;
import com.flowex.domain.state.AccountOwnerState;
import com.flowex.domain.state.AccountRestrictionState;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.AssetState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.BurntIdState;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.DatedIdsState;
import com.flowex.domain.state.DebtState;
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.ForgottenTransfersState;
import com.flowex.domain.state.HeldPriceState;
import com.flowex.domain.state.IndexQuoteState;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.KeptReservationState;
import com.flowex.domain.state.LeverageState;
import com.flowex.domain.state.LiquidationState;
import com.flowex.domain.state.MarginAccountState;
import com.flowex.domain.state.MarginLevelsState;
import com.flowex.domain.state.MarginRatesState;
import com.flowex.domain.state.MarginTermsState;
import com.flowex.domain.state.MarketTimerState;
import com.flowex.domain.state.OrderLoanState;
import com.flowex.domain.state.OrderPairState;
import com.flowex.domain.state.OrderQuotaState;
import com.flowex.domain.state.PaidOrderState;
import com.flowex.domain.state.PendingLoanState;
import com.flowex.domain.state.PendingOrderState;
import com.flowex.domain.state.PriceStepState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.RepayingOrderState;
import com.flowex.domain.state.ReservationState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.ShortfallState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TenantState;
import com.flowex.domain.state.TransferDayState;
import com.flowex.domain.state.TransferStepState;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.domain.state.VolumeState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.ids.HashMixing;
import java.util.function.Consumer;

/**
 * Digest of state records: 64 bits, field by field. A record's own hash code is not usable, because an enum's hash code
 * differs from run to run.
 */
public final class StateDigest implements Consumer<StateRecord> {

    private long value = HashMixing.SEED;

    public long value() {
        return value;
    }

    @Override
    public void accept(StateRecord piece) {
        switch (piece) {
            case Counters c -> apply(1, c.sequence(), c.nextOrder(), c.nextTrade(), c.timeNanos(), c.rulesVersion());
            case AssetState(var asset) -> apply(asset);
            case InstrumentState market -> apply(market);
            case AccountState account -> apply(account);
            case AccountOwnerState(var account, var owner) -> apply(20, account.packed(), owner.high(), owner.low());
            case AccountRestrictionState(var account, var restriction) -> {
                apply(27, account.packed());
                apply(restriction);
            }
            case OrderQuotaState(var account, var quota) ->
                apply(28, account.packed(), quota.openOrdersMax(), quota.clientOrderIdsMax());
            case BalanceState b -> apply(5, b.account().packed(), b.asset().value(), b.balanceUnits(), b.heldUnits());
            case MarginTermsState state -> apply(state);
            case MarginRatesState(var asset, var rates) -> apply(asset, rates);
            case IndexQuoteState(var asset, var quote) -> {
                apply(30, asset.value(), quote.source(), quote.priceUnits());
                apply(quote.volumeUnits(), quote.timeNanos());
            }
            case DebtState debt -> apply(debt);
            case LeverageState(var account, var leverage) -> apply(36, account.packed(), leverage);
            case MarginLevelsState(var tenant, var levels) -> {
                apply(32, tenant);
                apply(levels.callMillionths(), levels.liquidationMillionths(), levels.feeMillionths());
            }
            case MarginAccountState account -> apply(account);
            case LiquidationState(var account, var fees) -> {
                apply(34, account.packed());
                fees.forEach(fee -> apply(fee.asset().value(), fee.units()));
            }
            case ShortfallState(var asset, var units) -> apply(35, asset.value(), units);
            case RestingOrderState order -> apply(order);
            case RepayingOrderState(var order) -> apply(37, order.value());
            case OrderLoanState(var order, var units) -> apply(40, order.value(), units);
            case PendingLoanState(var order, var returns) -> apply(43, order.value(), returns ? 1 : 0);
            case PaidOrderState(var order, var received) -> apply(38, order.value(), received);
            case AcceptedIdState id -> {
                apply(id.account(), id.clientOrderId());
                apply(7, id.fingerprint(), id.order().value(), id.sequence(), id.closedNanos());
            }
            case RefusedIdState id -> {
                apply(id.account(), id.clientOrderId());
                apply(8, id.fingerprint(), id.closedNanos());
                apply(id.reason());
            }
            case BurntIdState id -> {
                apply(id.account(), id.clientOrderId());
                apply(9, id.closedNanos());
            }
            case DatedIdsState(var account, var millis) -> apply(22, account.packed(), millis);
            case ExpiredIdState id -> apply(10, id.account().packed(), id.hash(), id.closedNanos());
            case TransferStepState step -> apply(step);
            case TransferDayState(var day) -> apply(24, day);
            case KeptReservationState reservation -> {
                apply(25, reservation.expiresNanos(), bit(reservation.isLeaving()));
                apply(reservation.fate());
                apply(reservation.reserved());
            }
            case ForgottenTransfersState(var prints) -> {
                apply(26);
                apply(prints);
            }
            case ReservationState r -> {
                apply(12, r.reservation().high(), r.reservation().low(), r.expiresNanos());
                apply(r.fate());
            }
            case TenantState(var tenant, var isEnding) -> apply(13, tenant, bit(isEnding));
            case PriceStepState p -> apply(14, p.instrument().value(), p.step(), p.lowUnits(), p.highUnits());
            case AccountLimitsState limits -> apply(limits);
            case MarketTimerState(var account, var instrument, var nanos) ->
                apply(39, account.packed(), instrument.value(), nanos);
            case VolumeState v -> apply(16, v.account().packed(), v.quote().value(), v.day(), v.units());
            case ConditionalOrderState c -> {
                apply(17, c.order().value(), c.extremeUnits(), c.turn());
                apply(c.request());
            }
            case TwapOrderState t -> {
                apply(18, t.order().value(), t.remaining().units(), t.slicesDone(), t.nextNanos());
                apply(t.request());
            }
            case HeldPriceState(var order, var price) -> apply(21, order.value(), price);
            case PendingOrderState p -> {
                OrderId working = p.working();
                apply(23, p.order().value(), working == null ? 0 : working.value(), p.turn());
                apply(p.request());
            }
            case OrderPairState(var limit, var stop) -> apply(19, limit.value(), stop.value());
        }
    }

    private void apply(AccountState account) {
        apply(4, account.account().packed(), bit(account.hasForgottenIds()), bit(account.mayOwe()));
        apply(bit(account.isKilled()), account.preventionGroup(), account.deadMansNanos());
    }

    private void apply(MarginTermsState state) {
        MarginTerms terms = state.terms();
        apply(
                29,
                state.asset().value(),
                state.indexPriceUnits(),
                terms.priceScale().places());
        apply(terms.haircutMillionths(), terms.capUnits(), terms.hourlyRateBillionths());
        for (MarginTier tier : terms.tiers()) {
            apply(tier.fromWhole(), tier.initialMillionths(), tier.maintenanceMillionths());
        }
    }

    private void apply(AssetId asset, MarginRates rates) {
        AssetId volumes = rates.volumeAsset();
        apply(42, asset.value(), volumes == null ? 0 : volumes.value());
        apply(rates.curve().size(), rates.discounts().size());
        rates.curve().forEach(point -> apply(point.useMillionths(), point.hourlyRateBillionths()));
        rates.discounts().forEach(discount -> apply(discount.volumeFromUnits(), discount.basisPoints()));
    }

    private void apply(DebtState debt) {
        apply(31, debt.account().packed(), debt.asset().value(), debt.principalUnits());
        apply(debt.interestUnits(), debt.interestBillionths());
        apply(debt.hourlyRateBillionths(), debt.nextHourNanos());
    }

    private void apply(MarginAccountState state) {
        apply(33, state.account().packed(), state.levelMillionths(), bit(state.isCalled()));
        apply(state.due(), state.retryNanos());
    }

    private void apply(AccountLimitsState state) {
        AccountLimits limits = state.limits();
        apply(15, state.account().packed(), state.instrument().value());
        apply(limits.orderValueMaxUnits(), limits.positionMaxUnits(), limits.openOrdersMax());
    }

    private void apply(InstrumentState market) {
        apply(market.instrument());
        apply(market.state());
        apply(market.lastPriceUnits(), market.resumesNanos(), bit(market.isKilled()), bit(market.isEnding()));
    }

    private void apply(RestingOrderState order) {
        apply(
                6,
                order.order().value(),
                order.account().packed(),
                order.instrument().value());
        apply(order.side());
        apply(order.terms());
        apply(order.selfTradePrevention());
        apply(
                order.quantity().units(),
                order.remaining().units(),
                order.visible().units());
    }

    private void apply(OrderRequest request) {
        apply(request.account(), request.clientOrderId());
        apply(request.instrument().value(), request.quantity().units());
        apply(request.side());
        apply(request.terms());
        apply(request.selfTradePrevention());
    }

    private void apply(OrderTerms terms) {
        switch (terms) {
            case OrderTerms.Limit limit -> {
                apply(1, limit.price().units(), limit.expiresNanos(), bit(limit.postOnly()));
                apply(limit.display().units());
                apply(limit.timeInForce());
            }
            case OrderTerms.Market() -> apply(2);
            case OrderTerms.MarketByQuote(var quoteUnits) -> apply(3, quoteUnits);
            case OrderTerms.Conditional(var trigger, var then) -> {
                apply(trigger);
                apply(then);
            }
            case OrderTerms.Twap(var limit, var slices, var interval) -> apply(5, limit.units(), slices, interval);
        }
    }

    private void apply(Trigger trigger) {
        apply(trigger.source());
        switch (trigger) {
            case Trigger.StopLoss stop -> apply(1, stop.price().units());
            case Trigger.TakeProfit take -> apply(2, take.price().units());
            case Trigger.TrailingAmount trailing -> apply(3, trailing.distance().units());
            case Trigger.TrailingRate trailing -> apply(4, trailing.basisPoints());
            case Trigger.TrailingFrom from -> {
                apply(5, from.activation().units());
                apply(from.then());
            }
            case Trigger.TrailingFromLoss from -> {
                apply(6, from.activation().units());
                apply(from.then());
            }
        }
    }

    private void apply(Asset asset) {
        apply(2, asset.tenant(), asset.id().value(), asset.scale().places(), asset.supplyWhole());
        apply(asset.code());
    }

    private void apply(Instrument instrument) {
        apply(3, instrument.tenant(), instrument.id().value());
        apply(instrument.base().value(), instrument.quote().value());
        for (FeeTier tier : instrument.fees().tiers()) {
            apply(
                    tier.volumeFromUnits(),
                    tier.rates().makerMillionths(),
                    tier.rates().takerMillionths());
        }
        apply(instrument.symbol());
        InstrumentRules rules = instrument.rules();
        apply(rules.priceScale().places(), rules.tickUnits(), rules.priceMaxUnits(), rules.lotUnits());
        apply(rules.quantityMinUnits(), rules.quantityMaxUnits(), rules.notionalMinUnits());
        apply(rules.risk());
    }

    private void apply(RiskRules risk) {
        apply(risk.notionalMaxUnits(), risk.positionMaxUnits(), risk.openOrdersMax(), risk.bandMillionths());
        CircuitBreaker breaker = risk.breaker();
        apply(breaker.moveMillionths(), breaker.windowNanos(), breaker.haltNanos());
        // Folds the kinds in the order of the enum, because that of a set differs from run to run.
        for (OrderKind kind : OrderKind.values()) {
            apply(bit(risk.kinds().contains(kind)));
        }
    }

    private void apply(TransferStepState state) {
        apply(11, state.chain().high(), state.chain().low(), state.chainLength(), state.sequence());
        RejectReason refusal = state.refusal();
        if (refusal != null) {
            apply(refusal);
        }
        switch (state.step()) {
            case TransferStep.Post(var transfer) -> apply(transfer);
            case TransferStep.Reserve(var transfer, var timeout) -> {
                apply(transfer);
                apply(timeout);
            }
            case TransferStep.PostReserved(var id, var pending, var units) -> {
                apply(id, pending);
                apply(units);
            }
            case TransferStep.VoidReserved(var id, var pending) -> apply(id, pending);
        }
    }

    private void apply(TransferId id, TransferId pending) {
        apply(id.high(), id.low(), pending.high(), pending.low());
    }

    private void apply(Transfer transfer) {
        apply(transfer.id().high(), transfer.id().low());
        apply(transfer.from().packed(), transfer.to().packed());
        apply(transfer.amount().asset().value(), transfer.amount().units());
        apply(transfer.kind());
    }

    private void apply(AccountId account, ClientOrderId id) {
        apply(account.packed(), id.w0(), id.w1(), id.w2(), id.w3());
    }

    private static long bit(boolean flag) {
        return flag ? 1 : 0;
    }

    private void apply(Enum<?> constant) {
        apply(constant.name());
    }

    private void apply(String text) {
        for (int i = 0; i < text.length(); i++) {
            value = HashMixing.mix(value, text.charAt(i));
        }
    }

    private void apply(long... numbers) {
        for (long number : numbers) {
            value = HashMixing.mix(value, number);
        }
    }
}
