package com.flowex.domain.account;

import com.flowex.domain.value.TransferId;

/**
 * One link of a chain of transfers. Each step has an id of its own, and the same id takes effect at most once, for
 * ever.
 */
public sealed interface TransferStep {

    /** The step's own id. */
    TransferId id();

    /** Moves the money immediately. */
    record Post(Transfer transfer) implements TransferStep {
        @Override
        public TransferId id() {
            return transfer.id();
        }
    }

    /**
     * Sets the money aside at the paying account until it is posted, voided or expires.
     *
     * @param timeoutNanos log time after which the reservation expires, in nanoseconds; 0 means never
     */
    record Reserve(Transfer transfer, long timeoutNanos) implements TransferStep {

        public Reserve {
            if (timeoutNanos < 0) {
                throw new IllegalArgumentException("a time-out is not negative, was " + timeoutNanos);
            }
        }

        @Override
        public TransferId id() {
            return transfer.id();
        }
    }

    /**
     * Moves reserved money, all of it or a part. The rest is released and the reservation ends.
     *
     * @param pending id of the reservation
     * @param units units to move, positive and at most what is reserved; {@link #ALL} means all of it
     */
    record PostReserved(TransferId id, TransferId pending, long units) implements TransferStep {

        public static final long ALL = Long.MAX_VALUE;

        public PostReserved {
            if (units <= 0) {
                throw new IllegalArgumentException("a transfer moves a positive amount, was " + units);
            }
        }
    }

    /**
     * Releases reserved money.
     *
     * @param pending id of the reservation
     */
    record VoidReserved(TransferId id, TransferId pending) implements TransferStep {}
}
