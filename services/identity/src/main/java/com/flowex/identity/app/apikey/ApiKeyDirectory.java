package com.flowex.identity.app.apikey;

import com.flowex.access.auth.ApiKey;
import com.flowex.access.auth.ApiKeys;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.KeySignature;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.access.auth.token.CacheMetrics;
import com.flowex.identity.store.credential.ApiKeysTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.settings.AddressRange;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cache of API keys for the request chain. A key is cached for two seconds: a revoked key, a suspended owner or a lost
 * role takes effect at once here, and within two seconds everywhere. While the database is unavailable, keys cannot be
 * revoked either. Cached keys stay valid for five minutes then, so that their owners can cancel. Keys that may halt
 * stay valid for halting alone until the database is back, used before or not.
 */
public final class ApiKeyDirectory implements ApiKeys {

    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final Duration WITHOUT_DATABASE = Duration.ofMinutes(5);
    private static final int REMEMBERED_MAX = 50_000;

    /** Maximum number of halting keys of one tenant. */
    private static final int HALTING_MAX = 100;

    private static final Pattern ID = Pattern.compile("fx([1-9][0-9]{0,8})_[A-Za-z0-9_-]{24}");

    private final ApiKeysTable table;
    private final UsersTable users;
    private final ApiKeyUses uses;
    private final boolean mustBeVerified;
    private final Database database;
    private final Cache<String, CachedKey> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(WITHOUT_DATABASE)
            .recordStats()
            .build();

    /** Keys that may halt, each with this permission alone. */
    private final Map<String, ApiKey> halting = new ConcurrentHashMap<>();

    /** Registers the metrics of the cache. */
    public void register(MeterRegistry registry) {
        CacheMetrics.register(registry, "api_keys", known);
    }

    /** @param key empty if there is no such key */
    private record CachedKey(Optional<ApiKey> key, long readNanos) {

        boolean isFresh() {
            return System.nanoTime() - readNanos < REMEMBERED.toNanos();
        }
    }

    public ApiKeyDirectory(
            ApiKeysTable table, UsersTable users, boolean mustBeVerified, Database database, ApiKeyUses uses) {
        this.uses = uses;
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
        CachedKey before = known.getIfPresent(id);
        if (before != null && before.isFresh()) {
            return before.key();
        }
        Optional<ApiKey> meanwhile = withoutDatabase(id, before);
        if (meanwhile.isPresent() && database.isAway()) {
            return meanwhile; // read again when the database is back
        }
        try {
            CachedKey now =
                    known.asMap().compute(id, (_, last) -> last != null && last.isFresh() ? last : load(tenant, id));
            return Objects.requireNonNull(now).key();
        } catch (DatabaseUnavailableException e) {
            if (meanwhile.isPresent()) {
                return meanwhile;
            }
            throw e;
        }
    }

    /** Returns a key as the database has it now, for steps that cannot be undone. */
    public Optional<ApiKey> current(int tenant, String id) {
        return table.byId(tenant, id).flatMap(this::of);
    }

    @Override
    public void used(ApiKey key, InetAddress from) {
        uses.note(key, from);
    }

    /** Stores the last uses of keys. */
    public void storeUses() {
        uses.store();
    }

    private Optional<ApiKey> withoutDatabase(String id, @Nullable CachedKey before) {
        return before == null ? Optional.ofNullable(halting.get(id)) : before.key();
    }

    /** Revokes a key, at once here and within two seconds elsewhere. */
    public void revoke(int tenant, long user, String id) {
        table.revoke(tenant, user, id);
        forget(id);
    }

    /** Returns the names of a user's keys, as letters list them. */
    public List<String> names(int tenant, long user) {
        return table.of(tenant, user).stream().map(ApiKeyDirectory::name).toList();
    }

    /**
     * Suspends all keys of a user until the owner confirms each one. A key made with a password that others knew may
     * belong to another person.
     *
     * @param holding connection that holds the lock on the owner's row; after the commit {@link #forget} makes the
     *     suspension take effect here
     */
    public List<UnconfirmedKey> hold(Transaction holding, User owner) {
        return ApiKeysTable.hold(holding, owner).stream()
                .map(row -> new UnconfirmedKey(row.id(), name(row)))
                .toList();
    }

    /** Key that waits for its owner's confirmation. */
    public record UnconfirmedKey(String id, String name) {}

    /** Returns the name of a key as letters list it, with its label and permissions. */
    public static String name(ApiKeysTable.Row row) {
        return row.id() + " (" + row.label() + "): "
                + row.permissions().stream().sorted().map(Permission::label).collect(Collectors.joining(", "));
    }

    /** Removes a changed key from the cache. */
    public void forget(String id) {
        known.invalidate(id);
        halting.remove(id);
    }

    /** Adds a new key to the cache of halting keys, if it may halt. */
    public void remember(ApiKeysTable.Row row) {
        of(row);
    }

    /** Reads the keys that may halt, so that they work while the database is unavailable. */
    public void followHalting(List<Integer> tenants) {
        Set<String> before = Set.copyOf(halting.keySet());
        Set<String> found = new HashSet<>();
        for (int tenant : tenants) {
            for (ApiKeysTable.Row row : table.halting(tenant, HALTING_MAX)) {
                of(row);
                found.add(row.id());
            }
        }
        before.stream().filter(id -> !found.contains(id)).forEach(halting::remove);
    }

    private CachedKey load(int tenant, String id) {
        return new CachedKey(table.byId(tenant, id).flatMap(this::of), System.nanoTime());
    }

    /**
     * Returns the key if its owner is active. A key with an ambiguous address, which older versions accepted, is valid
     * from nowhere.
     */
    private Optional<ApiKey> of(ApiKeysTable.Row row) {
        if (!row.addresses().stream().allMatch(text -> AddressRange.parse(text).isPresent())) {
            return Optional.empty();
        }
        Optional<ApiKey> key =
                users.byId(row.tenant(), row.userId()).filter(User::isActive).map(owner -> key(row, owner));
        key.filter(found -> found.caller().may(Permission.HALT))
                .ifPresentOrElse(
                        found -> halting.put(row.id(), found.only(Permission.HALT)), () -> halting.remove(row.id()));
        return key;
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
                row.expiresAt(),
                row.createdAt());
    }

    private KeySignature signature(ApiKeysTable.Row row) {
        String publicKey = row.publicKey();
        return publicKey == null
                ? new KeySignature.Hmac(table.secretOf(row))
                : KeySignature.Public.parse(publicKey).orElseThrow();
    }
}
