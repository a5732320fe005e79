package com.flowex.domain.command;

/** Something the engine is asked to do. Commands are the input of the log; nothing else changes money or orders. */
public sealed interface Command
        permits ListAsset,
                ListInstrument,
                ChangeInstrument,
                ReplaceInstrument,
                ChangeMarketState,
                OpenAccount,
                OpenOwnedAccount,
                BindAccount,
                SetAccountLimits,
                SetPreventionGroup,
                SetKillSwitch,
                SetDeadMansTimer,
                PostTransfer,
                PostTransferChain,
                PlaceOrder,
                PlaceOrderPair,
                TryOrder,
                CancelOne,
                CancelOrders,
                CancelReplace,
                ReduceOrder,
                AmendOrder,
                ResolveClientOrderId,
                AdvanceTime,
                AdoptRules {}
