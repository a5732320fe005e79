package com.flowex.domain.state;

/** One piece of the engine's state. The engine writes them in a fixed order and reads them in the same. */
public sealed interface StateRecord
        permits Counters,
                AssetState,
                InstrumentState,
                AccountState,
                BalanceState,
                RestingOrderState,
                AcceptedIdState,
                RefusedIdState,
                BurntIdState,
                ExpiredIdState,
                PostedTransferState,
                RefusedTransferState {}
