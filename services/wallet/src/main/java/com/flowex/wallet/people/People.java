package com.flowex.wallet.people;

import com.flowex.edge.tenancy.Receivers;

/**
 * Who knows the people.
 *
 * @param receivers who can be sent money
 */
public record People(SecondFactor secondFactor, AccessChanges accessChanges, Receivers receivers, Notices notices) {}
