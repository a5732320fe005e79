package com.flowex.identity.app.scim;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.identity.app.guard.AttackDetector;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.oidc.OidcProvidersTable;
import com.flowex.identity.store.oidc.OidcProvidersTable.LockedProvider;
import com.flowex.identity.store.oidc.ScimToken;
import com.flowex.identity.store.oidc.ScimTokensTable;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.errors.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tokens by which a tenant's identity provider provisions its staff, and the rules of who makes them. */
public final class ScimTokens {

    /** Largest number of tokens of a provider. */
    private static final int TOKENS_MAX = 10;

    private final ScimTokensTable table;
    private final UserAdministration staff;
    private final AttackDetector guard;
    private final Counter refused;

    public ScimTokens(ScimTokensTable table, UserAdministration staff, AttackDetector guard, MeterRegistry registry) {
        this.table = table;
        this.staff = staff;
        this.guard = guard;
        this.refused = Counter.builder("flowex.scim.refused.tokens")
                .description("Requests of SCIM whose token is unknown, expired, or of another provider")
                .register(registry);
    }

    /** Returns the tenant that a token names; 0 if it does not have the form of a token. */
    public static int tenantOf(String text) {
        return OpaqueToken.tenantOf(text);
    }

    /**
     * Returns the token of a request. A wrong one counts as a guess of the place that sends it. A good one is valid from
     * a locked network, too: it cannot be guessed, and other customers of a provider share its addresses.
     *
     * @throws Refusal {@code unauthorized}; {@code too_many_attempts}
     */
    public ScimToken require(int tenant, String text, Device device) {
        Optional<ScimToken> good = OpaqueToken.parse(text)
                .filter(token -> token.tenant() == tenant)
                .flatMap(table::use);
        if (good.isEmpty()) {
            guard.requireOpen(tenant, device);
            refused.increment();
            guard.failed(tenant, Optional.empty(), "scim token", device);
            throw Refusal.unauthorized("send the header Authorization: Bearer with a token for SCIM that is good");
        }
        return good.get();
    }

    /** Returns the tokens of a tenant, without their secrets. */
    public List<ScimToken> list(int tenant) {
        return table.list(tenant);
    }

    /** Token with its secret, which is shown once. */
    public record Made(ScimToken token, OpaqueToken secret) {

        /** Keeps the secret out of every log. */
        @Override
        public String toString() {
            return "Made[" + token + "]";
        }
    }

    /**
     * Makes a token for a provider.
     *
     * @param provider number of the provider
     * @param role role that people whom it creates have at most; one with privileged permissions is given here alone
     * @throws Refusal {@code not_found} without a provider; {@code forbidden} for a role that the caller may not give,
     *     and for one token too many; {@code invalid_field}
     */
    public Made make(Caller caller, long provider, String name, Role role, Duration life) {
        if (role == Role.USER || role.permissions().stream().anyMatch(Permission::isPrivileged)) {
            throw Refusal.invalid("role", "a role of staff without privileged permissions: administrators give those");
        }
        staff.requireMayGive(caller, Set.of(role));
        OpaqueToken secret = OpaqueToken.fresh(caller.tenant());
        return table.transaction(caller.tenant(), transaction -> {
            LockedProvider locked = OidcProvidersTable.lock(transaction, caller.tenant(), provider)
                    .orElseThrow(() -> Refusal.notFound("this exchange has no identity provider " + provider));
            if (ScimTokensTable.count(transaction, caller.tenant(), provider) >= TOKENS_MAX) {
                throw Refusal.forbidden("there are " + TOKENS_MAX + " tokens already: revoke one that is not used");
            }
            ScimToken made = ScimTokensTable.insert(
                    transaction, new ScimTokensTable.NewToken(name, secret, locked, role, caller.userId(), life));
            return new Made(made, secret);
        });
    }

    /**
     * Revokes a token at once.
     *
     * @throws Refusal {@code not_found}
     */
    public ScimToken revoke(int tenant, long id) {
        return table.revoke(tenant, id).orElseThrow(() -> Refusal.notFound("there is no token " + id));
    }
}
