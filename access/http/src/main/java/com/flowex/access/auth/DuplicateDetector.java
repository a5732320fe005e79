package com.flowex.access.auth;

import java.time.Duration;

/** Detector of repeated values: it remembers each value for a while. Thread-safe. */
@FunctionalInterface
public interface DuplicateDetector {

    /** Returns true if this text is seen for the first time within {@code remembered}. */
    boolean isFirst(String text, Duration remembered);
}
