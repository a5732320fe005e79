package com.flowex.ground.database;

/** The right to do what one process at a time may do. */
@FunctionalInterface
public interface Lease {

    /** Where there is one process, everything is its own. */
    Lease ALONE = () -> true;

    /** Whether this process has it, as far as is known; what it does must be harmless while another one has it already. */
    boolean isOurs();
}
