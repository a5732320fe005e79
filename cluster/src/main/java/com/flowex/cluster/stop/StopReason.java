package com.flowex.cluster.stop;

import io.aeron.archive.client.ArchiveEvent;
import io.aeron.archive.client.ArchiveException;
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

/** The first reason why a node has to stop, whichever thread finds it; one line for the operator. */
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

    /** Kept with the line, if there ever is one. */
    public CompletableFuture<String> line() {
        return line;
    }

    /** The reason, for whoever waits for a start; waits for it. */
    public NodeRefusedException refusal() {
        String text = line.join();
        Throwable known = cause;
        return known == null ? new NodeRefusedException(text) : new NodeRefusedException(text, known);
    }

    /** From now on what breaks is only what is being taken apart. */
    public void closing() {
        closing = true;
    }

    /** Stops the node, with the details in the log. Safe from any thread, returns at once; only the first counts. */
    public void stop(String why, @Nullable Throwable cause) {
        if (!closing && found.compareAndSet(false, true)) {
            String text = isDiskFull(cause) ? diskFull() : why;
            this.cause = cause;
            if (cause instanceof NodeRefusedException) {
                // Its line says all, and is said by whoever started the node.
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

    /** For components that carry on after a warning and cannot be trusted after anything else. The last warning is told with what ended one. */
    public ErrorHandler errorHandler(String component) {
        AtomicReference<String> before = new AtomicReference<>("");
        return error -> {
            if (closing || found.get()) {
                // What is taken apart complains of that.
                LOGGER.debug("{}", component, error);
            } else if (isWarning(error) || isOfReader(error) || isAskedAgain(error)) {
                LOGGER.warn("{}: {}", component, firstLine(error));
                before.set("; before that: " + firstLine(error));
            } else if (error instanceof AgentTerminationException) {
                stop(component + " has ended: " + firstLine(error) + before.get(), error);
            } else {
                stop(component + " failed: " + firstLine(error), error);
            }
        };
    }

    private static boolean isWarning(Throwable error) {
        return error instanceof AeronException known && known.category() == AeronException.Category.WARN;
    }

    /**
     * An archive reports a replay that it cannot do to the one who asked for it, who decides; and here once more. One who left while
     * an answer was on its way is missed by nobody.
     */
    private static boolean isOfReader(Throwable error) {
        String message = String.valueOf(error.getMessage());
        return (error instanceof ArchiveException || error instanceof ArchiveEvent)
                && (message.contains("replaySessionId=") || message.contains("response publication is closed"))
                && !isDiskFull(error);
    }

    /**
     * A follower that fell behind asks its leader again for the log while what it was sent before has not ended: driver, archive and
     * leader each report that there is a replay already. It is told so too, and asks once more.
     */
    private static boolean isAskedAgain(Throwable error) {
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

    /** What an error says of itself: its name, if it says nothing. */
    public static String firstLine(Throwable error) {
        String message = error.getMessage();
        return message == null || message.isBlank()
                ? error.getClass().getSimpleName()
                : message.lines().findFirst().orElseThrow();
    }
}
