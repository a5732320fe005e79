package com.flowex.platform.projection.status;

import com.flowex.platform.jobs.AsyncTask;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** View that an operator may rebuild, in the background and one rebuild at a time. */
public final class RebuildableView {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildableView.class);

    /** Stage of the last rebuild. */
    public enum Stage {
        /** None since the process started. */
        NONE,
        /** The old view is still read. */
        RUNNING,
        /** The new view is read. */
        DONE,
        /** The old view is unchanged. */
        FAILED
    }

    /**
     * Last rebuild.
     *
     * @param at time at which the stage was reached
     * @param why one line if it failed, otherwise empty
     */
    public record Rebuild(Stage stage, Instant at, String why) {}

    private final String name;
    private final ViewProgress progress;
    private final BooleanSupplier isKeptHere;
    private final Runnable rebuild;
    private final InstantSource clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Rebuild last;

    /**
     * Creates a view.
     *
     * @param isKeptHere true if this process may rebuild it
     * @param rebuild returns when the new view is read, or throws
     */
    public RebuildableView(
            String name, ViewProgress progress, BooleanSupplier isKeptHere, Runnable rebuild, InstantSource clock) {
        this.isKeptHere = isKeptHere;
        this.name = name;
        this.progress = progress;
        this.rebuild = rebuild;
        this.clock = clock;
        this.last = new Rebuild(Stage.NONE, clock.instant(), "");
    }

    public String name() {
        return name;
    }

    public ViewProgress progress() {
        return progress;
    }

    /** Returns true if this process writes the view and may rebuild it. */
    public boolean isKeptHere() {
        return isKeptHere.getAsBoolean();
    }

    public Rebuild last() {
        return last;
    }

    /** Begins a rebuild; returns false if one is running. */
    public boolean begin() {
        if (!running.compareAndSet(false, true)) {
            return false;
        }
        last = new Rebuild(Stage.RUNNING, clock.instant(), "");
        LOG.warn("the view {} is being rebuilt, as an operator requested", name);
        AsyncTask.begin("rebuild-" + name, this::run);
        return true;
    }

    private void run() {
        try {
            rebuild.run();
            last = new Rebuild(Stage.DONE, clock.instant(), "");
            LOG.warn("the view {} was rebuilt", name);
        } catch (Throwable e) { // an Error, too: an operator waits for the end of it
            last = new Rebuild(Stage.FAILED, clock.instant(), String.valueOf(e.getMessage()));
            LOG.error("the view {} was not rebuilt and is unchanged", name, e);
        } finally {
            running.set(false);
        }
    }
}
