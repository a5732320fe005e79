package com.flowex.domain.event;

/** Something that happened. Events are numbered without gaps in the order in which the engine emits them. */
public sealed interface Event
        permits AssetListed,
                InstrumentListed,
                InstrumentHalted,
                InstrumentResumed,
                AccountOpened,
                TransferPosted,
                BalanceChanged,
                OrderAccepted,
                OrderRested,
                TradeExecuted,
                OrderReduced,
                OrderCanceled,
                OrderExpired,
                ClientOrderIdBurnt,
                Rejection {}
