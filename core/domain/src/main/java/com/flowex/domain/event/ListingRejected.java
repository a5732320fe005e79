package com.flowex.domain.event;

import com.flowex.domain.RejectReason;

/**
 * A request about assets, markets or accounts was refused.
 */
public record ListingRejected(int tenant, RejectReason reason) implements Rejection {}
