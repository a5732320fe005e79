package com.flowex.platform.database;

/** Exclusive right to a piece of work that only one process may do at a time. */
@FunctionalInterface
public interface Lease {

    /** Lease of a single process, which owns everything. */
    Lease ALONE = () -> true;

    /**
     * Returns true if this process holds the lease, as far as it knows. Its work must be harmless even if another
     * process holds the lease already.
     */
    boolean isOurs();
}
