package com.flowex.protocol;

import com.flowex.domain.state.AcceptedIdState;
import com.flowex.domain.state.BurntIdState;
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.ForgottenTransfersState;
import com.flowex.domain.state.KeptReservationState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.ReservationState.ReservationStatus;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TransferDayState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Records of remembered ids and of transfers that are past their time, from {@link RandomValues}. */
final class RandomPast {

    private RandomPast() {}

    /** Ids that are remembered. */
    static List<StateRecord> all(RandomValues any) {
        List<StateRecord> all = new ArrayList<>(ids(any));
        all.addAll(states(any));
        return all;
    }

    private static List<StateRecord> ids(RandomValues any) {
        return List.of(
                new AcceptedIdState(any.account(), any.clientOrderId(), any.any(), any.order(), any.any(), any.any()),
                new RefusedIdState(any.account(), any.clientOrderId(), any.any(), any.reason(), any.any()),
                new BurntIdState(any.account(), any.clientOrderId(), any.any()),
                new ExpiredIdState(any.account(), any.any(), any.any()));
    }

    private static List<StateRecord> states(RandomValues any) {
        int count = any.within(1, ForgottenTransfersState.PRINTS_MAX);
        return List.of(
                new TransferDayState(any.any()),
                new KeptReservationState(any.transfer(), any.any(), any.one(ReservationStatus.values()), any.flag()),
                new ForgottenTransfersState(
                        LongStream.generate(any::any).limit(count).toArray()));
    }
}
