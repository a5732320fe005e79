package com.flowex.app.backup;

import com.flowex.platform.database.WalRestore;
import com.flowex.platform.database.WalRestore.WalMismatchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Embedded database of a restored data directory: the copy of the whole backup, and the log of its increments. A log
 * that does not continue is refused, unless the operator accepts the database of before it.
 */
final class DatabaseRestore {

    private final Path copy;
    private final boolean acceptsOlder;
    private final Consumer<String> report;
    private Optional<WalRestore> log = Optional.empty();
    private BackupIncrement before;
    private BackupIncrement current;
    private long asOfMillis;
    private boolean isGrown;
    private boolean isEnded;

    /**
     * @param whole whole backup that the copy is of
     * @param copy folder of the database
     * @param acceptsOlder true if the log is left out from the first increment on that does not continue it
     */
    DatabaseRestore(FullBackup whole, Path copy, boolean acceptsOlder, Consumer<String> report) {
        this.copy = copy;
        this.acceptsOlder = acceptsOlder;
        this.report = report;
        this.before = BackupIncrement.noneOf(whole);
        this.current = before;
        this.asOfMillis = whole.takenMillis();
    }

    /** Begins an increment. */
    void begin(BackupIncrement growth) {
        before = current;
        current = growth;
        isGrown = false;
        log.ifPresent(WalRestore::begin);
    }

    /**
     * Puts one segment of the current increment.
     *
     * @throws IOException naming what is missing or wrong, if the log does not continue and that is not accepted
     */
    void put(String segment, InputStream bytes) throws IOException {
        if (isEnded) {
            return;
        }
        if (log.isEmpty()) {
            log = Optional.of(new WalRestore(copy));
        }
        try {
            log.get().put(segment, bytes);
            isGrown = true;
        } catch (WalMismatchException wrong) {
            String text = "the object " + current.name() + " does not continue the database: " + wrong.getMessage()
                    + (wrong.isGap() ? "; " + missing() : "");
            if (!acceptsOlder) {
                throw new IOException(text + remedy(), wrong);
            }
            isEnded = true;
            report.accept("restore: " + text + "; the database ends before it");
        }
    }

    /** Returns the pattern of the missing object's name: one with a part of the exchange's log is missed earlier. */
    private String missing() {
        return String.format(
                Locale.ROOT,
                "an object %s%019d-%019d-%d-%d-*.tar.gz of between %s and %s is missing",
                BackupIncrement.prefix(current.id()),
                before.to(),
                before.to(),
                before.sequence(),
                before.timeNanos(),
                Instant.ofEpochMilli(before.takenMillis()),
                Instant.ofEpochMilli(current.takenMillis()));
    }

    private String remedy() {
        return ". Bring the right object into the store, restore an earlier state with --at, or accept users, keys and"
                + " settings of " + Instant.ofEpochMilli(asOfMillis) + " with --accept-older-database";
    }

    /** Ends an increment. */
    void end() {
        if (isGrown && !isEnded) {
            asOfMillis = current.takenMillis();
        }
    }

    /** Returns the time that the database is of, milliseconds since 1970. */
    long asOfMillis() {
        return asOfMillis;
    }
}
