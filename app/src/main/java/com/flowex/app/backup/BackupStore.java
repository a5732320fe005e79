package com.flowex.app.backup;

import com.flowex.platform.storage.ObjectStore;
import com.flowex.platform.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Backups of a store: {@code whole/ID/…} with a manifest each, and {@code log/ID/…} for their increments. */
public record BackupStore(ObjectStore store) {

    private static final String WHOLE = "whole/";
    private static final String MANIFEST = "/manifest.json";
    private static final int RANDOM_LENGTH = 8;
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Thrown if an increment is missing between others. */
    static final class BackupGapException extends IOException {

        private static final long serialVersionUID = 1L;

        BackupGapException(String what) {
            super(what);
        }
    }

    /** Returns the id of a backup that begins now; ids are unique. */
    static String id(Instant now) {
        return TIME.format(now) + "-" + UUID.randomUUID().toString().substring(0, RANDOM_LENGTH);
    }

    static String part(String id, String part) {
        return WHOLE + id + "/" + part + ".tar.gz";
    }

    void put(FullBackup manifest) throws IOException {
        byte[] json = manifest.json();
        store.put(WHOLE + manifest.id() + MANIFEST, out -> out.write(json));
    }

    /** Returns the whole backups, oldest first. */
    public List<FullBackup> all() throws IOException {
        List<FullBackup> all = new ArrayList<>();
        for (StoredObject object : store.list(WHOLE)) {
            if (object.name().endsWith(MANIFEST)) {
                try (InputStream in = store.get(object.name())) {
                    all.add(FullBackup.of(object.name(), in.readAllBytes()));
                }
            }
        }
        all.sort(Comparator.comparingLong(FullBackup::takenMillis));
        return all;
    }

    /** Returns the increments of a whole backup in order, without a gap. */
    List<BackupIncrement> growth(FullBackup whole) throws IOException {
        return growth(whole, _ -> false);
    }

    /** Returns them up to the first one that is enough, or all: a gap behind it does not matter. */
    List<BackupIncrement> growth(FullBackup whole, Predicate<BackupIncrement> isEnough) throws IOException {
        List<BackupIncrement> found = new ArrayList<>();
        long end = whole.logPosition();
        for (StoredObject object : store.list(BackupIncrement.prefix(whole.id()))) {
            if (BackupIncrement.isOne(object.name())) {
                BackupIncrement growth = BackupIncrement.of(object.name());
                if (growth.from() != end) {
                    throw new BackupGapException(
                            "the object " + growth.name() + " of " + store.url() + " begins at byte " + growth.from()
                                    + " of the log, what is there before it ends at byte " + end);
                }
                found.add(growth);
                if (isEnough.test(growth)) {
                    return found;
                }
                end = growth.to();
            }
        }
        return found;
    }

    /**
     * Returns every whole backup with its last increment, oldest first. Gaps are not checked here; a restore detects
     * them.
     */
    List<BackupChain> rows() throws IOException {
        List<BackupChain> rows = new ArrayList<>();
        for (FullBackup whole : all()) {
            BackupIncrement end = store.list(BackupIncrement.prefix(whole.id())).stream()
                    .map(StoredObject::name)
                    .filter(BackupIncrement::isOne)
                    .reduce((_, last) -> last)
                    .map(BackupIncrement::of)
                    .orElse(BackupIncrement.noneOf(whole));
            rows.add(new BackupChain(whole, end));
        }
        return rows;
    }

    /**
     * Removes backups beyond the retention, and incomplete ones from more than a day ago.
     *
     * @return ids of the removed backups
     */
    List<String> prune(RetentionPolicy keep, Instant now) throws IOException {
        List<FullBackup> all = all();
        List<String> gone = new ArrayList<>();
        for (FullBackup old : keep.over(all, now)) {
            store.delete(WHOLE + old.id() + MANIFEST);
            gone.add(old.id());
        }
        Set<String> kept = all.stream()
                .map(FullBackup::id)
                .filter(id -> !gone.contains(id))
                .collect(Collectors.toSet());
        for (String prefix : List.of(WHOLE, "log/")) {
            for (StoredObject object : store.list(prefix)) {
                String id = object.name().substring(prefix.length()).split("/", 2)[0];
                if (gone.contains(id) || !kept.contains(id) && isAbandoned(id, now)) {
                    store.delete(object.name());
                }
            }
        }
        return gone;
    }

    private static boolean isAbandoned(String id, Instant now) {
        try {
            return Instant.from(TIME.parse(id.split("-", 2)[0])).isBefore(now.minus(ABANDONED));
        } catch (DateTimeParseException notOurs) {
            return false;
        }
    }
}
