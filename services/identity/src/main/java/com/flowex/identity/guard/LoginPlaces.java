package com.flowex.identity.guard;

import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import java.util.List;

/** In which networks a user, or a key, was seen, for 90 days and 200 of them, and in which country lately. Networks are kept as hashes. */
final class LoginPlaces {

    /** Within so many hours nobody gets from one country to another. */
    private static final int TRAVEL_HOURS = 2;

    /** Of one user or key; who moves more than that has the oldest forgotten. */
    private static final int PLACES_MAX = 200;

    private static final String KNOWN = """
            SELECT count(*), count(*) FILTER (WHERE place = ?),
                count(*) FILTER (WHERE country <> '' AND country <> ? AND seen_at > now() - make_interval(hours => ?))
            FROM identity.seen_places WHERE tenant_id = ? AND name = ? AND seen_at > now() - interval '90 days'""";
    private static final String SEEN = """
            INSERT INTO identity.seen_places (tenant_id, name, place, country) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant_id, name, place) DO UPDATE SET seen_at = now(), country = excluded.country""";
    private static final String FORGET = """
            DELETE FROM identity.seen_places WHERE tenant_id = ? AND name = ? AND (seen_at < now() - interval '90 days'
                OR place IN (SELECT place FROM identity.seen_places WHERE tenant_id = ? AND name = ?
                    ORDER BY seen_at DESC, place OFFSET ?))""";

    /**
     * What a look at a place says.
     *
     * @param isNew whether it was seen elsewhere before, and not here
     * @param isElsewhere whether it was in another country a moment ago
     */
    record Look(boolean isNew, boolean isElsewhere) {}

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
            List<Long> known = Sql.one(
                            connection,
                            row -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)),
                            KNOWN,
                            place,
                            country,
                            TRAVEL_HOURS,
                            tenant,
                            name)
                    .orElseThrow();
            Sql.execute(connection, FORGET, tenant, name, tenant, name, PLACES_MAX);
            Sql.execute(connection, SEEN, tenant, name, place, country);
            boolean isNew = known.get(0) > 0 && known.get(1) == 0;
            return new Look(isNew, isNew && !country.isEmpty() && known.get(2) > 0);
        });
    }
}
