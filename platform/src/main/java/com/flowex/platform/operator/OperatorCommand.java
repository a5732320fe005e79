package com.flowex.platform.operator;

import java.util.List;

/** Command that an operator may send to the running exchange. */
@FunctionalInterface
public interface OperatorCommand {

    /** User id that stands for an operator at the command line, who is not a user of the exchange. */
    long OPERATOR_USER = 0;

    /**
     * Result of a command.
     *
     * @param isDone true if it was done as asked; otherwise the command line ends with 1
     * @param text text for the operator, line by line
     */
    record Reply(boolean isDone, String text) {

        public static Reply done(String text) {
            return new Reply(true, text);
        }

        public static Reply refused(String text) {
            return new Reply(false, text);
        }
    }

    /** Another process of the exchange has to run the command. */
    final class NotHereException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param why message for the operator if there is no other process */
        public NotHereException(String why) {
            super(why);
        }
    }

    /**
     * Runs the command, or throws {@link NotHereException}. A {@link com.flowex.platform.errors.Refusal} is an answer,
     * too.
     */
    Reply answer(int tenant, List<String> arguments);
}
