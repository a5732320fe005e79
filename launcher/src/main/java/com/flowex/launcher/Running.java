package com.flowex.launcher;

import java.util.concurrent.CompletableFuture;

/** What a process is, once it has been started. */
interface Running {

    /** Where it is reached, for the line that says it is ready. */
    String address();

    /** Kept when it stops by itself, with the line that says why. */
    CompletableFuture<String> stopped();
}
