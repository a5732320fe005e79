package com.flowex.sandbox.wire;

/**
 * Reason for which a source is refused.
 *
 * @param line line of the source, from 1; 0 if the whole source is meant
 * @param rule stable code of the rule, "callback_unknown"
 * @param message sentence that names the rule and the value
 */
public record ScriptProblem(int line, String rule, String message) {}
