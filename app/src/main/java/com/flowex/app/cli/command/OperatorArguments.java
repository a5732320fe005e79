package com.flowex.app.cli.command;

import java.util.Iterator;
import java.util.List;

/** Rules of the arguments of verbs that operators send to the running exchange. */
public final class OperatorArguments {

    private static final String ID = "[0-9a-fA-F-]{32,36}";

    private OperatorArguments() {}

    /** State of a saga. */
    public static final class State extends ValueRule implements Iterable<String> {

        private static final List<String> STATES = List.of("stopped", "running", "compensating", "completed", "failed");

        private State() {
            super(String.join("|", STATES), "it must be one of " + String.join(", ", STATES));
        }

        @Override
        public Iterator<String> iterator() {
            return STATES.iterator();
        }
    }

    /** Id of a saga. */
    public static final class SagaId extends ValueRule {

        private SagaId() {
            super(ID, "the id of a saga must be 32 hex digits as ./flowex sagas list has them");
        }
    }

    /** Id of an adjustment. */
    public static final class AdjustmentId extends ValueRule {

        private AdjustmentId() {
            super(ID, "the id of an adjustment must be 32 hex digits as ./flowex adjustments list has them");
        }
    }

    /** Id of a transfer of unclaimed money. */
    public static final class UnclaimedId extends ValueRule {

        private UnclaimedId() {
            super(ID, "the id of a transfer must be 32 hex digits as ./flowex unclaimed transfers lists them");
        }
    }

    /** Name of a view. */
    public static final class ViewName extends ValueRule {

        private ViewName() {
            super("[a-z]{1,32}", "the name of a view must be as ./flowex views list has it");
        }
    }

    /** Number of minutes. */
    public static final class Minutes extends ValueRule {

        private Minutes() {
            super("[0-9]{1,5}", "it must be a number of minutes");
        }
    }
}
