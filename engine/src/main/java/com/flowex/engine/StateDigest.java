package com.flowex.engine;

import com.flowex.domain.AccountId;
import com.flowex.domain.Asset;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.Transfer;
import com.flowex.domain.state.AcceptedIdState;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.AssetState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.BurntIdState;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.PostedTransferState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.RefusedTransferState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.StateRecord;
import java.util.function.Consumer;

/**
 * 64 bits over state records, field by field: a record's own hash code would not do, an enum's differs from run to run.
 */
final class StateDigest implements Consumer<StateRecord> {

    private long value = Mixing.SEED;

    long value() {
        return value;
    }

    @Override
    public void accept(StateRecord piece) {
        switch (piece) {
            case Counters c -> fold(1, c.sequence(), c.nextOrder(), c.nextTrade(), c.timeNanos());
            case AssetState(var asset) -> fold(asset);
            case InstrumentState(var instrument, var state) -> {
                fold(instrument);
                fold(state.name());
            }
            case AccountState(var account, var hasForgottenIds) -> fold(4, key(account), hasForgottenIds ? 1 : 0);
            case BalanceState b -> fold(5, key(b.account()), b.asset().value(), b.balanceUnits(), b.heldUnits());
            case RestingOrderState order -> fold(order);
            case AcceptedIdState id -> {
                fold(id.account(), id.clientOrderId());
                fold(7, id.fingerprint(), id.order().value(), id.sequence(), id.closedNanos());
            }
            case RefusedIdState id -> {
                fold(id.account(), id.clientOrderId());
                fold(8, id.fingerprint(), id.closedNanos());
                fold(id.reason().name());
            }
            case BurntIdState id -> {
                fold(id.account(), id.clientOrderId());
                fold(9, id.closedNanos());
            }
            case ExpiredIdState id -> fold(10, key(id.account()), id.hash(), id.closedNanos());
            case PostedTransferState(var transfer, var sequence) -> {
                fold(transfer);
                fold(11, sequence);
            }
            case RefusedTransferState(var transfer, var reason) -> {
                fold(transfer);
                fold(reason.name());
            }
        }
    }

    private void fold(RestingOrderState order) {
        fold(6, order.order().value(), key(order.account()), order.instrument().value());
        fold(order.side().name());
        fold(order.price().units(), order.quantity().units(), order.remaining().units());
    }

    private void fold(Asset asset) {
        fold(2, asset.tenant(), asset.id().value(), asset.scale().places(), asset.supplyWhole());
        fold(asset.code());
    }

    private void fold(Instrument instrument) {
        fold(3, instrument.tenant(), instrument.id().value());
        fold(instrument.base().value(), instrument.quote().value());
        fold(instrument.fees().makerMillionths(), instrument.fees().takerMillionths());
        fold(instrument.symbol());
        InstrumentRules rules = instrument.rules();
        fold(rules.priceScale().places(), rules.tickUnits(), rules.priceMaxUnits(), rules.lotUnits());
        fold(rules.quantityMinUnits(), rules.quantityMaxUnits(), rules.notionalMinUnits());
    }

    private void fold(Transfer transfer) {
        fold(transfer.id().high(), transfer.id().low());
        fold(key(transfer.from()), key(transfer.to()));
        fold(transfer.amount().asset().value(), transfer.amount().units());
        fold(transfer.kind().name());
    }

    private void fold(AccountId account, ClientOrderId id) {
        fold(key(account), id.w0(), id.w1(), id.w2(), id.w3());
    }

    private static long key(AccountId account) {
        return (long) account.tenant() << 40 | account.number();
    }

    private void fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            value = Mixing.mix(value, text.charAt(i));
        }
    }

    private void fold(long... numbers) {
        for (long number : numbers) {
            value = Mixing.mix(value, number);
        }
    }
}
