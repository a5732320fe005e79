package com.flowex.audit;

import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.settings.SecretSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sealing of the addresses in audit entries, each with the key of the person that it belongs to. Once that key is
 * destroyed the address is unreadable; the chain still holds, because it covers the sealed form. An address of an
 * unknown sender stays as it is. Thread-safe.
 */
public final class SealedAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(SealedAddresses.class);

    /** User and sealed address; the last part is empty if there was no key to seal with. */
    private static final Pattern SEALED = Pattern.compile("sealed:([0-9]{1,18}):([A-Za-z0-9+/=]*)");

    private static final Pattern USER = Pattern.compile("user ([0-9]{1,18})");

    /** Before the first user, as before a first start, the table of personal keys does not exist. */
    private static final String IS_THERE = "SELECT to_regclass(?) IS NOT NULL";

    private static final String KEYS = "identity.person_keys";

    /** Bounds the wait for a transaction that creates the same person's key; after it the entries wait on disk. */
    private static final String IMPATIENT = "SET LOCAL lock_timeout = '500ms'";

    private final Database database;
    private final SecretSource source;
    private final AtomicReference<@Nullable Keys> keys = new AtomicReference<>();
    private final AtomicBoolean isReported = new AtomicBoolean();

    /** @param source source of the keys that seal columns; the keys of people are sealed with these */
    public SealedAddresses(Database database, SecretSource source) {
        this.database = database;
        this.source = source;
    }

    private record Keys(KeyRing ring, PersonKeys people) {}

    /** Operation with the keys of people. */
    @FunctionalInterface
    private interface Work {
        Optional<byte[]> of(PersonKeys people);
    }

    /**
     * Returns the entries of one tenant in their stored form.
     *
     * @throws RuntimeException if the database is away, or a person's key is being created at the moment; the caller
     *     may try again
     */
    List<TimestampedEntry> sealed(int tenant, List<TimestampedEntry> entries) {
        return entries.stream().noneMatch(each -> owner(each.entry()).isPresent())
                ? entries
                : database.transaction(tenant, connection -> sealed(connection, entries));
    }

    private List<TimestampedEntry> sealed(Transaction connection, List<TimestampedEntry> entries) {
        boolean isThere =
                Sql.one(connection, row -> row.getBoolean(1), IS_THERE, KEYS).orElse(false);
        if (!isThere) {
            return entries;
        }
        Sql.execute(connection, IMPATIENT);
        List<TimestampedEntry> kept = new ArrayList<>(entries.size());
        for (TimestampedEntry each : entries) {
            kept.add(sealed(connection, each));
        }
        return kept;
    }

    private TimestampedEntry sealed(Transaction connection, TimestampedEntry timed) {
        AuditEntry entry = timed.entry();
        OptionalLong owner = owner(entry);
        if (owner.isEmpty()) {
            return timed;
        }
        long user = owner.getAsLong();
        byte[] plain = entry.from().getBytes(StandardCharsets.UTF_8);
        String place = place(entry.tenant(), user, timed.atMicros());
        String secret = with(people -> people.seal(connection, entry.tenant(), user, plain, place))
                .map(Base64.getEncoder()::encodeToString)
                .orElse("");
        return new TimestampedEntry(entry.sentFrom("sealed:" + user + ":" + secret), timed.atMicros());
    }

    /**
     * Returns the user that an address belongs to: the actor or, if the actor is anonymous or the exchange itself, the
     * subject of the action.
     */
    private static OptionalLong owner(AuditEntry entry) {
        boolean isOfSubject = entry.actor().equals("anonymous") || entry.actor().equals("system");
        Matcher name = USER.matcher(isOfSubject ? entry.change().subject() : entry.actor());
        return !entry.from().isEmpty() && name.matches()
                ? OptionalLong.of(Long.parseLong(name.group(1)))
                : OptionalLong.empty();
    }

    /**
     * Returns an address in its original form.
     *
     * @param connection sees the tenant's rows
     * @param stored address as stored in an entry, sealed or not
     * @param atMicros time of the entry, microseconds since 1970
     * @return empty if it was sealed for a person who was erased, or its key is not at hand
     */
    String opened(Transaction connection, int tenant, String stored, long atMicros) {
        Matcher parts = SEALED.matcher(stored);
        if (!parts.matches()) {
            return stored;
        }
        long user = Long.parseLong(parts.group(1));
        byte[] sealed = Base64.getDecoder().decode(parts.group(2));
        return with(people -> people.open(connection, tenant, user, sealed, place(tenant, user, atMicros)))
                .map(plain -> new String(plain, StandardCharsets.UTF_8))
                .orElse("");
    }

    /** Returns an address in its original form, for a reader of one person's entries. */
    public String opened(Transaction connection, int tenant, String stored, Instant at) {
        return opened(connection, tenant, stored, AuditTable.micros(at));
    }

    /** Returns true if a stored entry is this one; its address may have been sealed since. */
    static boolean isSame(AuditEntry stored, AuditEntry entry) {
        return stored.equals(entry)
                || SEALED.matcher(stored.from()).matches() && stored.equals(entry.sentFrom(stored.from()));
    }

    /**
     * Runs an operation, and runs it again with reloaded keys if they were rotated since they were read. A value that
     * still does not open is reported once and delays no entry.
     */
    private Optional<byte[]> with(Work work) {
        Keys at = keys();
        try {
            return work.of(at.people());
        } catch (Sealing.BrokenSealException older) {
            at.ring().reload();
        }
        try {
            return work.of(at.people());
        } catch (Sealing.BrokenSealException lost) {
            if (!isReported.getAndSet(true)) {
                LOG.warn(
                        "addresses in the audit log are neither stored nor shown if a person's key cannot be decrypted: {};"
                                + " put data.keys back, or FLOWEX_DATA_KEYS as it was",
                        lost.getMessage());
            }
            return Optional.empty();
        }
    }

    /** Returns the keys, read at their first use; a process that seals nothing creates none. */
    private Keys keys() {
        Keys known = keys.get();
        if (known != null) {
            return known;
        }
        KeyRing ring = KeyRing.of(source);
        Keys fresh = new Keys(ring, new PersonKeys(database, new Sealing(ring)));
        Keys first = keys.compareAndExchange(null, fresh);
        return first == null ? fresh : first;
    }

    private static String place(int tenant, long user, long atMicros) {
        return "platform.audit_entries.sent_from:" + tenant + "/" + user + "/" + atMicros;
    }
}
