package com.flowex.protocol;

import com.flowex.domain.state.ForgottenTransfersState;
import com.flowex.domain.state.KeptReservationState;
import com.flowex.domain.state.ReservationState.Fate;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TransferDayState;
import java.util.List;
import java.util.stream.LongStream;

/** What is written of transfers that are past their time, from {@link RandomValues}. */
final class RandomPast {

    private RandomPast() {}

    static List<StateRecord> states(RandomValues any) {
        int count = any.within(1, ForgottenTransfersState.PRINTS_MAX);
        return List.of(
                new TransferDayState(any.any()),
                new KeptReservationState(any.transfer(), any.any(), any.one(Fate.values()), any.flag()),
                new ForgottenTransfersState(
                        LongStream.generate(any::any).limit(count).toArray()));
    }
}
