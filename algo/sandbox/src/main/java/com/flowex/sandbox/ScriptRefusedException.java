package com.flowex.sandbox;

import com.flowex.sandbox.wire.ScriptProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A source that its check refuses. */
public final class ScriptRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ScriptCheck check;

    ScriptRefusedException(ScriptCheck check) {
        super(check.problems().stream()
                .map(problem -> "line " + problem.line() + ": " + problem.message() + " (" + problem.rule() + ")")
                .collect(Collectors.joining("; ")));
        this.check = check;
    }

    public List<ScriptProblem> problems() {
        return check.problems();
    }
}
