package com.flowex.access.auth.token;

import com.flowex.platform.settings.StartupException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys of access tokens, newest first: the newest signs, all verify. An older key is retained until the last token it
 * signed has expired.
 */
public final class SigningKeys {

    private record Ring(SigningKey active, Map<String, SigningKey> byId) {}

    private volatile Ring ring;

    /** @param keys newest first */
    public SigningKeys(List<SigningKey> keys) {
        this.ring = ringOf(keys);
    }

    /** Returns keys with one secret of at least 32 bytes. */
    public static SigningKeys ofSecret(byte[] secret) {
        return new SigningKeys(List.of(SigningKey.ofSecret(secret)));
    }

    /** @throws StartupException if a key cannot be read, or created and stored */
    public static SigningKeys of(SigningSettings settings) {
        return new SigningKeys(SigningKeyStore.read(settings));
    }

    /** Reloads the keys after a rotation. Tokens of keys that are gone are no longer accepted. */
    public void reload(SigningSettings settings) {
        ring = ringOf(SigningKeyStore.read(settings));
    }

    SigningKey active() {
        return ring.active();
    }

    Optional<SigningKey> byId(String id) {
        return Optional.ofNullable(ring.byId().get(id));
    }

    List<PublicJwk> publicKeys() {
        List<PublicJwk> keys = new ArrayList<>();
        ring.byId().values().forEach(key -> key.publicKey().ifPresent(keys::add));
        return List.copyOf(keys);
    }

    private static Ring ringOf(List<SigningKey> keys) {
        Map<String, SigningKey> byId = new HashMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        return new Ring(keys.getFirst(), Map.copyOf(byId));
    }
}
