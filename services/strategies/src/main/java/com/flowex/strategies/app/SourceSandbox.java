package com.flowex.strategies.app;

import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.parameter.ParameterSpec;
import java.util.List;

/** Place where sources of users are checked and run; a source is hostile before its check, and afterwards, too. */
public interface SourceSandbox {

    /** Checks a source; does not throw for anything that the source contains. */
    Checked check(String source);

    /**
     * Opens a source for runs.
     *
     * @param markets symbols of the runs
     * @throws com.flowex.platform.errors.Refusal if the source does not pass the present check
     */
    Opened open(String name, String source, List<String> markets);

    /** Source that can run. Its process ends when it is closed. */
    interface Opened extends AutoCloseable {

        StrategyProvider provider();

        @Override
        void close();

        /** Returns no strategy, for a run that only stops. */
        static Opened none() {
            return new Opened() {
                @Override
                public StrategyProvider provider() {
                    throw new IllegalStateException("a run that stops has no strategy");
                }

                @Override
                public void close() {
                    // Nothing is held.
                }
            };
        }

        /** Returns a strategy that needs no process. */
        static Opened of(StrategyProvider provider) {
            return new Opened() {
                @Override
                public StrategyProvider provider() {
                    return provider;
                }

                @Override
                public void close() {
                    // Nothing is held.
                }
            };
        }
    }

    /**
     * Result of a check.
     *
     * @param parameters declared parameters; none if there are faults
     * @param faults all faults that were found, in the order of their lines
     */
    record Checked(List<ParameterSpec> parameters, List<SourceFault> faults) {

        public Checked {
            parameters = List.copyOf(parameters);
            faults = List.copyOf(faults);
        }
    }

    /**
     * Fault of a source: the schema StrategyFault of docs/api/openapi.yaml.
     *
     * @param line line of the source, from 1; 0 if it concerns the whole
     * @param code stable code of the rule, "forbidden_name"
     * @param message sentence that says what is wrong
     */
    record SourceFault(int line, String code, String message) {}
}
