package com.flowex.identity;

import com.flowex.platform.access.ApiKey;
import com.flowex.platform.access.ApiKeys;
import com.flowex.platform.access.Caller;
import com.flowex.platform.access.Credential;
import com.flowex.platform.access.KeySignature;
import com.flowex.platform.access.Permission;
import com.flowex.platform.access.Role;
import com.flowex.platform.config.AddressRange;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.DatabaseUnavailableException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API keys as the chain asks for them. Remembered for two seconds, so that a revoked key, a suspended owner or a lost
 * role counts everywhere within two seconds, and here at once. While the database is away nobody can revoke a key: those that
 * are known stay good for some minutes, so that their owners can cancel.
 */
final class ApiKeyDirectory implements ApiKeys {

    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final Duration WITHOUT_DATABASE = Duration.ofMinutes(5);
    private static final int REMEMBERED_MAX = 50_000;
    private static final Pattern ID = Pattern.compile("fx([1-9][0-9]{0,8})_[A-Za-z0-9_-]{24}");

    private final ApiKeysTable table;
    private final UsersTable users;
    private final boolean mustBeVerified;
    private final Database database;
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(WITHOUT_DATABASE)
            .build();

    /** @param key nothing if there is none */
    private record Known(Optional<ApiKey> key, long readNanos) {

        boolean isFresh() {
            return System.nanoTime() - readNanos < REMEMBERED.toNanos();
        }
    }

    ApiKeyDirectory(ApiKeysTable table, UsersTable users, boolean mustBeVerified, Database database) {
        this.database = database;
        this.table = table;
        this.users = users;
        this.mustBeVerified = mustBeVerified;
    }

    @Override
    public Optional<ApiKey> byId(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int tenant = Integer.parseInt(parts.group(1));
        Known before = known.getIfPresent(id);
        if (before != null && before.isFresh()) {
            return before.key();
        }
        if (before != null && before.key().isPresent() && database.isAway()) {
            return before.key(); // asked again when it is back
        }
        try {
            Known now =
                    known.asMap().compute(id, (_, last) -> last != null && last.isFresh() ? last : look(tenant, id));
            return Objects.requireNonNull(now).key();
        } catch (DatabaseUnavailableException e) {
            if (before != null && before.key().isPresent()) {
                return before.key();
            }
            throw e;
        }
    }

    /** Something about this key has changed. */
    void forget(String id) {
        known.invalidate(id);
    }

    private Known look(int tenant, String id) {
        Optional<ApiKey> found = table.byId(tenant, id)
                .flatMap(row ->
                        users.byId(tenant, row.userId()).filter(User::isActive).map(owner -> key(row, owner)));
        return new Known(found, System.nanoTime());
    }

    private ApiKey key(ApiKeysTable.Row row, User owner) {
        Set<Permission> permitted = EnumSet.noneOf(Permission.class);
        permitted.addAll(row.permissions());
        permitted.retainAll(Role.permissions(owner.roles(), owner.emailVerified() || !mustBeVerified));
        return new ApiKey(
                row.id(),
                new Caller(owner.id(), owner.account(), owner.roles(), permitted, new Credential.Key(row.id())),
                signature(row),
                row.addresses().stream()
                        .map(text -> AddressRange.parse(text).orElseThrow())
                        .toList(),
                row.expiresAt());
    }

    private KeySignature signature(ApiKeysTable.Row row) {
        String publicKey = row.publicKey();
        return publicKey == null
                ? new KeySignature.Hmac(table.secretOf(row))
                : KeySignature.Public.parse(publicKey).orElseThrow();
    }
}
