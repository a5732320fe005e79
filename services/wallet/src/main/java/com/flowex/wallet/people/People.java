package com.flowex.wallet.people;

import com.flowex.edge.tenancy.Receivers;

/**
 * Functions of the identity service that the wallet needs.
 *
 * @param receivers users who can receive money
 * @param payoutBan users who may not withdraw
 */
public record People(
        SecondFactor secondFactor,
        AccessChanges accessChanges,
        Receivers receivers,
        Notices notices,
        PayoutBan payoutBan) {}
