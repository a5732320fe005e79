package com.flowex.engine.snapshot;

import com.flowex.domain.state.ForgottenTransfersState;
import com.flowex.domain.state.KeptReservationState;
import com.flowex.domain.state.ReservationState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TransferDayState;
import com.flowex.domain.state.TransferStepState;
import com.flowex.engine.ids.TransferIds;
import com.flowex.engine.state.ExchangeState;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Writer of the remembered transfers as records. A forgotten id that contains its time takes nothing; any other takes
 * about 8 bytes.
 */
final class TransferRecords implements TransferIds.TransferSink {

    private final ExchangeState state;
    private final TransferIds ids;
    private final Consumer<StateRecord> out;
    private final long[] prints = new long[ForgottenTransfersState.PRINTS_MAX];
    private int count;

    TransferRecords(ExchangeState state, Consumer<StateRecord> out) {
        this.state = state;
        this.ids = state.transfers;
        this.out = out;
    }

    void write() {
        ids.forgotten(this::print);
        writePrints();
        ids.walk(this);
        ids.walk(new ReservationStatusWriter());
    }

    private void print(long print) {
        prints[count++] = print;
        if (count == prints.length) {
            writePrints();
        }
    }

    private void writePrints() {
        if (count > 0) {
            out.accept(new ForgottenTransfersState(Arrays.copyOf(prints, count)));
            count = 0;
        }
    }

    @Override
    public void day(long day) {
        out.accept(new TransferDayState(day));
    }

    @Override
    public void step(int entry) {
        out.accept(
                ids.isKept(entry)
                        ? new KeptReservationState(
                                ids.transfer(entry),
                                state.reservations.expiresNanos(entry),
                                ids.reservation(entry),
                                ids.isLeaving(entry))
                        : new TransferStepState(
                                ids.step(entry),
                                ids.id(ids.chain(entry)),
                                ids.chainLength(entry),
                                ids.sequence(entry),
                                ids.refusal(entry)));
    }

    /** Writer of the status of reservations that were not kept past their time. */
    private final class ReservationStatusWriter implements TransferIds.TransferSink {

        @Override
        public void day(long day) {}

        @Override
        public void step(int entry) {
            if (ids.isReservation(entry) && !ids.isKept(entry)) {
                out.accept(new ReservationState(
                        ids.id(entry), state.reservations.expiresNanos(entry), ids.reservation(entry)));
            }
        }
    }
}
