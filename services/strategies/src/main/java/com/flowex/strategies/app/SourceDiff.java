package com.flowex.strategies.app;

import com.flowex.strategies.store.StrategyVersion;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** Difference between two versions of a source, line by line. */
public final class SourceDiff {

    private static final int CONTEXT_LINES = 3;

    private SourceDiff() {}

    /** Returns the unified diff; empty if the sources are equal. */
    public static List<String> unified(StrategyVersion from, StrategyVersion to) {
        List<String> before = from.source().lines().toList();
        List<String> after = to.source().lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(
                "version " + from.version(),
                "version " + to.version(),
                before,
                DiffUtils.diff(before, after),
                CONTEXT_LINES);
    }
}
