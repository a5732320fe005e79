package com.flowex.identity.store.person;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Consent of a person to a version of a document, with its current state.
 *
 * @param state in force, superseded by another version of the document, or withdrawn
 */
public record Consent(
        int number,
        String document,
        String version,
        State state,
        Instant givenAt,
        String ipAddress,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawnFrom) {

    /** State of a consent. */
    public enum State {
        IN_FORCE,
        SUPERSEDED,
        WITHDRAWN;

        /** Returns the name of the state in the JSON interface. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reduces a person's entries, oldest first, to their consents. */
    public static List<Consent> of(List<ConsentEntry> entries) {
        Map<Integer, Consent> all = new LinkedHashMap<>();
        Map<String, Consent> holding = new LinkedHashMap<>();
        for (ConsentEntry entry : entries) {
            Optional<Consent> before = Optional.ofNullable(holding.remove(entry.document()));
            before.ifPresent(old -> all.put(old.number(), entry.given() ? old.superseded() : old.withdrawn(entry)));
            if (entry.given()) {
                Consent consent = new Consent(
                        entry.number(),
                        entry.document(),
                        entry.version(),
                        State.IN_FORCE,
                        entry.at(),
                        entry.address(),
                        null,
                        null);
                holding.put(entry.document(), consent);
                all.put(entry.number(), consent);
            }
        }
        return new ArrayList<>(all.values());
    }

    /** Returns the consent to a document that is in force, if any. */
    public static Optional<Consent> holding(List<Consent> all, String document) {
        return all.stream()
                .filter(each ->
                        each.state() == State.IN_FORCE && each.document().equals(document))
                .findFirst();
    }

    private Consent superseded() {
        return new Consent(number, document, version, State.SUPERSEDED, givenAt, ipAddress, null, null);
    }

    private Consent withdrawn(ConsentEntry entry) {
        return new Consent(number, document, version, State.WITHDRAWN, givenAt, ipAddress, entry.at(), entry.address());
    }
}
