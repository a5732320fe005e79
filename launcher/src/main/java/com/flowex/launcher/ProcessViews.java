package com.flowex.launcher;

import com.flowex.ground.projection.RebuiltView;
import com.flowex.ground.projection.View;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The views that this process keeps: whichever is named here is waited for at a start, can be built anew by an operator, and is
 * listed by {@code GET /api/v1/views}.
 */
record ProcessViews(List<View<?>> all) {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessViews.class);

    ProcessViews {
        all = List.copyOf(all);
    }

    /**
     * Returns when every view that is this process's to keep shows this event, or has stopped: a start after a crash serves nothing
     * older than what was acknowledged, and no view keeps the others from being served. What another process keeps is not waited for.
     *
     * @param kept names of views
     */
    void await(long sequence, Set<String> kept) {
        all.stream().filter(view -> kept.contains(view.name())).forEach(view -> await(view, sequence));
    }

    private static void await(View<?> view, long sequence) {
        if (!view.await(sequence)) {
            LOG.error(
                    "the view {} {}: FlowEx starts without it, its reads answer 503 view_behind",
                    view.name(),
                    view.stopped().orElse("has stopped"));
        }
    }

    /** Builds one after the other anew from the log; each is read as it was until its new one takes its place. */
    void rebuild() {
        all.forEach(View::rebuild);
    }

    /** As operators have them rebuilt while requests are served. */
    List<RebuiltView> rebuilt() {
        InstantSource clock = InstantSource.system();
        return all.stream()
                .map(view -> new RebuiltView(view.name(), view.progress(), view::isKeptHere, view::rebuild, clock))
                .toList();
    }
}
