package com.flowex.launcher.backup;

import com.flowex.ground.store.ObjectStore;
import com.flowex.ground.store.StoredObject;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Backups of a store: {@code whole/ID/…} with a manifest each, and {@code log/ID/…} for their increments. */
public record Backups(ObjectStore store) {

    private static final String WHOLE = "whole/";
    private static final String MANIFEST = "/manifest.json";
    private static final int RANDOM_LENGTH = 8;
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Thrown if an increment is missing between others. */
    private static final class GapException extends IOException {

        private static final long serialVersionUID = 1L;

        GapException(String what) {
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

    void put(WholeBackup manifest) throws IOException {
        byte[] json = manifest.json();
        store.put(WHOLE + manifest.id() + MANIFEST, out -> out.write(json));
    }

    /** Returns the whole backups, oldest first. */
    public List<WholeBackup> all() throws IOException {
        List<WholeBackup> all = new ArrayList<>();
        for (StoredObject object : store.list(WHOLE)) {
            if (object.name().endsWith(MANIFEST)) {
                try (InputStream in = store.get(object.name())) {
                    all.add(WholeBackup.of(object.name(), in.readAllBytes()));
                }
            }
        }
        all.sort(Comparator.comparingLong(WholeBackup::takenMillis));
        return all;
    }

    /** Returns the increments of a whole backup in order, without a gap. */
    List<Growth> growth(WholeBackup whole) throws IOException {
        List<Growth> found = new ArrayList<>();
        long end = whole.logPosition();
        for (StoredObject object : store.list(Growth.prefix(whole.id()))) {
            if (Growth.isOne(object.name())) {
                Growth growth = Growth.of(object.name());
                if (growth.from() != end) {
                    throw new GapException("the object " + growth.name() + " of " + store.url() + " begins at byte "
                            + growth.from() + " of the log, what is there before it ends at byte " + end);
                }
                found.add(growth);
                end = growth.to();
            }
        }
        return found;
    }

    /** Returns the last increment of a whole backup, one of no length if it has none yet; empty if there is a gap. */
    Optional<Growth> end(WholeBackup whole) throws IOException {
        try {
            List<Growth> growth = growth(whole);
            return Optional.of(growth.isEmpty() ? Growth.noneOf(whole) : growth.getLast());
        } catch (GapException gap) {
            return Optional.empty();
        }
    }

    /**
     * Returns every whole backup with its last increment, oldest first. Gaps are not checked here; a restore detects
     * them.
     */
    List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (WholeBackup whole : all()) {
            Growth end = store.list(Growth.prefix(whole.id())).stream()
                    .map(StoredObject::name)
                    .filter(Growth::isOne)
                    .reduce((_, last) -> last)
                    .map(Growth::of)
                    .orElse(Growth.noneOf(whole));
            rows.add(new Row(whole, end));
        }
        return rows;
    }

    /**
     * Removes backups beyond the retention, and incomplete ones from more than a day ago.
     *
     * @return ids of the removed backups
     */
    List<String> prune(Keep keep, Instant now) throws IOException {
        List<WholeBackup> all = all();
        List<String> gone = new ArrayList<>();
        for (WholeBackup old : keep.over(all, now)) {
            store.delete(WHOLE + old.id() + MANIFEST);
            gone.add(old.id());
        }
        Set<String> kept = all.stream()
                .map(WholeBackup::id)
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
