package com.flowex.strategy;

import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/**
 * Factory of one strategy. Operators add their own by {@link java.util.ServiceLoader}; providers are stateless.
 */
public interface StrategyProvider {

    /** Returns the name that runs and commands use: lower-case letters, digits and hyphens, "moving-average-cross". */
    String id();

    /** Returns one sentence about the rule of the strategy. */
    String summary();

    /** Returns the declared parameters, in the order of their display; names are unique. */
    List<ParameterSpec> parameters();

    /**
     * Creates an instance for one run.
     *
     * @param parameters values for {@link #parameters}, parsed and within their ranges
     * @throws com.flowex.strategy.parameter.ParameterException if the values contradict each other
     */
    Strategy create(Parameters parameters);
}
