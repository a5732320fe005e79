package com.flowex.protocol;

import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.Asset;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.FeeRates;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;
import com.flowex.domain.event.Fill;
import com.flowex.protocol.sbe.WireAccountIdEncoder;
import com.flowex.protocol.sbe.WireAmountEncoder;
import com.flowex.protocol.sbe.WireAssetEncoder;
import com.flowex.protocol.sbe.WireBoolean;
import com.flowex.protocol.sbe.WireClientOrderIdEncoder;
import com.flowex.protocol.sbe.WireFillEncoder;
import com.flowex.protocol.sbe.WireInstrumentEncoder;
import com.flowex.protocol.sbe.WireOrderRequestEncoder;
import com.flowex.protocol.sbe.WireOrderType;
import com.flowex.protocol.sbe.WireTimeInForce;
import com.flowex.protocol.sbe.WireTransferEncoder;
import com.flowex.protocol.sbe.WireTransferIdEncoder;

/** The parts that several messages share, to bytes. */
final class ValueWriter {

    private ValueWriter() {}

    static WireBoolean wire(boolean value) {
        return value ? WireBoolean.YES : WireBoolean.NO;
    }

    static void write(AccountId account, WireAccountIdEncoder out) {
        out.tenant(account.tenant()).number(account.number());
    }

    static void write(ClientOrderId id, WireClientOrderIdEncoder out) {
        out.w0(id.w0()).w1(id.w1()).w2(id.w2()).w3(id.w3());
    }

    static void write(TransferId id, WireTransferIdEncoder out) {
        out.high(id.high()).low(id.low());
    }

    static void write(Amount amount, WireAmountEncoder out) {
        out.asset(amount.asset().value()).units(amount.units());
    }

    static void write(Transfer transfer, WireTransferEncoder out) {
        write(transfer.id(), out.id());
        write(transfer.from(), out.from());
        write(transfer.to(), out.to());
        write(transfer.amount(), out.amount());
        out.kind(EnumPair.TRANSFER_KIND.toWire(transfer.kind()));
    }

    static void write(Asset asset, WireAssetEncoder out) {
        out.tenant(asset.tenant())
                .id(asset.id().value())
                .code(asset.code())
                .scale((short) asset.scale().places())
                .supplyWhole(asset.supplyWhole());
    }

    static void write(Instrument instrument, WireInstrumentEncoder out) {
        InstrumentRules rules = instrument.rules();
        FeeRates fees = instrument.fees();
        out.tenant(instrument.tenant())
                .id(instrument.id().value())
                .symbol(instrument.symbol())
                .base(instrument.base().value())
                .quote(instrument.quote().value())
                .priceScale((short) rules.priceScale().places())
                .tickUnits(rules.tickUnits())
                .priceMaxUnits(rules.priceMaxUnits())
                .lotUnits(rules.lotUnits())
                .quantityMinUnits(rules.quantityMinUnits())
                .quantityMaxUnits(rules.quantityMaxUnits())
                .notionalMinUnits(rules.notionalMinUnits())
                .makerMillionths(fees.makerMillionths())
                .takerMillionths(fees.takerMillionths());
    }

    static void write(OrderRequest request, WireOrderRequestEncoder out) {
        write(request.account(), out.account());
        write(request.clientOrderId(), out.clientOrderId());
        out.instrument(request.instrument().value())
                .side(EnumPair.SIDE.toWire(request.side()))
                .quantity(request.quantity().units());
        switch (request.terms()) {
            case OrderTerms.Limit limit ->
                out.type(WireOrderType.LIMIT)
                        .price(limit.price().units())
                        .timeInForce(EnumPair.TIME_IN_FORCE.toWire(limit.timeInForce()))
                        .postOnly(wire(limit.postOnly()));
            case OrderTerms.Market _ ->
                out.type(WireOrderType.MARKET)
                        .price(0)
                        .timeInForce(WireTimeInForce.NULL_VAL)
                        .postOnly(WireBoolean.NO);
        }
    }

    static void write(Fill fill, WireFillEncoder out) {
        out.order(fill.order().value()).remaining(fill.remaining().units());
        write(fill.account(), out.account());
        write(fill.fee(), out.fee());
    }
}
