package com.flowex.ground.operator;

import java.util.List;

/** Something that an operator may ask of the exchange that runs. */
@FunctionalInterface
public interface OperatorCommand {

    /**
     * What came of it.
     *
     * @param isDone whether it is as was asked; otherwise the command line ends with 1
     * @param text for the operator, line by line
     */
    record Reply(boolean isDone, String text) {

        public static Reply done(String text) {
            return new Reply(true, text);
        }

        public static Reply refused(String text) {
            return new Reply(false, text);
        }
    }

    /** Another process of the exchange has to do it. */
    final class NotHereException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param why for the operator, where there is no other process */
        public NotHereException(String why) {
            super(why);
        }
    }

    /** Does it, or throws {@link NotHereException}. A {@link com.flowex.ground.refusal.Refusal} is an answer, too. */
    Reply answer(int tenant, List<String> arguments);
}
