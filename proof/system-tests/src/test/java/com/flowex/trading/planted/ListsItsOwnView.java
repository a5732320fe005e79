package com.flowex.trading.planted;

import com.flowex.platform.projection.status.RebuildableView;
import com.flowex.platform.projection.status.ViewProgress;
import java.time.InstantSource;

/** A view that operators see and no reader waits for. */
public final class ListsItsOwnView {

    private ListsItsOwnView() {}

    public static RebuildableView view() {
        return new RebuildableView("own", new ViewProgress(), () -> true, () -> {}, InstantSource.system());
    }
}
