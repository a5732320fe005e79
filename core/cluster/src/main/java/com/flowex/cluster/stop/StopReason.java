package com.flowex.cluster.stop;

import io.aeron.archive.client.ArchiveEvent;
import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.client.ClusterException;
import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.StorageSpaceException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** First reason why a node has to stop, found by any thread: one line for the operator. */
public final class StopReason {
    private static final Logger LOGGER = LoggerFactory.getLogger(StopReason.class);

    private final Path root;
    private final CompletableFuture<String> line = new CompletableFuture<>();
    private final AtomicBoolean found = new AtomicBoolean();
    private volatile boolean closing;
    private volatile @Nullable Throwable cause;

    public StopReason(Path root) {
        this.root = root;
    }

    /** Returns a promise that completes with the line, if there ever is one. */
    public CompletableFuture<String> line() {
        return line;
    }

    /** Returns the reason, for a caller that waits for a start; blocks until there is one. */
    public NodeRefusedException refusal() {
        String text = line.join();
        Throwable known = cause;
        return known == null ? new NodeRefusedException(text) : new NodeRefusedException(text, known);
    }

    /** Notes that the node is closing, so later failures are only results of that. */
    public void closing() {
        closing = true;
    }

    /**
     * Stops the node, with the details in the log. It is safe from any thread and returns at once; only the first call
     * counts.
     */
    public void stop(String why, @Nullable Throwable cause) {
        if (!closing && found.compareAndSet(false, true)) {
            String text = isDiskFull(cause) ? diskFull() : why;
            this.cause = cause;
            if (cause instanceof NodeRefusedException) {
                // The line is complete, and the code that started the node reports it.
                LOGGER.debug("the exchange stops: {}", text, cause);
            } else {
                LOGGER.error("the exchange stops: {}", text, cause);
            }
            line.completeAsync(() -> text);
        }
    }

    public String diskFull() {
        return "no space left on the disk of " + root + "; nothing acknowledged is lost: free some and start again";
    }

    /**
     * Returns an error handler for components that continue after a warning and cannot be trusted after any other
     * error. The last warning is reported with the error that ended a component.
     */
    public ErrorHandler errorHandler(String component) {
        AtomicReference<String> before = new AtomicReference<>("");
        return error -> {
            if (closing || found.get()) {
                // A component that is being closed reports errors about that.
                LOGGER.debug("{}", component, error);
            } else if (isWarning(error) || isOfReader(error) || isRepeated(error)) {
                LOGGER.warn("{}: {}", component, firstLine(error));
                before.set("; before that: " + firstLine(error));
            } else if (error instanceof AgentTerminationException) {
                stop(component + " has ended: " + firstLine(error) + before.get(), error);
            } else {
                stop(component + " failed: " + firstLine(error), error);
            }
        };
    }

    /**
     * Returns true if the engine of a follower joined the log of its leader too late: on a machine that stood still, the
     * stream on which the follower began had ended, and the next one begins behind it. The log on the disk is whole, and
     * another start reads what is missing.
     */
    public boolean isLateJoin() {
        Throwable known = cause;
        return known instanceof ClusterException
                && String.valueOf(known.getMessage()).contains("must be contiguous for joining image");
    }

    private static boolean isWarning(Throwable error) {
        return error instanceof AeronException known && known.category() == AeronException.Category.WARN;
    }

    /**
     * Returns true for an error of a reader. An archive reports a failed replay to the requester, which decides, and
     * also here; and it reports an answer to a requester that has left.
     */
    private static boolean isOfReader(Throwable error) {
        String message = String.valueOf(error.getMessage());
        return (error instanceof ArchiveException || error instanceof ArchiveEvent)
                && (message.contains("replaySessionId=") || message.contains("response publication is closed"))
                && !isDiskFull(error);
    }

    /**
     * Returns true if a follower repeats a request. A follower that fell behind asks its leader again for the log
     * before the former replay has ended. Driver, archive and leader each report that there is a replay already; the
     * follower gets that report too and asks again.
     */
    private static boolean isRepeated(Throwable error) {
        return error instanceof AeronException
                && String.valueOf(error.getMessage()).contains("existing publication has clashing sessionId");
    }

    private static boolean isDiskFull(@Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (StorageSpaceException.isStorageSpaceError(cause)
                    || cause instanceof ArchiveException archive
                            && archive.errorCode() == ArchiveException.STORAGE_SPACE) {
                return true;
            }
        }
        return false;
    }

    /** Returns the first line of an error's message; its name if it has none. */
    public static String firstLine(Throwable error) {
        String message = error.getMessage();
        return message == null || message.isBlank()
                ? error.getClass().getSimpleName()
                : message.lines().findFirst().orElseThrow();
    }
}
