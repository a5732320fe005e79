package com.flowex.sandbox;

import com.flowex.sandbox.wire.Callback;
import com.flowex.sandbox.wire.ScriptProblem;
import com.flowex.strategy.parameter.ParameterSpec;
import java.util.List;
import java.util.Set;

/**
 * Result of the check of a source.
 *
 * @param problems reasons for which it is refused; empty if it may run
 * @param parameters declared parameters, in the order of the source
 * @param callbacks callbacks that the source has
 */
public record ScriptCheck(List<ScriptProblem> problems, List<ParameterSpec> parameters, Set<Callback> callbacks) {

    public ScriptCheck {
        problems = List.copyOf(problems);
        parameters = List.copyOf(parameters);
        callbacks = Set.copyOf(callbacks);
    }

    static ScriptCheck refused(String rule, String message) {
        return new ScriptCheck(List.of(new ScriptProblem(0, rule, message)), List.of(), Set.of());
    }

    public boolean isAccepted() {
        return problems.isEmpty();
    }
}
