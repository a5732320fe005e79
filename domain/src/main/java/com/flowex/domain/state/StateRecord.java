package com.flowex.domain.state;

/** One piece of the engine's state. The engine writes them in a fixed order and reads them in the same. */
public sealed interface StateRecord
        permits Counters,
                AssetState,
                TenantState,
                InstrumentState,
                PriceStepState,
                AccountState,
                AccountOwnerState,
                AccountLimitsState,
                BalanceState,
                VolumeState,
                RestingOrderState,
                ConditionalOrderState,
                HeldPriceState,
                TwapOrderState,
                OrderPairState,
                PendingOrderState,
                AcceptedIdState,
                RefusedIdState,
                BurntIdState,
                DatedIdsState,
                ExpiredIdState,
                TransferStepState,
                ReservationState {}
