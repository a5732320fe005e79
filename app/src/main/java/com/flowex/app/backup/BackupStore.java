package com.flowex.app.backup;

import com.flowex.app.backup.BackupHead.HeadFaultException;
import com.flowex.platform.storage.DamagedObjectException;
import com.flowex.platform.storage.MissingObjectException;
import com.flowex.platform.storage.ObjectStore;
import com.flowex.platform.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Backups of a store: {@code whole/ID/…} with a manifest each, {@code log/ID/…} for their increments, and
 * {@code head/ID/…} for the record of the newest one; {@code drill/newest.json} for the newest drill that succeeded.
 */
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

        BackupGapException(String subject) {
            super(subject);
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

    void put(BackupHead head) throws IOException {
        byte[] json = head.json();
        store.put(BackupHead.name(head.id()), out -> out.write(json));
    }

    /**
     * Returns the head record of a chain; empty if an earlier version began the chain and this one has not continued it.
     *
     * @throws HeadFaultException if the record is missing or damaged
     */
    Optional<BackupHead> head(FullBackup whole) throws IOException {
        String name = BackupHead.name(whole.id());
        if (!whole.headed() && !store.exists(name)) {
            return Optional.empty();
        }
        try (InputStream in = store.get(name)) {
            return Optional.of(BackupHead.of(name, whole.id(), in.readAllBytes()));
        } catch (MissingObjectException | DamagedObjectException e) {
            throw new HeadFaultException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Stores the record of a drill in place of the one before it. */
    public void put(DrillRecord drill) throws IOException {
        byte[] json = drill.json();
        store.put(DrillRecord.NAME, out -> out.write(json));
    }

    /**
     * Returns the record of the newest drill; empty if none has succeeded.
     *
     * @throws IOException if it is damaged or of a newer version
     */
    public Optional<DrillRecord> drill() throws IOException {
        try (InputStream in = store.get(DrillRecord.NAME)) {
            return Optional.of(DrillRecord.of(in.readAllBytes()));
        } catch (MissingObjectException none) {
            return Optional.empty();
        }
    }

    /** Returns the checksum of an object's contents, in hexadecimal. */
    String sha256(String name) throws IOException {
        MessageDigest sum = BackupRun.sha256();
        try (InputStream in = new DigestInputStream(store.get(name), sum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    /**
     * Returns the increments that the store has of a chain, in order. Some stores list an object some time after it was
     * put: the one that the head record names is asked for by its name.
     */
    private List<BackupIncrement> increments(FullBackup whole, Optional<BackupHead> head) throws IOException {
        List<BackupIncrement> found = new ArrayList<>();
        for (StoredObject object : store.list(BackupIncrement.prefix(whole.id()))) {
            if (BackupIncrement.isOne(object.name())) {
                found.add(BackupIncrement.of(object.name()));
            }
        }
        Optional<BackupIncrement> newest = head.flatMap(BackupHead::increment);
        if (newest.isPresent()
                && !found.contains(newest.get())
                && store.exists(newest.get().name())) {
            found.add(newest.get());
            found.sort(Comparator.comparing(BackupIncrement::name));
        }
        return found;
    }

    /** Returns the increments of a whole backup in order, without a gap. */
    List<BackupIncrement> growth(BackupChain chain) throws IOException {
        return growth(chain, _ -> false);
    }

    /** Returns them up to the first one that is enough, or all: a gap behind it does not matter. */
    List<BackupIncrement> growth(BackupChain chain, Predicate<BackupIncrement> isEnough) throws IOException {
        List<BackupIncrement> followed = new ArrayList<>();
        long end = chain.whole().logPosition();
        for (BackupIncrement growth : chain.increments()) {
            if (growth.from() != end) {
                throw new BackupGapException("the object " + growth.name() + " of " + store.url() + " begins at byte "
                        + growth.from() + " of the log, what is there before it ends at byte " + end);
            }
            followed.add(growth);
            if (isEnough.test(growth)) {
                return followed;
            }
            end = growth.to();
        }
        return followed;
    }

    /** Returns a whole backup with what the store has behind it. Gaps are not checked here; a restore detects them. */
    BackupChain chain(FullBackup whole) throws IOException {
        try {
            Optional<BackupHead> head = head(whole);
            return new BackupChain(whole, increments(whole, head), head, "");
        } catch (HeadFaultException fault) {
            return new BackupChain(
                    whole, increments(whole, Optional.empty()), Optional.empty(), String.valueOf(fault.getMessage()));
        }
    }

    /** Returns the chains of all whole backups, oldest first. */
    List<BackupChain> rows() throws IOException {
        List<BackupChain> rows = new ArrayList<>();
        for (FullBackup whole : all()) {
            rows.add(chain(whole));
        }
        return rows;
    }

    /** Returns a sentence about the newest increments of the store if they are lost; empty if none is known to be. */
    public Optional<String> lost() throws IOException {
        return BackupChain.lost(rows());
    }

    /**
     * Removes backups beyond the retention, and incomplete ones from more than a day ago.
     *
     * @return ids of the removed backups
     */
    List<String> prune(RetentionPolicy retention, Instant now) throws IOException {
        List<FullBackup> all = all();
        List<String> gone = new ArrayList<>();
        for (FullBackup old : retention.over(all, now)) {
            store.delete(WHOLE + old.id() + MANIFEST);
            gone.add(old.id());
        }
        Set<String> retained = all.stream()
                .map(FullBackup::id)
                .filter(id -> !gone.contains(id))
                .collect(Collectors.toSet());
        for (String prefix : List.of(WHOLE, "log/", "head/")) {
            for (StoredObject object : store.list(prefix)) {
                String id = object.name().substring(prefix.length()).split("/", 2)[0];
                if (gone.contains(id) || !retained.contains(id) && isAbandoned(id, now)) {
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
