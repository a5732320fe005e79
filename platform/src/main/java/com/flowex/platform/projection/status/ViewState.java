package com.flowex.platform.projection.status;

import com.flowex.platform.projection.tenant.StoppedTenant;
import java.util.Comparator;
import java.util.List;

/**
 * Report of a process about a view.
 *
 * @param isKept true if the process writes the view
 * @param sequence number of the last event that it shows
 * @param stopped tenants whose view has stopped, in their order
 */
public record ViewState(
        String name, boolean isKept, long sequence, List<StoppedTenant> stopped, RebuildableView.Rebuild rebuild) {

    public ViewState {
        stopped = List.copyOf(stopped);
    }

    static ViewState of(RebuildableView view) {
        return new ViewState(
                view.name(),
                view.isKeptHere(),
                view.progress().applied(),
                view.progress().stopped().values().stream()
                        .sorted(Comparator.comparingInt(StoppedTenant::tenant))
                        .toList(),
                view.last());
    }

    ViewState with(RebuildableView.Rebuild other) {
        return new ViewState(name, isKept, sequence, stopped, other);
    }
}
