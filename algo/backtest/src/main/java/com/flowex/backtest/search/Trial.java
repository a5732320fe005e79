package com.flowex.backtest.search;

import java.util.Map;

/**
 * Finished trial of a search. A list of them is the state that a search goes on from.
 *
 * @param number number in the plan, from 0
 */
public record Trial(int number, Map<String, String> parameters, TrialOutcome outcome) {}
