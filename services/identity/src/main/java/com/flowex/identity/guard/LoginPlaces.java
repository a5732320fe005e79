package com.flowex.identity.guard;

import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** In which networks a user, or a key, was seen, for 90 days and 200 of them, and in which country lately. Networks are kept as hashes. */
final class LoginPlaces {

    /** Within so many hours nobody gets from one country to another. */
    private static final int TRAVEL_HOURS = 2;

    private static final Duration KEPT = Duration.ofDays(90);

    /** Of one user or key; who moves more than that has the oldest forgotten. */
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
     * What a look at a place says.
     *
     * @param isNew whether it was seen elsewhere before, and not here
     * @param isElsewhere whether it was in another country a moment ago
     */
    record Look(boolean isNew, boolean isElsewhere) {}

    /**
     * What was there before.
     *
     * @param here how many of them are this place
     * @param elsewhere how many were in another country a moment ago
     * @param oldest when the oldest was seen; 1970 where there is none
     */
    private record Known(long places, long here, long elsewhere, Instant oldest) {

        static Known of(ResultSet row) throws SQLException {
            return new Known(row.getLong(1), row.getLong(2), row.getLong(3), Sql.instant(row, 4, Instant.EPOCH));
        }

        Instant forgottenUntil() {
            return here == 0 && places >= PLACES_MAX ? oldest : Instant.now().minus(KEPT);
        }

        Look look(String country) {
            boolean isNew = places > 0 && here == 0;
            return new Look(isNew, isNew && !country.isEmpty() && elsewhere > 0);
        }
    }

    private final Database database;

    LoginPlaces(Database database) {
        this.database = database;
    }

    /**
     * Remembers a place, and says what is unusual about it.
     *
     * @param name of a user or key
     * @param country empty where it is not known
     */
    Look look(int tenant, String name, String place, String country) {
        return database.transaction(tenant, connection -> {
            Known known = Sql.one(connection, Known::of, KNOWN, place, country, TRAVEL_HOURS, tenant, name)
                    .orElseThrow();
            Sql.execute(connection, FORGET, tenant, name, known.forgottenUntil());
            Sql.execute(connection, SEEN, tenant, name, place, country);
            return known.look(country);
        });
    }
}
