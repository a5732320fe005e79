package com.flowex.app.lifecycle;

import com.flowex.platform.health.Health;
import java.util.concurrent.CompletableFuture;

/** A started process. */
public interface RunningProcess {

    /** Name on the health pages of the reason why a leaving process is not ready. */
    String LEAVING = "process";

    Health.State STOP_REQUESTED = new Health.State.Down("is stopping, and serves until then");

    /** Returns its address, for the line that reports it ready. */
    String address();

    /** Reports not ready from now on, but keeps serving. */
    void leave();

    /** Returns a future that completes with the reason when it stops by itself. */
    CompletableFuture<String> stopped();
}
