package com.flowex.identity.store.guard;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Networks in which a user or a key was seen, for 90 days and at most 200 of them, with their countries. Networks are
 * stored as hashes.
 */
public final class NetworkHistory {

    /** Time within which a user cannot travel to another country. */
    private static final int TRAVEL_HOURS = 2;

    private static final Duration KEPT = Duration.ofDays(90);

    /** Maximum number of places of one user or key; a further one replaces the oldest. */
    private static final int PLACES_MAX = 200;

    private static final String KNOWN = """
            SELECT count(*), count(*) FILTER (WHERE place = ?),
                count(*) FILTER (WHERE country <> '' AND country <> ? AND seen_at > now() - make_interval(hours => ?)),
                min(seen_at)
            FROM identity.seen_places WHERE tenant_id = ? AND name = ? AND seen_at > now() - interval '90 days'""";
    private static final String SEEN = """
            INSERT INTO identity.seen_places (tenant_id, name, place, country) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant_id, name, place) DO UPDATE SET seen_at = now(), country = excluded.country""";
    private static final String FORGET = """
            DELETE FROM identity.seen_places WHERE tenant_id = ? AND name = ? AND seen_at <= ?""";

    /**
     * Result of checking a place.
     *
     * @param isNew true if the name was seen at other places before, and not at this one
     * @param isElsewhere true if the name was in another country a moment ago
     */
    public record PlaceCheck(boolean isNew, boolean isElsewhere) {}

    /**
     * Known places of a name.
     *
     * @param places number of known places
     * @param here number of them that are this place
     * @param elsewhere number of them in another country within the travel time
     * @param oldest time at which the oldest was seen; 1970 if there is none
     */
    private record KnownPlaces(long places, long here, long elsewhere, Instant oldest) {

        static KnownPlaces of(ResultSet row) throws SQLException {
            return new KnownPlaces(row.getLong(1), row.getLong(2), row.getLong(3), Sql.instant(row, 4, Instant.EPOCH));
        }

        Instant forgottenUntil() {
            return here == 0 && places >= PLACES_MAX ? oldest : Instant.now().minus(KEPT);
        }

        PlaceCheck check(String country) {
            boolean isNew = places > 0 && here == 0;
            return new PlaceCheck(isNew, isNew && !country.isEmpty() && elsewhere > 0);
        }
    }

    private final Database database;

    public NetworkHistory(Database database) {
        this.database = database;
    }

    /**
     * Stores a place, and returns what is unusual about it.
     *
     * @param name name of a user or key
     * @param country country of the place; empty if unknown
     */
    public PlaceCheck check(int tenant, String name, String place, String country) {
        return database.transaction(tenant, transaction -> {
            KnownPlaces known = Sql.one(transaction, KnownPlaces::of, KNOWN, place, country, TRAVEL_HOURS, tenant, name)
                    .orElseThrow();
            Sql.execute(transaction, FORGET, tenant, name, known.forgottenUntil());
            Sql.execute(transaction, SEEN, tenant, name, place, country);
            return known.check(country);
        });
    }
}
