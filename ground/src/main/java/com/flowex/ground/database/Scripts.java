package com.flowex.ground.database;

import org.flywaydb.core.Flyway;

/** The scripts in the class path folder {@code db/<part>}, for one schema. */
final class Scripts {

    private Scripts() {}

    static Flyway of(String url, String user, String password, String part, String schema) {
        return Flyway.configure()
                // Not the data source itself: it tells its address with all sixty properties, in which Flyway looks
                // for passwords by an expression that takes the square of its length, 15 ms at each call.
                .dataSource(url, user, password)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/" + part)
                .failOnMissingLocations(true)
                .load();
    }
}
