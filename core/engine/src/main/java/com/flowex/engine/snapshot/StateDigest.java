package com.flowex.engine.snapshot;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferStep;
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
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.ForgottenTransfersState;
import com.flowex.domain.state.HeldPriceState;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.KeptReservationState;
import com.flowex.domain.state.OrderPairState;
import com.flowex.domain.state.OrderQuotaState;
import com.flowex.domain.state.PendingOrderState;
import com.flowex.domain.state.PriceStepState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.ReservationState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TenantState;
import com.flowex.domain.state.TransferDayState;
import com.flowex.domain.state.TransferStepState;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.domain.state.VolumeState;
import com.flowex.domain.value.AccountId;
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
            case Counters c -> fold(1, c.sequence(), c.nextOrder(), c.nextTrade(), c.timeNanos(), c.rulesVersion());
            case AssetState(var asset) -> fold(asset);
            case InstrumentState market -> fold(market);
            case AccountState account -> fold(account);
            case AccountOwnerState(var account, var owner) -> fold(20, account.packed(), owner.high(), owner.low());
            case AccountRestrictionState(var account, var restriction) -> {
                fold(27, account.packed());
                fold(restriction);
            }
            case OrderQuotaState(var account, var quota) ->
                fold(28, account.packed(), quota.openOrdersMax(), quota.clientOrderIdsMax());
            case BalanceState b -> fold(5, b.account().packed(), b.asset().value(), b.balanceUnits(), b.heldUnits());
            case RestingOrderState order -> fold(order);
            case AcceptedIdState id -> {
                fold(id.account(), id.clientOrderId());
                fold(7, id.fingerprint(), id.order().value(), id.sequence(), id.closedNanos());
            }
            case RefusedIdState id -> {
                fold(id.account(), id.clientOrderId());
                fold(8, id.fingerprint(), id.closedNanos());
                fold(id.reason());
            }
            case BurntIdState id -> {
                fold(id.account(), id.clientOrderId());
                fold(9, id.closedNanos());
            }
            case DatedIdsState(var account, var millis) -> fold(22, account.packed(), millis);
            case ExpiredIdState id -> fold(10, id.account().packed(), id.hash(), id.closedNanos());
            case TransferStepState step -> fold(step);
            case TransferDayState(var day) -> fold(24, day);
            case KeptReservationState kept -> {
                fold(25, kept.expiresNanos(), bit(kept.isLeaving()));
                fold(kept.fate());
                fold(kept.reserved());
            }
            case ForgottenTransfersState(var prints) -> {
                fold(26);
                fold(prints);
            }
            case ReservationState r -> {
                fold(12, r.reservation().high(), r.reservation().low(), r.expiresNanos());
                fold(r.fate());
            }
            case TenantState(var tenant, var isEnding) -> fold(13, tenant, bit(isEnding));
            case PriceStepState p -> fold(14, p.instrument().value(), p.step(), p.lowUnits(), p.highUnits());
            case AccountLimitsState limits -> fold(limits);
            case VolumeState v -> fold(16, v.account().packed(), v.quote().value(), v.day(), v.units());
            case ConditionalOrderState c -> {
                fold(17, c.order().value(), c.extremeUnits(), c.turn());
                fold(c.request());
            }
            case TwapOrderState t -> {
                fold(18, t.order().value(), t.remaining().units(), t.slicesDone(), t.nextNanos());
                fold(t.request());
            }
            case HeldPriceState(var order, var price) -> fold(21, order.value(), price);
            case PendingOrderState p -> {
                OrderId working = p.working();
                fold(23, p.order().value(), working == null ? 0 : working.value(), p.turn());
                fold(p.request());
            }
            case OrderPairState(var limit, var stop) -> fold(19, limit.value(), stop.value());
        }
    }

    private void fold(AccountState account) {
        fold(4, account.account().packed(), bit(account.hasForgottenIds()), bit(account.mayOwe()));
        fold(bit(account.isKilled()), account.preventionGroup(), account.deadMansNanos());
    }

    private void fold(AccountLimitsState state) {
        AccountLimits limits = state.limits();
        fold(15, state.account().packed(), state.instrument().value());
        fold(limits.orderValueMaxUnits(), limits.positionMaxUnits(), limits.openOrdersMax());
    }

    private void fold(InstrumentState market) {
        fold(market.instrument());
        fold(market.state());
        fold(market.lastPriceUnits(), market.resumesNanos(), bit(market.isKilled()), bit(market.isEnding()));
    }

    private void fold(RestingOrderState order) {
        fold(
                6,
                order.order().value(),
                order.account().packed(),
                order.instrument().value());
        fold(order.side());
        fold(order.terms());
        fold(order.selfTradePrevention());
        fold(
                order.quantity().units(),
                order.remaining().units(),
                order.visible().units());
    }

    private void fold(OrderRequest request) {
        fold(request.account(), request.clientOrderId());
        fold(request.instrument().value(), request.quantity().units());
        fold(request.side());
        fold(request.terms());
        fold(request.selfTradePrevention());
    }

    private void fold(OrderTerms terms) {
        switch (terms) {
            case OrderTerms.Limit limit -> {
                fold(1, limit.price().units(), limit.expiresNanos(), bit(limit.postOnly()));
                fold(limit.display().units());
                fold(limit.timeInForce());
            }
            case OrderTerms.Market() -> fold(2);
            case OrderTerms.MarketByQuote(var quoteUnits) -> fold(3, quoteUnits);
            case OrderTerms.Conditional(var trigger, var then) -> {
                fold(trigger);
                fold(then);
            }
            case OrderTerms.Twap(var limit, var slices, var interval) -> fold(5, limit.units(), slices, interval);
        }
    }

    private void fold(Trigger trigger) {
        fold(trigger.source());
        switch (trigger) {
            case Trigger.StopLoss stop -> fold(1, stop.price().units());
            case Trigger.TakeProfit take -> fold(2, take.price().units());
            case Trigger.TrailingAmount trailing -> fold(3, trailing.distance().units());
            case Trigger.TrailingRate trailing -> fold(4, trailing.basisPoints());
            case Trigger.TrailingFrom from -> {
                fold(5, from.activation().units());
                fold(from.then());
            }
        }
    }

    private void fold(Asset asset) {
        fold(2, asset.tenant(), asset.id().value(), asset.scale().places(), asset.supplyWhole());
        fold(asset.code());
    }

    private void fold(Instrument instrument) {
        fold(3, instrument.tenant(), instrument.id().value());
        fold(instrument.base().value(), instrument.quote().value());
        for (FeeTier tier : instrument.fees().tiers()) {
            fold(
                    tier.volumeFromUnits(),
                    tier.rates().makerMillionths(),
                    tier.rates().takerMillionths());
        }
        fold(instrument.symbol());
        InstrumentRules rules = instrument.rules();
        fold(rules.priceScale().places(), rules.tickUnits(), rules.priceMaxUnits(), rules.lotUnits());
        fold(rules.quantityMinUnits(), rules.quantityMaxUnits(), rules.notionalMinUnits());
        fold(rules.risk());
    }

    private void fold(RiskRules risk) {
        fold(risk.notionalMaxUnits(), risk.positionMaxUnits(), risk.openOrdersMax(), risk.bandMillionths());
        CircuitBreaker breaker = risk.breaker();
        fold(breaker.moveMillionths(), breaker.windowNanos(), breaker.haltNanos());
        // Folds the kinds in the order of the enum, because that of a set differs from run to run.
        for (OrderKind kind : OrderKind.values()) {
            fold(bit(risk.kinds().contains(kind)));
        }
    }

    private void fold(TransferStepState state) {
        fold(11, state.chain().high(), state.chain().low(), state.chainLength(), state.sequence());
        RejectReason refusal = state.refusal();
        if (refusal != null) {
            fold(refusal);
        }
        switch (state.step()) {
            case TransferStep.Post(var transfer) -> fold(transfer);
            case TransferStep.Reserve(var transfer, var timeout) -> {
                fold(transfer);
                fold(timeout);
            }
            case TransferStep.PostReserved(var id, var pending, var units) -> {
                fold(id, pending);
                fold(units);
            }
            case TransferStep.VoidReserved(var id, var pending) -> fold(id, pending);
        }
    }

    private void fold(TransferId id, TransferId pending) {
        fold(id.high(), id.low(), pending.high(), pending.low());
    }

    private void fold(Transfer transfer) {
        fold(transfer.id().high(), transfer.id().low());
        fold(transfer.from().packed(), transfer.to().packed());
        fold(transfer.amount().asset().value(), transfer.amount().units());
        fold(transfer.kind());
    }

    private void fold(AccountId account, ClientOrderId id) {
        fold(account.packed(), id.w0(), id.w1(), id.w2(), id.w3());
    }

    private static long bit(boolean flag) {
        return flag ? 1 : 0;
    }

    private void fold(Enum<?> constant) {
        fold(constant.name());
    }

    private void fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            value = HashMixing.mix(value, text.charAt(i));
        }
    }

    private void fold(long... numbers) {
        for (long number : numbers) {
            value = HashMixing.mix(value, number);
        }
    }
}
