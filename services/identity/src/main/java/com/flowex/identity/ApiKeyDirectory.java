package com.flowex.identity;

import com.flowex.platform.access.ApiKey;
import com.flowex.platform.access.ApiKeys;
import com.flowex.platform.access.Caller;
import com.flowex.platform.access.Credential;
import com.flowex.platform.access.KeySignature;
import com.flowex.platform.access.Permission;
import com.flowex.platform.access.Role;
import com.flowex.platform.config.AddressRange;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API keys as the chain asks for them. Remembered for two seconds, so that a revoked key, a suspended owner or a lost
 * role counts everywhere within two seconds, and here at once.
 */
final class ApiKeyDirectory implements ApiKeys {

    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int REMEMBERED_MAX = 50_000;
    private static final Pattern ID = Pattern.compile("fx([1-9][0-9]{0,8})_[A-Za-z0-9_-]{24}");

    private final ApiKeysTable table;
    private final UsersTable users;
    private final boolean mustBeVerified;
    private final Cache<String, Optional<ApiKey>> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(REMEMBERED)
            .build();

    ApiKeyDirectory(ApiKeysTable table, UsersTable users, boolean mustBeVerified) {
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
        return known.get(id, _ -> look(Integer.parseInt(parts.group(1)), id));
    }

    /** Something about this key has changed. */
    void forget(String id) {
        known.invalidate(id);
    }

    private Optional<ApiKey> look(int tenant, String id) {
        return table.byId(tenant, id)
                .flatMap(row ->
                        users.byId(tenant, row.userId()).filter(User::isActive).map(owner -> key(row, owner)));
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
