package com.flowex.audit;

import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import com.flowex.ground.sealing.KeyRing;
import com.flowex.ground.sealing.PersonKeys;
import com.flowex.ground.sealing.Sealing;
import com.flowex.ground.settings.SecretSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
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
 * Addresses in entries, each sealed with the key of whom it is of: nobody reads it any more once that key is destroyed, and the chain holds
 * all the same, because it is over the sealed form. What nobody is known to have sent stays as it is. Safe for many threads.
 */
public final class SealedAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(SealedAddresses.class);

    /** Of which user, and what was sealed; nothing behind it where there was no key to seal with. */
    private static final Pattern SEALED = Pattern.compile("sealed:([0-9]{1,18}):([A-Za-z0-9+/=]*)");

    private static final Pattern USER = Pattern.compile("user ([0-9]{1,18})");

    /** Where nobody has ever been, as before a first start, there are no keys of people. */
    private static final String IS_THERE = "SELECT to_regclass(?) IS NOT NULL";

    private static final String KEYS = "identity.person_keys";

    /** Whoever makes the same person's key at this moment holds nobody's entries up: they wait on disk. */
    private static final String IMPATIENT = "SET LOCAL lock_timeout = '500ms'";

    private final Database database;
    private final SecretSource source;
    private final AtomicReference<@Nullable Keys> keys = new AtomicReference<>();
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param source of the keys that seal columns, which the keys of people are sealed with */
    public SealedAddresses(Database database, SecretSource source) {
        this.database = database;
        this.source = source;
    }

    private record Keys(KeyRing ring, PersonKeys people) {}

    /** What is done with the keys of people. */
    @FunctionalInterface
    private interface Work {
        Optional<byte[]> of(PersonKeys people) throws SQLException;
    }

    /**
     * The entries of one tenant as they are kept.
     *
     * @throws RuntimeException if the database is away, or somebody's key is just being made: it may be tried again
     */
    List<Timed> sealed(int tenant, List<Timed> entries) {
        return entries.stream().noneMatch(each -> owner(each.entry()).isPresent())
                ? entries
                : database.transaction(tenant, connection -> sealed(connection, entries));
    }

    private List<Timed> sealed(Connection connection, List<Timed> entries) throws SQLException {
        boolean isThere =
                Sql.one(connection, row -> row.getBoolean(1), IS_THERE, KEYS).orElse(false);
        if (!isThere) {
            return entries;
        }
        Sql.execute(connection, IMPATIENT);
        List<Timed> kept = new ArrayList<>(entries.size());
        for (Timed each : entries) {
            kept.add(sealed(connection, each));
        }
        return kept;
    }

    private Timed sealed(Connection connection, Timed timed) throws SQLException {
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
        return new Timed(entry.sentFrom("sealed:" + user + ":" + secret), timed.atMicros());
    }

    /**
     * Whose an address is: the sender's, or where nobody has proven who they are, or the exchange has done it by itself, whose business it
     * is about.
     */
    private static OptionalLong owner(AuditEntry entry) {
        boolean isOfSubject = entry.actor().equals("anonymous") || entry.actor().equals("system");
        Matcher name = USER.matcher(isOfSubject ? entry.change().subject() : entry.actor());
        return !entry.from().isEmpty() && name.matches()
                ? OptionalLong.of(Long.parseLong(name.group(1)))
                : OptionalLong.empty();
    }

    /**
     * An address as it was.
     *
     * @param connection sees the tenant's rows
     * @param kept in an entry, sealed or not
     * @param atMicros of the entry
     * @return empty if it was sealed for somebody who was erased, or its key is not at hand
     */
    String opened(Connection connection, int tenant, String kept, long atMicros) throws SQLException {
        Matcher parts = SEALED.matcher(kept);
        if (!parts.matches()) {
            return kept;
        }
        long user = Long.parseLong(parts.group(1));
        byte[] sealed = Base64.getDecoder().decode(parts.group(2));
        return with(people -> people.open(connection, tenant, user, sealed, place(tenant, user, atMicros)))
                .map(plain -> new String(plain, StandardCharsets.UTF_8))
                .orElse("");
    }

    /** The same for who reads entries of one person. */
    public String opened(Connection connection, int tenant, String kept, Instant at) throws SQLException {
        return opened(connection, tenant, kept, AuditTable.micros(at));
    }

    /** Whether a kept entry is this one, whose address may have been sealed since. */
    static boolean isSame(AuditEntry kept, AuditEntry entry) {
        return kept.equals(entry) || SEALED.matcher(kept.from()).matches() && kept.equals(entry.sentFrom(kept.from()));
    }

    /** Keys may have been rotated since they were read. What does not open even so is told once, and holds up nobody. */
    private Optional<byte[]> with(Work work) throws SQLException {
        Keys at = keys();
        try {
            return work.of(at.people());
        } catch (Sealing.BrokenSealException older) {
            at.ring().reload();
        }
        try {
            return work.of(at.people());
        } catch (Sealing.BrokenSealException lost) {
            if (!told.getAndSet(true)) {
                LOG.warn(
                        "addresses in the audit log are neither kept nor shown where a person's key does not open: {};"
                                + " put data.keys back, or FLOWEX_DATA_KEYS as it was",
                        lost.getMessage());
            }
            return Optional.empty();
        }
    }

    /** Read when they are first needed: a process that seals nothing makes none. */
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
