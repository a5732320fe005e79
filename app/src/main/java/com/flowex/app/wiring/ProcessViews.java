package com.flowex.app.wiring;

import com.flowex.platform.projection.View;
import com.flowex.platform.projection.status.RebuildableView;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Views of this process. A start waits for each of them, an operator can have it rebuilt, and {@code GET /api/v1/views}
 * lists it.
 */
public record ProcessViews(List<View<?>> all) {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessViews.class);

    public ProcessViews {
        all = List.copyOf(all);
    }

    /**
     * Waits until every view that this process has to keep shows an event, or has stopped. So a start after a crash
     * serves nothing older than what was acknowledged, and a stopped view does not hold up the others. Views of other
     * processes are not awaited.
     *
     * @param retained names of the views that this process keeps
     */
    public void await(long sequence, Set<String> retained) {
        all.stream().filter(view -> retained.contains(view.name())).forEach(view -> await(view, sequence));
    }

    private static void await(View<?> view, long sequence) {
        if (!view.await(sequence)) {
            LOG.error(
                    "the view {} {}: FlowEx starts without it, its reads answer 503 view_behind",
                    view.name(),
                    view.stopped().orElse("has stopped"));
        }
    }

    /** Rebuilds one after the other from the log; each is read as it was until its new one takes its place. */
    public void rebuild() {
        all.forEach(View::rebuild);
    }

    /** Returns the views in the form in which operators rebuild them while requests are served. */
    List<RebuildableView> rebuilt() {
        InstantSource clock = InstantSource.system();
        return all.stream()
                .map(view -> new RebuildableView(view.name(), view.progress(), view::isKeptHere, view::rebuild, clock))
                .toList();
    }
}
