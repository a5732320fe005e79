package com.flowex.engine.order;

/** Kind of entry of an order: alone, in a pair, in a list, or at a later turn. */
enum AdmissionKind {
    SINGLE(1),
    /** The order is alone and comes in place of another. */
    REPLACEMENT(1),
    /** The order is one of a pair. */
    LEG(2),
    /** The order has a pending order behind it, or is that pending order. */
    WORKING(2),
    /** The order has a pending pair behind it. */
    WORKING_FOR_PAIR(3),
    /** The order is one of a pending pair. */
    PENDING_LEG(3),
    /** A pending order's turn has come. It has been counted since it was accepted. */
    STARTING(0),
    /** The turn of a pending pair has come, and the order is one of it. */
    STARTING_LEG(0);

    /** Number of open orders that the entry adds. */
    final int places;

    AdmissionKind(int places) {
        this.places = places;
    }

    /** Returns true if other orders stay open at least until this one is executed. */
    boolean hasFollowers() {
        return this == WORKING || this == WORKING_FOR_PAIR;
    }

    boolean isLeg() {
        return this == LEG || this == PENDING_LEG || this == STARTING_LEG;
    }
}
