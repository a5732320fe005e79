package com.flowex.domain.command;

/** Something the engine is asked to do. Commands are the input of the log; nothing else changes money or orders. */
public sealed interface Command
        permits ListAsset,
                ListInstrument,
                HaltInstrument,
                ResumeInstrument,
                OpenAccount,
                PostTransfer,
                PlaceOrder,
                CancelOrder,
                CancelOrderByClientId,
                CancelAllOrders,
                CancelInstrumentOrders,
                ReduceOrder,
                ResolveClientOrderId {}
