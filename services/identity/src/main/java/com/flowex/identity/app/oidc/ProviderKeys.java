package com.flowex.identity.app.oidc;

import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.platform.errors.Refusal;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Public keys of identity providers, cached for an hour. An unknown name of a key fetches them at once, so a rotation
 * shows with its first token; a further one does so only after a pause. Log-ins and log-outs have pauses of their own,
 * because log-out tokens come without a session.
 */
public final class ProviderKeys {

    /** Largest number of keys that a provider may list. */
    static final int KEYS_MAX = 50;

    /** Age at which keys are fetched again. */
    static final Duration FRESH = Duration.ofHours(1);

    private static final int PROVIDERS_MAX = 10_000;
    private static final Duration TURN_WAIT = Duration.ofSeconds(10);

    /** Purpose for which a key is looked up. */
    enum Purpose {
        LOGIN(Duration.ofSeconds(5)),
        LOGOUT(Duration.ofMinutes(1));

        private final Duration pause;

        Purpose(Duration pause) {
            this.pause = pause;
        }
    }

    private final ProviderClient client;
    private final InstantSource clock;
    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(PROVIDERS_MAX).build();

    public ProviderKeys(ProviderClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Keys of one provider; one thread fetches them at a time. */
    private static final class Known {
        private final ReentrantLock turn = new ReentrantLock();
        private final Map<Purpose, Instant> refetchedAt = new EnumMap<>(Purpose.class);
        private final Map<Purpose, Instant> unknownRequestedAt = new EnumMap<>(Purpose.class);
        private volatile Fetched fetched = new Fetched(List.of(), Instant.MIN);
    }

    private record Fetched(List<JWK> keys, Instant at) {}

    /**
     * Returns the key of this name.
     *
     * @param name name that the token gives its key; empty if it gives none, which is accepted of a provider with one key
     * @throws ProviderFaultException {@code KEY_UNKNOWN}, {@code KEYS} or {@code ANSWER}
     * @throws Refusal {@code unavailable} if the provider does not answer
     */
    JWK find(OidcProvider provider, Optional<String> name, Purpose purpose) {
        Known keys = known.get(provider.tenant() + " " + provider.endpoints().keys(), _ -> new Known());
        Optional<JWK> cached = fresh(keys).flatMap(all -> named(all, name));
        return cached.isPresent() ? cached.get() : inTurn(keys, provider, name, purpose);
    }

    private JWK inTurn(Known keys, OidcProvider provider, Optional<String> name, Purpose purpose) {
        if (!hasTurn(keys.turn)) {
            throw Refusal.unavailable("the identity provider");
        }
        try {
            Optional<JWK> meanwhile = fresh(keys).flatMap(all -> named(all, name));
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            Instant now = clock.instant();
            Map<Purpose, Instant> requested = fresh(keys).isPresent() ? keys.unknownRequestedAt : keys.refetchedAt;
            Instant last = requested.get(purpose);
            if (last != null && now.isBefore(last.plus(purpose.pause)) && !now.isBefore(last)) {
                throw fresh(keys).isPresent()
                        ? new ProviderFaultException(ProviderFault.KEY_UNKNOWN)
                        : Refusal.unavailable("the identity provider");
            }
            requested.put(purpose, now);
            List<JWK> all = parsed(client.get(provider.endpoints().keys()));
            keys.fetched = new Fetched(all, now);
            return named(all, name).orElseThrow(() -> new ProviderFaultException(ProviderFault.KEY_UNKNOWN));
        } finally {
            keys.turn.unlock();
        }
    }

    private static boolean hasTurn(ReentrantLock turn) {
        try {
            return turn.tryLock(TURN_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<List<JWK>> fresh(Known keys) {
        Fetched fetched = keys.fetched;
        Instant now = clock.instant();
        boolean isFresh = !fetched.keys().isEmpty()
                && !now.isBefore(fetched.at())
                && now.isBefore(fetched.at().plus(FRESH));
        return isFresh ? Optional.of(fetched.keys()) : Optional.empty();
    }

    /** Returns the key of this name, if there is exactly one. */
    private static Optional<JWK> named(List<JWK> keys, Optional<String> name) {
        List<JWK> fitting = keys.stream()
                .filter(key -> name.isEmpty() || name.get().equals(key.getKeyID()))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    static List<JWK> parsed(String document) {
        try {
            List<JWK> all = JWKSet.parse(document).getKeys();
            if (all.size() > KEYS_MAX) {
                throw new ProviderFaultException(ProviderFault.KEYS);
            }
            return all.stream()
                    .filter(key -> key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                    .map(JWK::toPublicJWK)
                    .filter(key -> key != null)
                    .toList();
        } catch (ParseException | IllegalArgumentException e) {
            throw new ProviderFaultException(ProviderFault.KEYS);
        }
    }
}
