package com.flowex.trading.planted;

import com.flowex.ground.projection.RebuildableView;
import com.flowex.ground.projection.ViewProgress;
import java.time.InstantSource;

/** A view that operators see and nobody waits for. */
public final class ListsItsOwnView {

    private ListsItsOwnView() {}

    public static RebuildableView view() {
        return new RebuildableView("own", new ViewProgress(), () -> true, () -> {}, InstantSource.system());
    }
}
