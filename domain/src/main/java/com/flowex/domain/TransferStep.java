package com.flowex.domain;

/** One link of a chain of transfers. Each has an id of its own: the same id does its work once, for ever. */
public sealed interface TransferStep {

    /** The step's own id. */
    TransferId id();

    /** Moves the money at once. */
    record Post(Transfer transfer) implements TransferStep {
        @Override
        public TransferId id() {
            return transfer.id();
        }
    }

    /**
     * Sets the money aside at its giver until it is posted, voided or expires.
     *
     * @param timeoutNanos log time after which the reservation expires; 0: never
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
     * Moves reserved money, all of it or a part; the rest is free again and the reservation over.
     *
     * @param pending id of the reservation
     * @param units positive and at most what is reserved; {@link #ALL}: all of it
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
     * Frees reserved money.
     *
     * @param pending id of the reservation
     */
    record VoidReserved(TransferId id, TransferId pending) implements TransferStep {}
}
