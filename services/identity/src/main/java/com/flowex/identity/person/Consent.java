package com.flowex.identity.person;

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
 * An agreement and what became of it.
 *
 * @param state it holds, another version of the document took its place, or it was taken back
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

    /** How an agreement stands. */
    public enum State {
        IN_FORCE,
        SUPERSEDED,
        WITHDRAWN;

        /** Its name on the wire. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What entries come to, the oldest first. */
    static List<Consent> of(List<ConsentEntry> entries) {
        Map<Integer, Consent> all = new LinkedHashMap<>();
        Map<String, Consent> holding = new LinkedHashMap<>();
        for (ConsentEntry entry : entries) {
            Optional<Consent> before = Optional.ofNullable(holding.remove(entry.document()));
            before.ifPresent(old -> all.put(old.number(), entry.given() ? old.superseded() : old.withdrawn(entry)));
            if (entry.given()) {
                Consent given = new Consent(
                        entry.number(),
                        entry.document(),
                        entry.version(),
                        State.IN_FORCE,
                        entry.at(),
                        entry.address(),
                        null,
                        null);
                holding.put(entry.document(), given);
                all.put(entry.number(), given);
            }
        }
        return new ArrayList<>(all.values());
    }

    /** The one of a document that holds. */
    static Optional<Consent> holding(List<Consent> all, String document) {
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
