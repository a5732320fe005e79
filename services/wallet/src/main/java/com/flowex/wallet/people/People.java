package com.flowex.wallet.people;

import com.flowex.edge.tenancy.Receivers;

/**
 * Who knows the people.
 *
 * @param receivers who can be sent money
 * @param payoutBan whose money stays
 */
public record People(
        SecondFactor secondFactor,
        AccessChanges accessChanges,
        Receivers receivers,
        Notices notices,
        PayoutBan payoutBan) {}
