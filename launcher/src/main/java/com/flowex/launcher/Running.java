package com.flowex.launcher;

import com.flowex.ground.health.Health;
import java.util.concurrent.CompletableFuture;

/** What a process is, once it has been started. */
interface Running {

    /** On the health pages: what a process that leaves is not ready for. */
    String LEAVING = "process";

    Health.State TOLD_TO_STOP = new Health.State.Down("told to stop, and serves until it does");

    /** Where it is reached, for the line that says it is ready. */
    String address();

    /** Says from now on that it is not ready, and serves all the same. */
    void leave();

    /** Kept when it stops by itself, with the line that says why. */
    CompletableFuture<String> stopped();
}
