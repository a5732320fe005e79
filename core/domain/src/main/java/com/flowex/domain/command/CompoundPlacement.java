package com.flowex.domain.command;

/**
 * Command that places several orders or one in place of another, or that previews such a placement. Its orders have effects
 * on debts by {@link PlaceWithEffects}.
 */
public sealed interface CompoundPlacement extends Command
        permits PlaceOrderPair,
                PlaceLinkedOrders,
                PlaceLinkedPair,
                PlacePayingOrders,
                PlacePayingPair,
                TryOrderPair,
                TryLinkedOrders,
                TryLinkedPair,
                TryPayingOrders,
                TryPayingPair,
                CancelReplace {}
