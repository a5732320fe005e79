package com.flowex.edge.access;

import java.time.Duration;

/** Remembers for a while what was seen, so that a second time is noticed. Safe for many threads. */
@FunctionalInterface
public interface OnceOnly {

    /** Whether this text is seen for the first time within {@code remembered}. */
    boolean isFirst(String text, Duration remembered);
}
