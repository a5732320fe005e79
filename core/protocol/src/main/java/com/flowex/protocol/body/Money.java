package com.flowex.protocol.body;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.event.Fill;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TransferId;
import com.flowex.protocol.sbe.WireAmountDecoder;
import com.flowex.protocol.sbe.WireAmountEncoder;
import com.flowex.protocol.sbe.WireFillDecoder;
import com.flowex.protocol.sbe.WireFillEncoder;
import com.flowex.protocol.sbe.WireStepKind;
import com.flowex.protocol.sbe.WireTransferDecoder;
import com.flowex.protocol.sbe.WireTransferEncoder;
import com.flowex.protocol.sbe.WireTransferKind;
import com.flowex.protocol.sbe.WireTransferStepDecoder;
import com.flowex.protocol.sbe.WireTransferStepEncoder;

/** Encoding and decoding of amounts, fills, transfers and the steps of a chain. */
public final class Money {

    private Money() {}

    public static void write(Amount amount, WireAmountEncoder out) {
        out.asset(amount.asset().value()).units(amount.units());
    }

    public static Amount read(WireAmountDecoder in) {
        return new Amount(new AssetId(in.asset()), in.units());
    }

    public static void write(Fill fill, WireFillEncoder out) {
        out.order(fill.order().value()).remaining(fill.remaining().units());
        Ids.write(fill.account(), out.account());
        write(fill.fee(), out.fee());
    }

    public static Fill read(WireFillDecoder in) {
        return new Fill(new OrderId(in.order()), Ids.read(in.account()), read(in.fee()), Ids.quantity(in.remaining()));
    }

    public static void write(Transfer transfer, WireTransferEncoder out) {
        Ids.write(transfer.id(), out.id());
        Ids.write(transfer.from(), out.from());
        Ids.write(transfer.to(), out.to());
        write(transfer.amount(), out.amount());
        out.kind(EnumPair.TRANSFER_KIND.toWire(transfer.kind()));
    }

    public static Transfer read(WireTransferDecoder in) {
        AccountId from = Ids.read(in.from());
        AccountId to = Ids.read(in.to());
        return new Transfer(Ids.read(in.id()), from, to, read(in.amount()), EnumPair.TRANSFER_KIND.toDomain(in.kind()));
    }

    public static void write(TransferStep step, WireTransferStepEncoder out) {
        switch (step) {
            case TransferStep.Post(Transfer transfer) -> writeMove(WireStepKind.POST, transfer, 0, out);
            case TransferStep.Reserve(Transfer transfer, long timeoutNanos) ->
                writeMove(WireStepKind.RESERVE, transfer, timeoutNanos, out);
            case TransferStep.PostReserved(TransferId id, TransferId pending, long units) ->
                writeEnd(WireStepKind.POST_RESERVED, id, pending, units, out);
            case TransferStep.VoidReserved(TransferId id, TransferId pending) ->
                writeEnd(WireStepKind.VOID_RESERVED, id, pending, 0, out);
        }
    }

    private static void writeMove(
            WireStepKind kind, Transfer transfer, long timeoutNanos, WireTransferStepEncoder out) {
        out.kind(kind).timeoutNanos(timeoutNanos).units(0);
        write(transfer, out.transfer());
        out.pending().high(0).low(0);
    }

    private static void writeEnd(
            WireStepKind kind, TransferId id, TransferId pending, long units, WireTransferStepEncoder out) {
        out.kind(kind).timeoutNanos(0).units(units);
        WireTransferEncoder transfer = out.transfer();
        Ids.write(id, transfer.id());
        transfer.from().tenant(0).number(0);
        transfer.to().tenant(0).number(0);
        transfer.amount().asset(0).units(0);
        transfer.kind(WireTransferKind.NULL_VAL);
        Ids.write(pending, out.pending());
    }

    public static TransferStep read(WireTransferStepDecoder in) {
        return switch (in.kind()) {
            case POST -> {
                Ids.requireZero(in.timeoutNanos());
                yield new TransferStep.Post(move(in));
            }
            case RESERVE -> new TransferStep.Reserve(move(in), in.timeoutNanos());
            case POST_RESERVED -> new TransferStep.PostReserved(endId(in), Ids.read(in.pending()), in.units());
            case VOID_RESERVED -> {
                Ids.requireZero(in.units());
                yield new TransferStep.VoidReserved(endId(in), Ids.read(in.pending()));
            }
            case NULL_VAL -> throw new GarbledException("a step's kind must be set");
        };
    }

    private static Transfer move(WireTransferStepDecoder in) {
        Ids.requireZero(in.units() | in.pending().high() | in.pending().low());
        return read(in.transfer());
    }

    /** Reads the id of a step that ends a reservation; all other fields must be empty. */
    private static TransferId endId(WireTransferStepDecoder in) {
        WireTransferDecoder transfer = in.transfer();
        Ids.requireZero(in.timeoutNanos());
        Ids.requireZero(transfer.from().tenant() | transfer.from().number());
        Ids.requireZero(transfer.to().tenant() | transfer.to().number());
        Ids.requireZero(transfer.amount().asset() | transfer.amount().units());
        EnumPair.TRANSFER_KIND.requireAbsent(transfer.kind());
        return Ids.read(transfer.id());
    }
}
