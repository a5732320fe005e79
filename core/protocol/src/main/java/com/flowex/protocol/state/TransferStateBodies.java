package com.flowex.protocol.state;

import com.flowex.domain.state.ForgottenTransfersState;
import com.flowex.domain.state.KeptReservationState;
import com.flowex.domain.state.TransferDayState;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.GarbledException;
import com.flowex.protocol.body.Groups;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.Money;
import com.flowex.protocol.sbe.WireForgottenTransfersStateDecoder;
import com.flowex.protocol.sbe.WireForgottenTransfersStateEncoder;
import com.flowex.protocol.sbe.WireKeptReservationStateDecoder;
import com.flowex.protocol.sbe.WireKeptReservationStateEncoder;
import com.flowex.protocol.sbe.WireTransferDayStateDecoder;
import com.flowex.protocol.sbe.WireTransferDayStateEncoder;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/**
 * Encoding and decoding of the state of transfers past their time. Each write is beside its read; a write returns the
 * end of the body.
 */
final class TransferStateBodies {

    private TransferStateBodies() {}

    static int write(TransferDayState state, WireTransferDayStateEncoder out) {
        out.day(state.day());
        return out.limit();
    }

    static TransferDayState read(WireTransferDayStateDecoder in) {
        return new TransferDayState(in.day());
    }

    static int write(KeptReservationState state, WireKeptReservationStateEncoder out) {
        Money.write(state.reserved(), out.reserved());
        out.expiresNanos(state.expiresNanos())
                .fate(EnumPair.RESERVATION_STATUS.toWire(state.fate()))
                .isLeaving(Ids.wire(state.isLeaving()));
        return out.limit();
    }

    static KeptReservationState read(WireKeptReservationStateDecoder in) {
        return new KeptReservationState(
                Money.read(in.reserved()),
                in.expiresNanos(),
                EnumPair.RESERVATION_STATUS.toDomain(in.fate()),
                Ids.read(in.isLeaving()));
    }

    static int write(ForgottenTransfersState state, WireForgottenTransfersStateEncoder out) {
        MutableDirectBuffer buffer = out.buffer();
        int at = Groups.begin(state.prints().length, Long.BYTES, buffer, out.limit());
        for (long print : state.prints()) {
            buffer.putLong(at, print, ByteOrder.LITTLE_ENDIAN);
            at += Long.BYTES;
        }
        return at;
    }

    /** @param end offset at which the body ends */
    static ForgottenTransfersState read(WireForgottenTransfersStateDecoder in, int end) {
        int count = Groups.count(Long.BYTES, in.buffer(), in.limit(), end);
        if (count > ForgottenTransfersState.PRINTS_MAX) {
            throw new GarbledException(count + " prints");
        }
        long[] prints = new long[count];
        for (int i = 0; i < count; i++) {
            prints[i] =
                    in.buffer().getLong(in.limit() + Groups.HEADER_LENGTH + i * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        }
        return new ForgottenTransfersState(prints);
    }
}
