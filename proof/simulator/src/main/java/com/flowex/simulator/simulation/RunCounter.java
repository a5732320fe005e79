package com.flowex.simulator.simulation;

import java.util.Locale;

/** Counters of a run. */
enum RunCounter {
    SEEDS,
    STEPS,
    COMMANDS,
    RECORDS,
    EVENTS,
    KILLS,
    POWER_LOSSES,
    TORN_RECORDS,
    TORN_SNAPSHOTS,
    LEADER_CHANGES,
    NETWORK_CUTS,
    STARTS,
    SNAPSHOTS,
    LOG_CUTS,
    EMPTIED_DISKS,
    COPIES,
    UNKNOWN,
    RESOLVED,
    NEVER_ANSWERED,
    LATE_ANSWERS,
    REDELIVERED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
